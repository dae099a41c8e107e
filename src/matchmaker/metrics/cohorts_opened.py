"""Share of the cohorts (opportunities with a minimum size) that open."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed
from matchmaker.model.vocabulary import GROUP_KINDS


def _compute(result: Result, placed: Placed) -> float | None:
    cohorts = result.problem.opportunities.filter((pl.col("min_size") > 0) & ~pl.col("kind").is_in(GROUP_KINDS)).height
    return len(result.plan.opened) / cohorts if cohorts else None


COHORTS_OPENED = Metric(
    "cohorts_opened", "Share of cohorts opened", "שיעור המחזורים שנפתחו", "share", "higher", _compute
)
