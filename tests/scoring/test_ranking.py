"""Rankings: a total order, the same whatever the order of the rows, and scores that can be taken apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from matchmaker.errors import InputError, UsageError
from matchmaker.programmes import load_programme
from matchmaker.scoring import ScoreTable, given_scores, rank, score_pairs
from matchmaker.scoring.top_k import top_k
from tests.scoring.rich_problem import rich_problem, some_pairs
from tests.strategies import all_pairs, problem_of

PER = ("participant", "opportunity", "seat")


def scored(exponent: float = -1.0, seed: int = 0) -> ScoreTable:
    problem, commutes = rich_problem(40, 16, seed=seed)
    programme = load_programme()
    programme = programme.model_copy(update={"exponent": programme.exponent.model_copy(update={"value": exponent})})
    return score_pairs(problem, some_pairs(problem), programme, commutes)


def tiny() -> ScoreTable:
    """Two people and three seats, s2 and s1 of one opportunity; everything tied but one pair."""
    problem = problem_of(
        [{"participant_id": "b"}, {"participant_id": "a"}],
        [
            {"seat_id": s, "opportunity_id": o, "employer_id": "e", "count": 1}
            for s, o in (("s2", "x"), ("s1", "x"), ("s0", "y"))
        ],
        [{"opportunity_id": "x", "kind": "job"}, {"opportunity_id": "y", "kind": "job"}],
    )
    return given_scores(all_pairs(problem), np.array([0.5, 0.5, 0.5, 0.1, 0.5, 0.123456789]), problem)


def rows(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select("participant_id", "seat_id", "rank", "total").rows()


def test_ties_go_by_id_per_participant() -> None:
    """Equal totals stand in order of seat id, and participants in order of theirs."""
    assert rows(rank(tiny(), "participant", 2).to_polars()) == [
        ("a", "s1", 1, 0.5), ("a", "s0", 2, 0.123456789), ("b", "s0", 1, 0.5), ("b", "s1", 2, 0.5),
    ]  # fmt: skip


def test_each_person_stands_once_per_opportunity() -> None:
    """Per opportunity a person stands with the best seat only, ties by participant id."""
    assert rows(rank(tiny(), "opportunity", 5).to_polars()) == [
        ("a", "s1", 1, 0.5), ("b", "s1", 2, 0.5), ("b", "s0", 1, 0.5), ("a", "s0", 2, 0.123456789),
    ]  # fmt: skip


def test_each_seat_ranks_its_people() -> None:
    """Per seat people stand by total, then by id, and seats by id."""
    assert rows(rank(tiny(), "seat", 1).to_polars()) == [("b", "s0", 1, 0.5), ("a", "s1", 1, 0.5), ("b", "s2", 1, 0.5)]


@pytest.mark.parametrize("per", PER)
def test_ranking_equals_a_plain_sort(per: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ranking is what sorting all pairs by total and ids gives, also when participants come in several runs."""
    monkeypatch.setattr("matchmaker.scoring.ranking._CHUNK", 20)
    scores = scored()
    every = rank(scores, "participant", 10**6).to_polars()
    assert every.height == scores.pairs.n_pairs
    key, other = {"participant": ("participant_id", "seat_id"), "seat": ("seat_id", "participant_id")}.get(
        per, ("opportunity_id", "participant_id")
    )
    ordered = every.sort("total", "seat_id", descending=[True, False])
    if per == "opportunity":
        ordered = ordered.unique(["opportunity_id", "participant_id"], keep="first", maintain_order=True)
    ordered = ordered.sort(key, "total", other, descending=[False, True, False])
    ordered = ordered.with_columns(rank=pl.int_range(1, pl.len() + 1).over(key)).filter(pl.col("rank") <= 3)
    found = rank(scores, per, 3).to_polars()
    assert rows(found) == rows(ordered)


@pytest.mark.parametrize("per", PER)
def test_order_of_rows_does_not_matter(per: str) -> None:
    """Permuting people and seats of the problem gives the same ranking, ties included."""
    problem, commutes = rich_problem(30, 12, seed=9, missing=0.8)
    rng = np.random.default_rng(1)
    people, seats = rng.permutation(30), rng.permutation(12)
    moved = problem.replace(participants=problem.participants[people], seats=problem.seats[seats])
    moved_commutes = replace(commutes, origin=commutes.origin[people], site=commutes.site[seats])
    programme = load_programme()
    first = rank(score_pairs(problem, all_pairs(problem), programme, commutes), per, 4)
    second = rank(score_pairs(moved, all_pairs(moved), programme, moved_commutes), per, 4)
    assert first.to_polars().equals(second.to_polars())


@pytest.mark.parametrize("exponent", [-1.0, 0.0, 0.5, 1.0, 2.0])
def test_contributions_add_up_to_the_total(exponent: float) -> None:
    """The contributions of the parts sum to those of the sides, and these to the total, for every exponent."""
    scores = scored(exponent)
    for row in rank(scores, "participant", 3).to_polars().iter_rows(named=True):
        found = rank(scores).explain(row["participant_id"], row["seat_id"])
        assert found["total"] == row["total"]
        assert sum(p["contribution"] for p in found["parts"]) == pytest.approx(row["total"], abs=2e-6)
        for side, details in found["sides"].items():
            own = sum(p["contribution"] for p in found["parts"] if p["side"] == side)
            assert own == pytest.approx(details["contribution"], abs=2e-6)


