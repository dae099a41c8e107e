"""Share of the placements that are quality employment, as far as the data says."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed

_LEAST_PERCENT = 75
"""Quality employment is a position of three quarters or more (000:425)."""


def _compute(result: Result, placed: Placed) -> float | None:
    """Judge the placements of which it can be said: false as soon as one condition fails, true once both hold."""
    problem = result.problem
    seats = problem.seats.select("opportunity_id", "position_percent")[placed.seat]
    verdict = seats.join(
        problem.opportunities.select("opportunity_id", "quality_employment"), on="opportunity_id", how="left"
    ).select(quality=(pl.col("position_percent") >= _LEAST_PERCENT) & pl.col("quality_employment"))["quality"]
    share = verdict.drop_nulls().mean()
    return share if isinstance(share, float) else None


QUALITY_SHARE = Metric(
    "quality_share",
    "Quality employment among placements of which it is known",
    "שיעור התעסוקה האיכותית מהשיבוצים שלגביהם ידוע",
    "share",
    "higher",
    _compute,
)
