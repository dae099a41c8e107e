"""Mean score of the placements."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    return float(placed.score.mean()) if placed.score.size else None


MEAN_SCORE = Metric("mean_score", "Mean score of placements", "ציון ממוצע של שיבוץ", "score", "higher", _compute)
