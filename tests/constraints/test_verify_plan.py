"""Replaying a plan."""

from __future__ import annotations

import time
from decimal import Decimal

from hypothesis import given, settings

from matchmaker.constraints import parse_constraints, plan_view, verify_plan
from matchmaker.model import Plan
from tests.constraints.helpers import near, opportunity, seat, small
from tests.strategies import Case, cases


def codes(problem: object, plan: Plan, **options: object) -> list[str]:
    """Return the codes of a plan's violations under every rule of the problem."""
    found = verify_plan(problem, plan, parse_constraints(problem), near(problem), **options)  # type: ignore[arg-type]
    return [violation.code for violation in found]


def test_a_plan_that_holds_has_no_violations() -> None:
    """Two people in a seat of two places."""
    assert codes(small(), Plan({"p0": "s0", "p1": "s0"})) == []


def test_ids_that_do_not_exist_are_found_first() -> None:
    """A stranger, a seat and a cohort that are not there, and a job that is no cohort."""
    plan = Plan({"p0": "s9", "p9": "s0"}, frozenset({"o0", "o9"}))
    assert codes(small(), plan) == ["unknown_id"] * 4


def test_a_person_who_stands_twice_in_a_written_plan() -> None:
    """Lines may place one person twice, which a mapping cannot."""
    problem = small(seats=[seat(0, 0), seat(1, 0)], opportunities=[opportunity(0)])
    lines = [("p0", "s0"), ("p0", "s1")]
    assert codes(problem, Plan({"p0": "s1"}), assignments=lines) == ["one_place_each"]


def test_a_pair_without_a_given_score_is_no_candidate() -> None:
    """With --scores only listed pairs may be chosen."""
    scores = {("p0", "s0"): Decimal("0.5")}
    assert codes(small(), Plan({"p0": "s0"}), given=scores) == []
    assert codes(small(), Plan({"p1": "s0"}), given=scores) == ["not_a_candidate"]


def test_rows_read_like_mappings() -> None:
    """A row gives every column of its table, missing ones as None."""
    problem = small()
    row = plan_view(problem, Plan(), near(problem)).seats["s0"]
    assert dict(row) == problem.seats.row(0, named=True)
    assert len(row) == problem.seats.width


def test_an_empty_problem_is_verified() -> None:
    """Nobody, nowhere: nothing is wrong."""
    problem = small(participants=[], seats=[], opportunities=[])
    assert verify_plan(problem, Plan(), parse_constraints(problem), near(small())) == []


@settings(max_examples=25, deadline=None)
@given(case=cases(always_feasible=True))
def test_the_empty_plan_holds_where_a_plan_is_promised(case: Case) -> None:
    """Problems drawn as always feasible let nobody be placed."""
    assert verify_plan(case.problem, Plan(), parse_constraints(case.problem), case.commutes) == []


def test_work_grows_with_placements_not_faster() -> None:
    """Ten times the placements take at most sixty times the work (ten, with room for noise)."""
    seconds = []
    for n in (400, 4000):
        problem = small(n, seats=[seat(0, 0, count=n)])
        plan, rules = Plan({f"p{i}": "s0" for i in range(n)}), parse_constraints(problem)
        start = time.process_time()
        assert verify_plan(problem, plan, rules, near(problem)) == []
        seconds.append(time.process_time() - start)
    assert seconds[1] <= 60 * seconds[0]
