"""What each pair uses of a shared capacity or of a budget, from a column of participants, of seats or of the scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.constraints import Budget, SharedCapacity
from tests.constraints.helpers import found, opportunity, people, rows_of, seat, small

ORGANISATIONS = [{"organisation_id": "g0", "hours": 2.5}]
OPPORTUNITIES = [opportunity(0, training_body_id="g0"), opportunity(1, training_body_id="g0")]
SEATS = [seat(0, 0), seat(1, 1)]


def made(n: int = 2, **tables: Any) -> mm.Problem:
    """Return ``n`` people and two jobs of organisation g0, which has 2.5 hours."""
    return small(n, **{"seats": SEATS, "opportunities": OPPORTUNITIES, "organisations": ORGANISATIONS, **tables})


def rule(use: str = "need") -> SharedCapacity:
    """Return the rule that hours are used as a column says."""
    return SharedCapacity(owner="training_body_id", capacity="hours", use=use)


def scored(*rows: tuple[str, str, float, str | None]) -> list[dict[str, Any]]:
    """Return given scores with a column of needs."""
    return [{"participant_id": p, "seat_id": s, "score": x, "need": need} for p, s, x, need in rows]


LISTED = scored(("p0", "s0", 0.9, "2.05"), ("p0", "s1", 0.8, "0"), ("p1", "s0", 0.7, "0.5"), ("p1", "s1", 0.6, "1"))


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"participants": people(2, need=["1.25", "2"])}, [125, 125, 200, 200]),
        ({"seats": [{**SEATS[0], "need": "0"}, {**SEATS[1], "need": "0.75"}]}, [0, 75, 0, 75]),
        ({"scores": LISTED}, [205, 0, 50, 100]),
    ],
)
def test_uses_are_exact_integers_from_either_table(tables: dict[str, Any], expected: list[int]) -> None:
    """Uses and the 2.5 hours stand on the smallest common scale; 0 is a use like any other."""
    ((coefficients, least, most),) = rows_of(rule(), made(**tables)).values()
    scale = 100 // (250 // (most or 1))
    assert ([c * 100 // scale for c in coefficients], least) == (expected, None)
    assert rule().inspect(made(**tables)) == []


def test_the_check_adds_up_exactly() -> None:
    """2.05 + 0.5 hours are more than 2.5, 2.05 + 0.4 are not; floats would call 0.1 x 3 more than 0.3."""
    problem = made(scores=LISTED)
    text = "training_body_id 'g0' would use 2.55 of 2.5 hours"
    assert found(rule(), problem, {"p0": "s0", "p1": "s0"}) == [text]
    assert found(rule(), problem, {"p0": "s1", "p1": "s0"}) == []
    thirds = made(3, participants=people(3, need=["0.1"] * 3), organisations=[{"organisation_id": "g0", "hours": 0.3}])
    assert found(rule(), thirds, {f"p{i}": "s0" for i in range(3)}) == []


def test_a_column_of_several_tables_must_be_named_with_its_table() -> None:
    """``need`` in two tables is an error that names both; ``seats.need`` is clear; all-empty columns do not count."""
    tables = {"participants": people(2, need=["1", "1"]), "seats": [{**each, "need": "2"} for each in SEATS]}
    (error,) = rule().inspect(made(**tables))
    assert (error.code, error.column, error.value) == ("ambiguous-column", "use", "need")
    assert error.expected == "participants.need or seats.need"
    assert rule("seats.need").inspect(made(**tables)) == []
    ((coefficients, _, _),) = rows_of(rule("seats.need"), made(**tables)).values()
    assert len(set(coefficients)) == 1
    assert found(rule("seats.need"), made(**tables), {"p0": "s0", "p1": "s0"}) != []
    assert found(rule("participants.need"), made(**tables), {"p0": "s0", "p1": "s0"}) == []


def test_a_column_that_is_not_there_is_an_error_with_the_nearest() -> None:
    """A slip of the pen names the column that was meant, and where such columns may stand."""
    (error,) = rule("neeed").inspect(made(scores=LISTED))
    assert (error.code, error.column, error.hint) == ("unknown-column", "use", "did you mean 'need'?")
    assert error.expected == "a column with a number in every row, also of the file of --scores"


def test_missing_and_unreadable_uses_are_errors_at_their_row() -> None:
    """A need that is not told is no need of 0, and words are no number."""
    problem = made(3, participants=people(3, need=["1", None, "much"]))
    errors = rule().inspect(problem)
    assert [(e.code, e.file, e.row, e.column) for e in errors] == [
        ("type-error", "participants.csv", 4, "need"),
        ("missing-cell", "participants.csv", 3, "need"),
    ]


def test_use_and_use_per_participant_exclude_each_other() -> None:
    """Both in one rule are refused, with the key."""
    with pytest.raises(mm.SettingsError) as caught:
        parsed = {"kind": "shared_capacity", "owner": "training_body_id", "capacity": "hours", "use": "need"}
        mm.score(made(constraint=[{**parsed, "use_per_participant": 2}], participants=people(2, need=["1", "2"])))
    (error,) = caught.value.findings
    assert (error.code, error.column) == ("conflicting-keys", "constraint[0].use")


def test_a_column_cannot_be_used_where_the_plan_chooses_the_companion() -> None:
    """With companions to choose from, the rule is refused and says what serves instead."""
    choosing = [opportunity(0, min_size=1, companion_candidates=("g0",)), opportunity(1)]
    problem = made(opportunities=choosing, participants=people(2, need=["1", "2"]))
    (error,) = SharedCapacity(owner="companion_org_id", capacity="hours", use="need").inspect(problem)
    assert (error.code, error.column, error.expected) == ("conflicting-keys", "use", "use_per_participant")


def test_a_scores_file_carries_uses_through_the_folder_of_a_result(tmp_path: Path) -> None:
    """`allocate --scores` reads the file's column, `verify` replays it from the files, and another column changes the hash."""
    settings = [{"kind": "shared_capacity", "owner": "training_body_id", "capacity": "hours", "use": "need"}]
    data, file = tmp_path / "data", tmp_path / "scores.csv"
    mm.write(made(constraint=settings), data)
    pl.DataFrame(LISTED).write_csv(file)
    problem = mm.read(data)
    scores = mm.score(problem, given=file)
    result = mm.allocate(problem, scores, gap=0)
    assert dict(result.plan.seats) == {"p0": "s0", "p1": "s1"} or float(result.objective or 0) == 1.5
    assert dict(result.plan.seats) != {"p0": "s0", "p1": "s0"}
    mm.report(result, tmp_path / "out", data=str(data), given=str(file))
    assert mm.verify(tmp_path / "out") == []
    cheap = pl.DataFrame(LISTED).with_columns(need=pl.lit("0.5"))
    other = mm.allocate(problem, mm.score(problem, given=cheap), gap=0)
    assert dict(other.plan.seats) == {"p0": "s0", "p1": "s0"}
    assert other.as_dict()["input_hash"] != result.as_dict()["input_hash"]
    with pytest.raises(mm.SettingsError, match="need"):
        mm.score(problem, given=pl.DataFrame(LISTED).drop("need"))


def test_a_budget_may_read_the_cost_of_each_pair() -> None:
    """A cost column of the scores is spent like one of the seats: 2.05 + 0.5 exceed 2.5."""
    budget = Budget(cost="need", max=2.5)
    problem = made(scores=LISTED)
    assert budget.inspect(problem) == []
    ((coefficients, _, most),) = rows_of(budget, problem).values()
    assert (coefficients, most) == ([205, 0, 50, 100], 250)
    assert found(budget, problem, {"p0": "s0", "p1": "s0"}) == ["'the plan' spends 2.55 NIS of 2.5 on column need"]
    assert found(budget, problem, {"p0": "s1", "p1": "s0"}) == []


def test_an_unlisted_pair_has_no_known_use() -> None:
    """A placement that the scores do not list breaks the rule instead of costing nothing."""
    problem = made(scores=LISTED[:3])
    assert found(rule(), problem, {"p1": "s1"}) == ["what 'p1' uses in 's1' is not known (need)"]
    assert found(Budget(cost="need", max=9), problem, {"p1": "s1"}) == [
        "'the plan' has a placement whose cost is not known (need)"
    ]
