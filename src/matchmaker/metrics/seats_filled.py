"""Share of the places of all seats that are filled."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    places = int(result.problem.seats["count"].sum())
    return placed.seat.size / places if places else None


SEATS_FILLED = Metric("seats_filled", "Share of places filled", "שיעור המקומות שאוישו", "share", "higher", _compute)
