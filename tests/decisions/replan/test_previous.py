"""A plan beside the one before: what is kept, what changes and why."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

import matchmaker as mm
from matchmaker.allocation import Result, allocate, formulate
from matchmaker.allocation.objectives import Facts, Seek, parse_objectives
from matchmaker.allocation.objectives.standing import standing
from matchmaker.cli import main
from matchmaker.decisions.replan.changes import changes_frame
from matchmaker.decisions.replan.objectives_again import objectives_again
from matchmaker.decisions.solve_again import solve_again
from matchmaker.errors import UsageError
from matchmaker.model import Plan, Problem
from matchmaker.programmes import load_programme
from tests.allocation.helpers import parsed
from tests.decisions.replan.small_worlds import small_world
from tests.strategies import cases, commutes_of, problem_of

CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]


def solved(problem: Problem, previous: Plan | None = None, objectives: list[Any] | None = None) -> Result:
    """Return the plan of a problem with given scores, beside the one before."""
    return mm.allocate(problem, _table(problem), previous=previous, objectives=objectives)


def _table(problem: Problem) -> mm.ScoreTable:
    from matchmaker.constraints import parse_constraints
    from tests.allocation.helpers import scores_of

    distances = commutes_of([[10.0] * problem.n_seats] * problem.n_participants)
    return scores_of(problem, distances, parse_constraints(problem))


def test_nothing_changed_returns_the_same_plan() -> None:
    """Beside itself every plan comes back the same, by the price as by ``kept`` in order, and every line says so."""
    compared = 0
    for seed in range(0, 15, 5):
        problem = small_world(seed).problem
        for first_by, again_by in ((None, None), (None, ["kept", "score"]), (["placed", "score"], ["placed", "score"])):
            first = solved(problem, None, first_by)
            if not first.has_plan:
                break
            second = solved(problem, first.plan, again_by)
            assert second.plan == first.plan
            assert second.status == "optimal"
            assert second.objective == first.objective
            assert set(changes_frame(second)["change"]) <= {"kept"}
            compared += second.plan.n_placed > 0
    assert compared > 3


@settings(max_examples=6, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(kinds=("shared_capacity", "budget", "keep_together"), always_feasible=True))
def test_a_plan_stands_where_nothing_changed(case: Any) -> None:
    """Every plan is found again in the columns of its own formulation, with the companions that it chose."""
    found = parsed(case)
    if found is None:
        return
    constraints, scores = found
    result = allocate(case.problem, scores, constraints, case.commutes)
    made = formulate(case.problem, result.scores, constraints)
    assert standing(Facts(case.problem, result.scores, case.commutes, made), result.plan) is not None


PEOPLE: list[dict[str, Any]] = [{"participant_id": f"p{i}"} for i in range(4)]
COHORTS: list[dict[str, Any]] = [
    {"opportunity_id": "o0", "kind": "triangle_training", "min_size": 2, "max_size": 3},
    {"opportunity_id": "o1", "kind": "job"},
]
SEATS: list[dict[str, Any]] = [
    {"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 3},
    {"seat_id": "s1", "opportunity_id": "o1", "employer_id": "e0", "count": 2},
]


def small(scores: dict[str, tuple[float, float]], **more: Any) -> Problem:
    """Return four people, a cohort of two to three and a job for two; ``scores`` are those of both seats."""
    rows = [
        {"participant_id": person, "seat_id": f"s{at}", "score": score}
        for person, both in scores.items()
        for at, score in enumerate(both)
    ]
    return problem_of(PEOPLE, SEATS, COHORTS, scores=rows, **more)


def test_a_price_decides_whether_a_placement_is_worth_changing() -> None:
    """A swap that gains 0.03 in all and changes two placements is made under a price of 0.01, and not of 0.02."""
    problem = small({"p0": (0.50, 0.52), "p1": (0.50, 0.0), "p2": (0.51, 0.50), "p3": (0.0, 0.5)})
    before = Plan({"p0": "s0", "p1": "s0", "p2": "s1", "p3": "s1"}, frozenset({"o0"}))
    table = _table(problem)
    cheap = mm.allocate(problem, table, previous=before, change_price=0.01)
    dear = mm.allocate(problem, table, previous=before, change_price="0.02")
    assert dict(cheap.plan.seats) == {"p0": "s1", "p1": "s0", "p2": "s0", "p3": "s1"}
    assert dear.plan == before
    assumed = mm.allocate(problem, table, previous=before)
    assert assumed.plan == cheap.plan
    assert ("assumed" in assumed.notes[-1], cheap.notes) == (True, ())
    assert (cheap.objective, dear.objective) == (Decimal("2.03"), Decimal("2.00"))
    assert cheap.as_dict()["changes"] == {"kept": 2, "moved": 2, "new": 0, "dropped": 0}
    assert dear.as_dict()["change_price"] == "0.02"
    level = cheap.levels[-1]
    assert (level.name, level.value, level.bound) == ("score_and_kept", level.bound, level.best)
    moved = changes_frame(cheap).filter(pl.col("change") == "moved")
    assert moved["reason"].to_list() == ["better_for_all", "better_for_all"]
    assert moved["was_score"].to_list() == [0.50, 0.50]


def test_a_cohort_that_runs_stays_open() -> None:
    """A cohort of the plan before is completed though closing it is worth more, and closed only where it cannot stay."""
    scores = {"p0": (0.1, 0.9), "p1": (0.1, 0.9), "p2": (0.1, 0.0), "p3": (0.0, 0.0)}
    before = Plan({"p2": "s0", "p3": "s0"}, frozenset({"o0"}))
    problem = small(scores)
    assert solved(small({"p0": (0.1, 0.9), "p1": (0.1, 0.9)})).plan.opened == frozenset()
    kept = solved(small({"p0": (0.1, 0.9), "p1": (0.1, 0.9)}), before)
    assert kept.plan.opened == {"o0"}
    assert kept.levels[0].name == "kept_open"
    one_left = solved(small({"p0": (0.1, 0.9)}), before)
    assert one_left.plan.opened == frozenset()
    assert problem.n_participants == 4


def test_every_change_has_its_reason() -> None:
    """Who left, a seat that is gone, a veto, a pin, a smaller seat and a cohort that no longer opens are each told apart,
    and pins and vetoes hold exactly."""
    decided = [
        {"participant_id": "p0", "seat_id": "s1", "decision": "veto", "reason": "hours", "by": "Dana"},
        {"participant_id": "p1", "seat_id": "s0", "decision": "pin", "reason": "agreed", "by": "Noa"},
    ]
    scores = {"p0": (0.5, 0.5), "p1": (0.5, 0.5), "p2": (0.5, 0.5), "p3": (0.0, 0.5)}
    problem = small(scores, decisions=decided)
    seats = problem.seats.with_columns(pl.when(pl.col("seat_id") == "s1").then(1).otherwise("count").alias("count"))
    problem = problem.replace(seats=seats.cast(problem.seats.schema))
    before = Plan({"p0": "s1", "p1": "s1", "p2": "s1", "p3": "s1", "p9": "s0", "p8": "s7"}, frozenset({"o0"}))
    result = solved(problem, before, ["kept", "score"])
    rows = {row["participant_id"]: row for row in changes_frame(result).iter_rows(named=True)}
    assert (rows["p0"]["reason"], rows["p0"]["about"]) == ("veto", "vetoed by Dana")
    assert (rows["p1"]["reason"], rows["p1"]["now_seat_id"]) == ("pin", "s0")
    assert {rows["p9"]["reason"], rows["p8"]["reason"]} == {"person_gone"}
    assert sorted(rows[each]["change"] for each in ("p2", "p3")) in (["kept", "moved"], ["dropped", "kept"])
    other = next(rows[each] for each in ("p2", "p3") if rows[each]["change"] != "kept")
    assert (other["reason"], other["about"]) == ("rule", "seat 's1' takes at most 1 people")
    assert result.plan.seats["p1"] == "s0"
    assert result.plan.seats.get("p0") != "s1"
    gone = solved(small({"p0": (0.5, 0.5)}), Plan({"p0": "s0", "p1": "s7", "p2": "s0"}, frozenset({"o0"})))
    reasons = dict(changes_frame(gone).select("participant_id", "reason").iter_rows())
    assert reasons == {"p0": "cohort_closed", "p1": "seat_gone", "p2": "no_score"}


def test_who_leaves_a_cohort_that_others_complete_is_not_forced_out() -> None:
    """Where a running cohort lost somebody and is completed by others, no rule is given as the reason of who leaves it."""
    problem = small({"p0": (0.1, 0.9), "p2": (0.5, 0.0), "p3": (0.5, 0.0)})
    result = solved(problem, Plan({"p0": "s0", "p1": "s0"}, frozenset({"o0"})))
    assert dict(result.plan.seats) == {"p0": "s1", "p2": "s0", "p3": "s0"}
    reasons = dict(changes_frame(result).select("participant_id", "reason").iter_rows())
    assert reasons == {"p0": "better_for_all", "p1": "no_score", "p2": "better_for_all", "p3": "better_for_all"}


def test_a_cohort_is_closed_by_the_hours_of_who_accompanied_it(tmp_path: Path) -> None:
    """A cohort whose accompanying organisation has too few hours now is told closed for that, read back from files too."""
    cohort = {**COHORTS[0], "companion_candidates": ("g0", "g1"), "companion_hours": 4.0, "companion_hours_each": 0.0}

    def with_hours(hours: float) -> Problem:
        organisations = [{"organisation_id": "g0", "hours": hours}, {"organisation_id": "g1", "hours": hours / 2}]
        rows = [{"participant_id": p["participant_id"], "seat_id": "s0", "score": 0.5} for p in PEOPLE[:2]]
        return problem_of(PEOPLE, SEATS, [cohort, COHORTS[1]], scores=rows, organisations=organisations)

    before = solved(with_hours(5))
    assert before.plan.companions == {"o0": "g0"}
    mm.write(with_hours(3), tmp_path / "data")
    problem = mm.read(tmp_path / "data")
    result = mm.allocate(problem, previous=before)
    mm.report(result, tmp_path / "out", data=str(tmp_path / "data"), pages=False)
    told = changes_frame(result)
    assert set(told["about"]) == {"'o0' does not open: accompanying organisation 'g0' has 3 hours"}
    assert changes_frame(mm.load_result(tmp_path / "out")).equals(told)


def test_a_policy_that_does_not_weigh_says_so() -> None:
    """Under another policy than ``optimal`` a change has the policy as its reason, and a price of changes is refused."""
    problem = small({"p0": (0.0, 0.5), "p1": (0.0, 0.6), "p2": (0.0, 0.7)})
    before = Plan({"p0": "s1"})
    result = mm.allocate(problem, _table(problem), previous=before, policy="greedy")
    assert set(changes_frame(result)["reason"]) == {"policy"}
    assert result.as_dict()["change_price"] is None
    with pytest.raises(UsageError, match="does not weigh what is kept"):
        mm.allocate(problem, _table(problem), previous=before, policy="greedy", change_price=1)


def test_the_curve_between_what_is_kept_and_the_score() -> None:
    """The trade-off beside a plan before runs from that plan, kept whole, to the best without it; none before is refused."""
    problem = small({"p0": (0.50, 0.52), "p1": (0.50, 0.0), "p2": (0.51, 0.50), "p3": (0.0, 0.5)})
    before = Plan({"p0": "s0", "p1": "s0", "p2": "s1", "p3": "s1"}, frozenset({"o0"}))
    curve = mm.trade_off(problem, _table(problem), between=("kept", "score"), previous=before)
    assert curve.to_polars().select("kept", "score").rows() == [(4.0, 2.0), (3.0, 2.01), (2.0, 2.03)]
    with pytest.raises(UsageError, match="give previous"):
        mm.trade_off(problem, _table(problem), between=("kept", "score"))


def test_a_result_solved_again_keeps_what_stood(tmp_path: Path) -> None:
    """Solving a result again, and reading it back from its folder, keep the plan before and what is said of it."""
    first = mm.allocate(mm.read("fixtures/tiny_quota"))
    second = mm.allocate(first.problem, first.scores, previous=first)
    again = solve_again(second)
    assert again.plan == second.plan
    assert again.previous == second.previous
    mm.report(second, tmp_path / "out", data="fixtures/tiny_quota", pages=False)
    loaded = mm.load_result(tmp_path / "out")
    assert loaded.previous is not None
    assert loaded.previous.plan.seats == first.plan.seats
    assert loaded.as_dict() | {"seconds": 0} == second.as_dict() | {"seconds": 0}
    assert mm.verify(tmp_path / "out") == []


def test_objectives_again_and_refusals(tmp_path: Path) -> None:
    """The price goes to the sum of scores wherever it stands; what cannot be is refused in words."""
    problem, programme = mm.read("fixtures/tiny_quota"), load_programme("general")
    plan = Plan({}, frozenset({"o"}))

    def names(*written: Any, **more: Any) -> list[str]:
        sought, _ = objectives_again(parse_objectives(problem, programme, written), plan, **more)
        return [each.called for each in sought]

    assert names() == ["kept_open", "score_and_kept"]
    assert names("placed", "score:1%") == ["kept_open", "placed", "score_and_kept"]
    assert names("placed", "commute") == ["kept_open", "placed", "commute", "kept"]
    assert names("kept", "score") == ["kept", "score"]
    assert names(change_price=Decimal(0)) == ["kept_open", "score"]
    with pytest.raises(UsageError, match="say themselves"):
        names("kept", "score", change_price=Decimal(1))
    with pytest.raises(UsageError, match="no objective here"):
        names("placed", change_price=Decimal(1))
    for price in ("-1", "x", "1001", "nan", "1_0", "\u0663", "1e-10", ""):
        with pytest.raises(UsageError, match="change_price must be"):
            mm.allocate(problem, previous=plan, change_price=price)
    with pytest.raises(UsageError, match="give previous"):
        mm.allocate(problem, change_price=1)
    with pytest.raises(UsageError, match="previous"):
        mm.allocate(problem, objectives=["kept", "score"])
    assert "plan of other data" in mm.allocate(problem, previous=Plan({"somebody": "somewhere"})).notes[-1]
    impossible = replace(mm.allocate(problem), status="infeasible")
    mm.report(impossible, tmp_path / "none", pages=False)
    for nothing in (impossible, tmp_path / "none"):
        with pytest.raises(UsageError, match="holds no plan"):
            mm.allocate(problem, previous=nothing)
    with pytest.raises(UsageError, match="written by `matchmaker allocate`"):
        mm.allocate(problem, previous=tmp_path)
    with pytest.raises(UsageError, match="without a plan before"):
        changes_frame(mm.allocate(problem))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``allocate --previous`` writes the differences, and twice the same; a folder that is no plan is refused."""
    one, two, three = (str(tmp_path / name) for name in ("one", "two", "three"))
    assert main(["allocate", "fixtures/tiny_quota", "--out", one, "--no-pages"]) == 0
    for out in (two, three):
        words = [
            "allocate",
            "fixtures/tiny_quota",
            "--out",
            out,
            "--previous",
            one,
            "--change-price",
            "0.05",
            "--json",
            "--no-pages",
        ]
        assert main(words) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["change_price"] == "0.05"
        assert told["changes"]["kept"] == told["placed"]
    assert (tmp_path / "two" / "changes.csv").read_bytes() == (tmp_path / "three" / "changes.csv").read_bytes()
    assert (tmp_path / "one" / "plan.csv").read_bytes() == (tmp_path / "two" / "plan.csv").read_bytes()
    assert main(["verify", two]) == 0
    assert main(["allocate", "fixtures/tiny_quota", "--out", str(tmp_path / "x"), "--previous", "fixtures"]) == 2
    with (tmp_path / "one" / "plan.csv").open("a") as plan:
        plan.write(",\n")
    assert main(["allocate", "fixtures/tiny_quota", "--out", str(tmp_path / "x"), "--previous", one]) == 2
    assert "plan.csv" in capsys.readouterr().err


def test_seek_stays_at_the_plan_before_only_where_it_is_as_good() -> None:
    """Where one person more can be placed, the plan before does not stay."""
    problem = small({"p0": (0.0, 0.5), "p1": (0.0, 0.5)})
    made = Plan({"p0": "s1"})
    result = solved(problem, made)
    assert dict(result.plan.seats) == {"p0": "s1", "p1": "s1"}
    assert Seek((), problem, result.commutes, previous=made).previous == made
