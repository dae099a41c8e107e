"""Alternatives against every plan of small problems."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.allocation.objectives.score import Score
from matchmaker.cli import main
from matchmaker.decisions.variants.differs_from import DiffersFrom
from matchmaker.errors import UsageError
from tests.constraints.helpers import people, seat, small
from tests.contracts import assert_halves_agree
from tests.decisions.variants.helpers import CHECKS, SMALL, solved
from tests.strategies import Case, cases


def apart(one: dict[str, str], other: dict[str, str]) -> int:
    """Return how many people have another place, or one and not the other."""
    return sum(one.get(person) != other.get(person) for person in {*one, *other})


@settings(max_examples=8, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**SMALL), loss=st.sampled_from((0.0, 0.01, 0.2, 0.5, 1.0)), differ=st.integers(1, 3))
def test_each_alternative_is_the_best_of_all_plans_that_differ(case: Case, loss: float, differ: int) -> None:
    """Each differs enough and loses no more than asked, is the best such plan of all, and none is missed."""
    result, plans = solved(case)
    found = mm.alternatives(result, 2, loss, differ, gap=0)
    least = Fraction(result.objective) - Fraction(str(loss)) * abs(Fraction(result.objective))
    before = [dict(result.plan.seats)]
    for other in found.others:
        left = [w for w in plans if all(apart(dict(w.finished.view.assignments), b) >= differ for b in before)]
        seats = dict(other.plan.seats)
        assert all(apart(seats, each) >= differ for each in before)
        assert Fraction(other.objective) == max(w.of(Score()) for w in left) >= least
        assert mm.verify(other) == []
        before.append(seats)
    left = [w for w in plans if all(apart(dict(w.finished.view.assignments), b) >= differ for b in before)]
    if len(found.others) < 2:
        assert found.ended == "no such plan: proved"
        assert all(w.of(Score()) < least for w in left)
    else:
        assert found.ended == "all found"


@settings(max_examples=8, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**{**SMALL, "max_participants": 3}), least=st.integers(0, 4), data=st.data())
def test_the_halves_of_the_difference_agree(case: Case, least: int, data: st.DataObject) -> None:
    """Rows and check accept the same plans, also where the other plan holds a seat that is gone."""
    problem = case.problem
    places = st.none() | st.sampled_from(("s0", "s1", "gone"))
    drawn = {f"p{i}": data.draw(places) for i in range(problem.n_participants)}
    seats = {person: place for person, place in drawn.items() if place is not None}
    assert_halves_agree([DiffersFrom(name="the plan", seats=seats, least=least)], problem, case.commutes)


def four() -> mm.Result:
    """Return four people for two seats of one place each: p0 and p1 fit best, p2 and p3 a little less."""
    scores = [
        {"participant_id": f"p{i}", "seat_id": f"s{s}", "score": score - s / 100}
        for i, score in enumerate((0.9, 0.89, 0.88, 0.2))
        for s in (0, 1)
    ]
    problem = small(participants=people(4), seats=[seat(0, 0, 1), seat(1, 0, 1)], scores=scores)
    return mm.allocate(problem, gap=0)


def test_what_distinguishes_an_alternative_is_told() -> None:
    """Of four people, swapping p1 for p2 costs 0.01, and the moves say who goes and who comes."""
    result = four()
    found = mm.alternatives(result, 1, 0.05, 2, gap=0)
    (other,) = found.others
    assert result.objective - other.objective == Decimal(0)  # p0 and p1 change seats at no cost
    assert found.moves()["what"].to_list() == ["moved", "moved"]
    found = mm.alternatives(result, 1, 0.05, 3, gap=0)
    assert found.others[0].objective == Decimal("1.77")
    assert set(found.moves()["what"]) == {"moved", "new", "dropped"}
    row = found.plans().row(1, named=True)
    assert (row["differs"], row["differs_least"], row["mark"], row["placed"]) == (3, 3, "proved", 2)
    assert row["lost"] == pytest.approx(0.01)
    assert found.placements().columns[:2] == ["plan", "participant_id"]
    assert found.placements().drop("plan").columns == result.to_frames()["plan"].columns


def test_no_plan_differs_where_all_are_tried() -> None:
    """Five people cannot differ among four, nor more than any integer of a solver, and that is proved."""
    for differ in (5, 10**30):
        found = mm.alternatives(four(), 2, 1.0, differ)
        assert (found.others, found.ended) == ((), "no such plan: proved")


def test_objectives_in_order_each_lose_the_share_at_most() -> None:
    """With people placed before the score, an alternative places as many within a loss of a third."""
    result = mm.allocate(four().problem, objectives=["placed", "score"], gap=0)
    found = mm.alternatives(result, 2, 0.3, 2, gap=0)
    assert len(found.others) == 2
    for other in found.others:
        placed, score = other.levels
        assert placed.value == 2
        assert score.value >= result.levels[1].value * Fraction(7, 10)
        assert apart(dict(result.plan.seats), dict(other.plan.seats)) >= 2
    assert found.as_dict()["least"] is None
    assert found.plans()["objective_placed"].to_list() == [2, 2, 2]
    assert str(found).startswith("the plan: score 1.780000; placed 2, score 1.78 (proved), 2 placed")


@pytest.mark.parametrize("worth", [None, Decimal("0.5")])
def test_a_search_that_is_stopped_proves_nothing(monkeypatch: pytest.MonkeyPatch, worth: Decimal | None) -> None:
    """Stopped by time without a plan, or with one that loses too much under a bound that would do, it says so."""
    result = four()
    status = "no_plan_found" if worth is None else "feasible"
    cut = replace(result, status=status, stopped_by="time", objective=worth, bound=worth and result.bound)  # type: ignore[arg-type]
    monkeypatch.setattr("matchmaker.decisions.variants.find_alternatives.solve_again", lambda *_, **__: cut)
    found = mm.alternatives(result, 2, 0.1, 2)
    assert (found.others, found.ended) == ((), "not proved (stopped by time)")


def test_an_interrupt_ends_the_search_and_so_does_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found until then is kept, and no more is begun."""
    result = four()
    found = mm.alternatives(result, 3, 1.0, 1, time_limit=1e-9)
    assert len(found.others) <= 1
    assert found.ended == "not proved (stopped by time)"
    cut = replace(result, stopped_by="interrupt")
    monkeypatch.setattr("matchmaker.decisions.variants.find_alternatives.solve_again", lambda *_, **__: cut)
    found = mm.alternatives(result, 3, 1.0, 1)
    assert (len(found.others), found.ended) == (1, "not proved (stopped by interrupt)")


