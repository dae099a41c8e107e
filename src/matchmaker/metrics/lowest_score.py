"""Score of the worst-off person who is placed."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    return float(placed.score.min()) if placed.score.size else None


LOWEST_SCORE = Metric(
    "lowest_score", "Lowest score of a placement", "הציון הנמוך ביותר של שיבוץ", "score", "higher", _compute
)
