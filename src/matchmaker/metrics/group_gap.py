"""Gap between groups: the highest less the lowest placement rate over the values of a column."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed

SMALLEST_GROUP = 5
"""Groups of fewer people are left out, as a rate over so few says nothing [assumed]."""


def _compute(result: Result, placed: Placed, *, column: str) -> float | None:
    is_placed = np.zeros(result.problem.n_participants, bool)
    is_placed[placed.participant] = True
    rates = (
        result.problem.participants.select(pl.col(column).alias("group"))
        .with_columns(pl.Series("placed", is_placed))
        .drop_nulls("group")
        .group_by("group")
        .agg(rate=pl.col("placed").mean(), n=pl.len())
        .filter(pl.col("n") >= SMALLEST_GROUP)["rate"]
        .to_list()
    )
    return max(rates) - min(rates) if len(rates) > 1 else None


def group_gap(column: str, label: str | None = None, label_he: str | None = None) -> Metric:
    """Return the gap metric over the values of one column of participants; "not known" is not a group."""
    return Metric(
        f"placement_gap_{column}",
        f"Gap in placement rate by {label or column}",
        f"פער בשיעור השיבוץ לפי {label_he or column}",
        "share",
        "lower",
        partial(_compute, column=column),
    )


GENDER_GAP = group_gap("gender", "gender", "מגדר")
POPULATION_GROUP_GAP = group_gap("population_group", "population group", "קבוצת אוכלוסייה")
