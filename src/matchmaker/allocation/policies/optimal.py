"""optimal: the plan with the largest sum of scores."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from matchmaker.allocation.exact_bound import exact_bound
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies.policy import Effort
from matchmaker.allocation.search_progress import SearchProgress
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import Progress, solve
from matchmaker.scoring import ScoreTable


def optimal(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
    """Return the plan with the largest sum of scores, proved within ``effort.gap``."""
    return solve(
        formulation,
        gap=effort.gap,
        time_limit=effort.time_limit,
        seed=effort.seed,
        interrupt=effort.interrupt,
        progress=_in_scores(formulation, effort.progress),
    )


def _in_scores(
    formulation: Formulation, progress: Callable[[SearchProgress], None] | None
) -> Callable[[Progress], None] | None:
    if progress is None:
        return None

    def tell(found: Progress) -> None:
        best = None if found.best is None else Decimal(found.best) / formulation.scale
        bound = None if found.bound is None else exact_bound(formulation, found.bound)
        progress(SearchProgress(best, bound, found.seconds, found.strategy))

    return tell
