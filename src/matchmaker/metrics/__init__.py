"""One metric per file, all over a result and the same arrays of its placements."""

from matchmaker.metrics.compute import METRICS, compute_metrics
from matchmaker.metrics.group_gap import group_gap
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed, placed_of

__all__ = ["METRICS", "Metric", "Placed", "compute_metrics", "group_gap", "placed_of"]
