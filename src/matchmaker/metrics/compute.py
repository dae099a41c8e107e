"""The registry of metrics, and all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.allocation import Result
from matchmaker.metrics.blocking_pairs import BLOCKING_PAIRS
from matchmaker.metrics.cohorts_opened import COHORTS_OPENED
from matchmaker.metrics.commute_90th import COMMUTE_90TH
from matchmaker.metrics.group_gap import GENDER_GAP, POPULATION_GROUP_GAP
from matchmaker.metrics.lowest_score import LOWEST_SCORE
from matchmaker.metrics.mean_commute import MEAN_COMMUTE
from matchmaker.metrics.mean_score import MEAN_SCORE
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import placed_of
from matchmaker.metrics.quality_share import QUALITY_SHARE
from matchmaker.metrics.seats_filled import SEATS_FILLED
from matchmaker.metrics.share_placed import SHARE_PLACED
from matchmaker.metrics.total_score import TOTAL_SCORE

METRICS: tuple[Metric, ...] = (
    SHARE_PLACED,
    QUALITY_SHARE,
    SEATS_FILLED,
    COHORTS_OPENED,
    TOTAL_SCORE,
    MEAN_SCORE,
    LOWEST_SCORE,
    MEAN_COMMUTE,
    COMMUTE_90TH,
    GENDER_GAP,
    POPULATION_GROUP_GAP,
    BLOCKING_PAIRS,
)


def compute_metrics(result: Result, metrics: Sequence[Metric] = METRICS) -> dict[str, float | None]:
    """Return each metric by name; ``None`` means "cannot say" (nobody placed, no cohorts, no commute known)."""
    placed = placed_of(result)
    return {metric.name: metric.compute(result, placed) for metric in metrics}
