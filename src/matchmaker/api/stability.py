"""stability: who could complain about a plan."""

from __future__ import annotations

import threading

from matchmaker.allocation import Result
from matchmaker.decisions.variants.audit_stability import audit_stability
from matchmaker.decisions.variants.stability import Stability


def stability(
    result: Result, *, gap: float = 1e-4, time_limit: float | None = None, interrupt: threading.Event | None = None
) -> Stability:
    """Return the blocking pairs of a plan as a table (who could complain, about which seat, against whom), and the price of
    stability: the score of the best plan against that of deferred acceptance.

    The best plan is sought anew (to ``gap``, for at most ``time_limit`` seconds) only where the plan was made in another
    way. A pair of which ``keeps_rules`` is false is there because of a quota, a budget or another rule.

    Raises:
        UsageError: the result holds no plan.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    return audit_stability(result, gap=gap, time_limit=time_limit, interrupt=interrupt)
