"""Share of the places of all seats that are filled; workshops and pre-employment hold no placements (000:3780)."""

from __future__ import annotations

import polars as pl

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed
from matchmaker.model.vocabulary import GROUP_KINDS


def _compute(result: Result, placed: Placed) -> float | None:
    seats = result.problem.seats.join(
        result.problem.opportunities.select("opportunity_id", "kind"), on="opportunity_id"
    )
    places = int(seats.filter(~pl.col("kind").is_in(GROUP_KINDS))["count"].sum())
    return placed.seat.size / places if places else None


SEATS_FILLED = Metric("seats_filled", "Share of places filled", "שיעור המקומות שאוישו", "share", "higher", _compute)
