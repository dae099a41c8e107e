"""90th percentile of the one-way commute of the placements whose commute is known."""

from __future__ import annotations

import numpy as np

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    known = placed.commute_minutes[np.isfinite(placed.commute_minutes)]
    return float(np.percentile(known, 90)) if known.size else None


COMMUTE_90TH = Metric(
    "commute_90th", "90th percentile of commutes", "אחוזון 90 של הנסיעה", "minutes", "lower", _compute
)
