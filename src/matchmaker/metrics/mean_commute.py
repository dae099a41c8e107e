"""Mean one-way commute of the placements whose commute is known."""

from __future__ import annotations

import numpy as np

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    known = placed.commute_minutes[np.isfinite(placed.commute_minutes)]
    return float(known.mean(dtype=np.float64)) if known.size else None


MEAN_COMMUTE = Metric("mean_commute", "Mean commute of placements", "נסיעה ממוצעת", "minutes", "lower", _compute)
