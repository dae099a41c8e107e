"""fairness: how groups fare in a plan, and what floors cost."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from matchmaker.allocation import Result
from matchmaker.decisions.variants.fairness import Fairness
from matchmaker.decisions.variants.measure_fairness import LEAST, measure_fairness


def fairness(
    result: Result,
    by: Sequence[str] = ("gender", "population_group"),
    floors: Sequence[str | Mapping[str, Any]] = (),
    *,
    level: float = 0.95,
    least: int = LEAST,
    seed: int = 0,
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: threading.Event | None = None,
) -> Fairness:
    """Return how the groups by each column of participants fare: placement rates and mean scores with intervals (Wilson,
    bootstrap by ``seed``; confidence ``level``), gaps between them, which say "too few to tell" below ``least`` people, and
    who would rather have another's seat.

    ``floors`` are priced (``"gender=female:rate=0.5"``, or tables as in ``[[constraint]]``), and so are those that stand
    among the rules: the best sum of scores without the floor less that with it, each re-solved to ``gap`` with bounds;
    ``time_limit`` (seconds) is for all of these together.

    Raises:
        UsageError: the result holds no plan, a column makes no groups, a number is out of range, or a text is no floor.
        SettingsError: a floor cannot be used.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    return measure_fairness(
        result, by, floors, level=level, least=least, seed=seed, gap=gap, time_limit=time_limit, interrupt=interrupt
    )
