"""Sum of the scores of the placements, before the penalties of the cohorts that open are taken off."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.criteria import decimal_of
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    return float(sum(map(decimal_of, placed.score.tolist()))) if result.has_plan else None


TOTAL_SCORE = Metric("total_score", "Total score", "סכום הציונים", "score", "higher", _compute)
