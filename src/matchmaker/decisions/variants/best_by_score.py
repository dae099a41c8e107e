"""best_by_score: the plan with the largest sum of scores under a result's rules."""

from __future__ import annotations

from threading import Event

from matchmaker.allocation import Result
from matchmaker.decisions.solve_again import solve_again


def best_by_score(
    result: Result, *, gap: float, time_limit: float | None = None, interrupt: Event | None = None
) -> Result:
    """Return the result itself where it is that plan, proved within ``gap``; else the one that a new search finds."""
    sought = result.policy == "optimal" and not result.levels
    if sought and result.gap is not None and result.gap <= gap:
        return result
    return solve_again(result, policy="optimal", objectives=(), gap=gap, time_limit=time_limit, interrupt=interrupt)
