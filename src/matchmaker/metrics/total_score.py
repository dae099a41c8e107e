"""Sum of the scores of the placements: what the optimal policy maximises."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    return None if result.objective is None else float(result.objective)


TOTAL_SCORE = Metric("total_score", "Total score", "סכום הציונים", "score", "higher", _compute)
