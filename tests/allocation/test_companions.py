"""Cohorts that name several organisations which may accompany them."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import matchmaker as mm
from matchmaker.allocation.companion_search import Searched, solve_with_companions
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies import POLICIES, Effort, Policy
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.api.setup import setup
from matchmaker.explanations.closed_cohorts import closed_cohorts
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from tests.strategies import problem_of


def problem(hours: tuple[float | None, ...], n: int = 4) -> Problem:
    """Return two cohorts of two people each, 10 hours and 1 for each person, and organisations g0, g1 with ``hours``."""
    cohorts = [
        {
            "opportunity_id": f"t{i}", "kind": "triangle_training", "min_size": 2, "companion_candidates": ("g0", "g1"),
            "companion_hours": 10.0, "companion_hours_each": 1.0,
        }
        for i in range(2)
    ]  # fmt: skip
    seats: list[dict[str, Any]] = [
        {"seat_id": f"s{i}", "opportunity_id": f"t{i}", "employer_id": "e0", "count": 2} for i in range(2)
    ]
    return problem_of(
        [{"participant_id": f"p{i}"} for i in range(n)], seats, cohorts,
        organisations=[{"organisation_id": f"g{i}", "hours": each} for i, each in enumerate(hours)],
        scores=[{"participant_id": f"p{p}", "seat_id": f"s{s}", "score": 0.5} for p in range(n) for s in range(2)],
    )  # fmt: skip


@pytest.mark.parametrize("policy", ["optimal", "greedy", "deferred_acceptance", "lottery"])
@pytest.mark.parametrize(
    ("hours", "opened"),
    [((24.0, 0.0), 2), ((12.0, 12.0), 2), ((23.9, 11.9), 1), ((11.9, 11.9), 0), ((None, 0.0), 2)],
)
def test_cohorts_open_as_far_as_companions_have_hours(
    policy: str, hours: tuple[float | None, ...], opened: int
) -> None:
    """So many cohorts open as can be accompanied, each by a candidate with the hours, whatever the policy."""
    result = mm.allocate(problem(hours), policy=policy)
    assert len(result.plan.opened) == opened
    assert set(result.plan.companions) == result.plan.opened
    assert result.to_frames()["unplaced"].height == 4 - 2 * opened
    assert mm.verify(result) == []


def test_companions_are_proved_with_the_plan() -> None:
    """Where hours bind, the search weighs companions itself and its bound is the best there is."""
    result = mm.allocate(problem((23.9, 11.9)))
    assert (result.status, result.objective, result.bound) == ("optimal", Decimal("1.0"), Decimal("1.0"))
    assert result.plan.companions[next(iter(result.plan.opened))] == "g0"


def test_choice_is_written_and_read_again(tmp_path: Path) -> None:
    """The companion of every cohort stands in cohorts.csv, and verifying from the files reads it there."""
    mm.write(problem((12.0, 12.0)), tmp_path / "data")
    read = mm.read(tmp_path / "data")
    result = mm.allocate(read)
    mm.report(result, tmp_path / "out", data=str(tmp_path / "data"))
    assert dict(mm.load_result(tmp_path / "out").plan.companions) == dict(result.plan.companions)
    assert mm.verify(tmp_path / "out") == []
    written = (tmp_path / "out" / "cohorts.csv").read_text()
    wrong = written.replace("g0", "x").replace("g1", "g0").replace("x", "g1").replace(",g1", ",g0")
    (tmp_path / "out" / "cohorts.csv").write_text(wrong)
    assert "companion_hours" in {each.code for each in mm.verify(tmp_path / "out")}


def searched(policy: Policy, effort: Effort, hours: tuple[float | None, ...] = (23.9, 11.9)) -> Searched:
    """Return what the search makes of two cohorts of which only one can be accompanied."""
    made = setup(problem(hours))
    scores = mm.score(made.problem)
    return solve_with_companions(
        made.problem, scores, made.constraints, policy=policy, effort=effort, weighs=True
    )  # fmt: skip


def test_a_search_that_is_stopped_without_a_plan_gives_way_to_greed() -> None:
    """Where the search with its choices ends without a plan, the greedy plan under named companions stands in, and says so."""

    def stopped(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
        if not formulation.n_further:
            return POLICIES["optimal"](formulation, scores, effort)
        n_openings = formulation.n_openings
        return without_plan("no_plan_found", n_openings=n_openings, strategy="mip", stopped_by="time")

    named, asked, formulation, solution = searched(stopped, Effort())
    assert (solution.status, solution.stopped_by, solution.strategy) == ("feasible", "time", "mip")
    assert solution.openings.sum() == 1
    assert formulation.n_further == 0
    assert set(named.values()) <= {"g0", "g1"}
    assert asked.opportunities["companion_org_id"].null_count() == 0
    assert solution.objective / formulation.scale == 1.0
    assert solution.bound / formulation.scale == 2.0


def test_both_searches_share_the_time_and_the_bound() -> None:
    """The second search has only the time that the first has left, and no plan is worth more than the first proved."""
    limits = []

    def slow(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
        limits.append(effort.time_limit)
        time.sleep(0.3)
        found = POLICIES["optimal"](formulation, scores, effort)
        return replace(found, status="feasible", bound=found.bound * 10) if formulation.n_further else found

    _, _, formulation, solution = searched(slow, Effort(time_limit=20.0))
    first, second = limits
    assert first == 20.0
    assert second is not None
    assert second <= 19.7
    assert solution.bound / formulation.scale == 2.0


def test_a_closed_cohort_names_the_hours_that_are_short() -> None:
    """What kept a cohort closed is told with its candidates' hours, and not that none of them was chosen."""
    result = mm.allocate(problem((11.9, 11.0)))
    told = closed_cohorts(result)
    assert set(told) == {"t0", "t1"}
    for each in told.values():
        assert "accompanying organisation 'g0' would give 12.0 of 11.9 hours" in each
        assert "none of its candidates" not in each
