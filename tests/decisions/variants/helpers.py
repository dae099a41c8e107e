"""Small results, and every plan beside them."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume

from matchmaker.allocation import Result, allocate
from matchmaker.constraints import Constraint
from matchmaker.scoring import ScoreTable
from tests.allocation.helpers import parsed
from tests.allocation.objectives.every_plan import Worth, plans_of
from tests.contracts import n_plans
from tests.strategies import Case

CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
SMALL: dict[str, Any] = {"max_participants": 4, "max_seats": 3, "max_opportunities": 2, "max_rules": 1}


def result_of(case: Case) -> tuple[Result, tuple[Constraint, ...], ScoreTable]:
    """Return the best plan of a generated case by its scores, with its rules and scores; cases without a plan are not
    drawn."""
    found = parsed(case)
    assume(found is not None)
    assert found is not None
    constraints, scores = found
    result = allocate(case.problem, scores, constraints, case.commutes, gap=0.0)
    assume(result.has_plan)
    return result, constraints, scores


def solved(case: Case, most: int = 200) -> tuple[Result, list[Worth]]:
    """Return the best plan of a generated case, and every plan that keeps its rules; cases with more are not drawn."""
    assume(n_plans(case.problem) <= most)
    result, constraints, scores = result_of(case)
    return result, plans_of(case, constraints, scores)