def test_sensitivity_is_what_a_better_part_would_add() -> None:
    """Raising one part by a little raises the total by its sensitivity times as much."""
    scores = scored(seed=11)
    at = int(np.argmax(scores.total))
    participant = int(np.searchsorted(scores.pairs.indptr, at, side="right")) - 1
    ids = scores.pairs.participant_ids[participant], scores.pairs.seat_ids[scores.pairs.seat[at]]
    found = rank(scores).explain(*ids)
    side = found["sides"]["employer"]
    mean = {s: d["score"] for s, d in found["sides"].items()}
    weight = {s: d["weight"] for s, d in found["sides"].items() if d["score"] is not None}

    def total(employer: float) -> float:
        values = {**mean, "employer": employer}
        return sum(weight.values()) / sum(w / values[s] for s, w in weight.items())

    slope = (total(mean["employer"] + 1e-6) - total(mean["employer"] - 1e-6)) / 2e-6
    assert side["sensitivity"] == pytest.approx(slope, rel=1e-4)


def test_zero_total_is_explained_without_contributions() -> None:
    """Where a side of 0 makes the total 0 no part contributes and no sensitivity is claimed."""
    scores = scored()
    at = int(np.flatnonzero(scores.total == 0)[0])
    participant = int(np.searchsorted(scores.pairs.indptr, at, side="right")) - 1
    ids = scores.pairs.participant_ids[participant], scores.pairs.seat_ids[scores.pairs.seat[at]]
    found = rank(scores).explain(*ids)
    assert all(p["contribution"] == 0 and p["sensitivity"] is None for p in found["parts"])


def test_explain_takes_the_best_seat_by_default() -> None:
    """Without a seat the participant's best seat is explained; a pair outside the best k has no rank."""
    ranking = rank(tiny(), "participant", 1)
    assert (ranking.explain("b")["seat_id"], ranking.explain("b")["rank"]) == ("s0", 1)
    assert ranking.explain("b", "s2")["rank"] is None
    assert ranking.explain("b")["given"] is True


@pytest.mark.parametrize(("participant", "seat"), [("z", None), ("b", "s9")])
def test_explain_refuses_unknown_ids(participant: str, seat: str | None) -> None:
    """An unknown participant or seat is a usage error."""
    with pytest.raises(UsageError, match="there is no"):
        rank(tiny()).explain(participant, seat)


def test_explain_refuses_what_is_no_candidate() -> None:
    """A pair that is no candidate, and a participant without any, cannot be explained."""
    problem, _ = rich_problem(3, 3)
    pairs = some_pairs(problem, share=0.0)
    ranking = rank(given_scores(pairs, np.empty(0), problem))
    assert ranking.to_polars().height == 0
    with pytest.raises(UsageError, match="no candidate seat"):
        ranking.explain("p000")
    with pytest.raises(UsageError, match="is not a candidate"):
        ranking.explain("p000", "s000")


@pytest.mark.parametrize(
    ("options", "words"), [({"k": 0}, "at least 1"), ({"per": "employer"}, "expected participant")]
)
def test_wrong_request_is_refused(options: dict[str, object], words: str) -> None:
    """A ranking of no places, or per something else, is a usage error."""
    with pytest.raises(UsageError, match=words):
        rank(tiny(), **options)  # type: ignore[arg-type]


def test_given_scores_without_a_problem_know_no_opportunity() -> None:
    """Given scores rank per participant without a problem, and per opportunity only with one."""
    scores = replace(tiny(), opportunity_ids=None)
    assert "opportunity_id" not in rank(scores).to_polars().columns
    with pytest.raises(UsageError, match="needs the problem"):
        rank(scores, "opportunity")


def test_given_scores_are_kept_exactly() -> None:
    """Given totals stand as given, without parts or sides, with full coverage."""
    scores = tiny()
    assert scores.total.tolist() == [0.5, 0.5, 0.5, 0.1, 0.5, 0.123456789]
    assert scores.parts.shape == (6, 0)
    assert np.isnan(scores.sides).all()
    assert (scores.coverage == 1).all()


def test_given_scores_out_of_range_are_all_named() -> None:
    """Scores that are NaN, infinite or outside [0, 1] are refused, each with its pair; so is a wrong number of them."""
    pairs = tiny().pairs
    with pytest.raises(InputError) as caught:
        given_scores(pairs, np.array([np.nan, np.inf, -0.1, 1.1, 0.5, 1.0]))
    assert len(caught.value.findings) == 4
    assert "b, s2" in str(caught.value.findings[0])
    with pytest.raises(InputError, match="for 6 pairs"):
        given_scores(pairs, np.zeros(5))


def test_top_k_without_room_for_one_integer_gives_the_same() -> None:
    """Keys too large to pack into 63 bits are sorted apart, with the same outcome."""
    rng = np.random.default_rng(0)
    group, worse, tie = rng.integers(0, 5, 200), rng.integers(0, 4, 200), rng.permutation(200)
    small, large = top_k(group, worse, tie, k=3), top_k(group, worse * 2**40, tie * 2**30, k=3)
    np.testing.assert_array_equal(small.group, large.group)
    np.testing.assert_array_equal(small.tie * 2**30, large.tie)
    np.testing.assert_array_equal(small.place, large.place)
