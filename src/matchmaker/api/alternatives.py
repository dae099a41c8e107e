"""alternatives: other plans, nearly as good."""

from __future__ import annotations

import threading

from matchmaker.allocation import Result
from matchmaker.decisions.variants.alternatives import Alternatives
from matchmaker.decisions.variants.find_alternatives import find_alternatives


def alternatives(
    result: Result,
    k: int = 3,
    loss: float = 0.01,
    differ: int = 10,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: threading.Event | None = None,
) -> Alternatives:
    """Return up to ``k`` (1 to 100) plans that lose at most ``loss`` (a share of the score, 0 to 1) and place at least
    ``differ`` people otherwise, beside the plan and beside each other.

    Each is re-solved: the best of the plans that differ so from those before it, with its own bound and ``gap``, or the
    answer says that there is no such plan, proved, or that time ran out before it was. ``time_limit`` (seconds) is for all
    searches together. With objectives in order each of them may lose that share.

    Raises:
        UsageError: the result holds no plan, or a number is out of range.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    return find_alternatives(result, k, loss, differ, gap=gap, time_limit=time_limit, interrupt=interrupt)