@pytest.mark.parametrize(("k", "loss", "differ"), [(0, 0.1, 1), (101, 0.1, 1), (1, -0.1, 1), (1, 1.1, 1), (1, 0.1, 0)])
def test_numbers_out_of_range_are_refused(k: int, loss: float, differ: int) -> None:
    """How many, the loss and the difference have ranges."""
    with pytest.raises(UsageError, match="must be"):
        mm.alternatives(four(), k, loss, differ)


def test_without_a_plan_there_are_no_alternatives(fixtures: Path) -> None:
    """An infeasible problem has no plan to differ from."""
    with pytest.raises(UsageError, match="no plan"):
        mm.alternatives(mm.allocate(mm.read(fixtures / "tiny_infeasible_pin")))


def test_the_command_writes_the_tables(fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints one value, says what it found, and writes four tables that agree with it."""
    out, there = tmp_path / "out", tmp_path / "alternatives"
    assert main(["allocate", str(fixtures / "tiny_multi_employer"), "--out", str(out)]) == 0
    capsys.readouterr()
    words = ["alternatives", str(out), "--plans", "2", "--loss", "0.9", "--differ", "1"]
    assert main([*words, "--json", "--out", str(there)]) == 0
    told = json.loads(capsys.readouterr().out)
    written = pl.read_csv(there / "alternatives.csv")
    assert written.height == len(told["alternatives"]) > 1
    assert {path.name for path in there.glob("*.csv")} == {"alternatives.csv", "moves.csv", "cohorts.csv", "plans.csv"}
    assert main(words) == 0
    assert "people placed otherwise" in capsys.readouterr().out
