"""audit_stability: a plan's blocking pairs, and the price of stability."""

from __future__ import annotations

from threading import Event

from matchmaker.allocation import Result
from matchmaker.decisions.solve_again import solve_again
from matchmaker.decisions.variants.best_by_score import best_by_score
from matchmaker.decisions.variants.find_complaints import find_complaints
from matchmaker.decisions.variants.stability import Stability
from matchmaker.errors import UsageError
from matchmaker.metrics import placed_of
from matchmaker.metrics.blocking_pairs import blocking_pairs


def audit_stability(
    result: Result, *, gap: float = 1e-4, time_limit: float | None = None, interrupt: Event | None = None
) -> Stability:
    """Return who could complain about a plan, and what a plan by deferred acceptance costs in score.

    The best plan is sought anew only where the plan was made in another way; ``gap`` and ``time_limit`` are for that.

    Raises:
        UsageError: there is no plan.
    """
    if not result.has_plan:
        raise UsageError("there is no plan about which anybody could complain")
    accepted = result
    if result.policy != "deferred_acceptance":
        accepted = solve_again(result, policy="deferred_acceptance", objectives=())
    n = int(blocking_pairs(accepted, placed_of(accepted)).size) if accepted.has_plan else None
    best = best_by_score(result, gap=gap, time_limit=time_limit, interrupt=interrupt)
    return Stability(result, find_complaints(result), best, accepted, n)
