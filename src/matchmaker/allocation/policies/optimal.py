"""optimal: the plan with the largest sum of scores."""

from __future__ import annotations

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies.policy import Effort
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import solve
from matchmaker.scoring import ScoreTable


def optimal(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
    """Return the plan with the largest sum of scores, proved within ``effort.gap``."""
    return solve(
        formulation,
        gap=effort.gap,
        time_limit=effort.time_limit,
        seed=effort.seed,
        interrupt=effort.interrupt,
    )
