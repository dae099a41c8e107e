"""Share of the participants who are placed."""

from __future__ import annotations

from matchmaker.allocation import Result
from matchmaker.metrics.metric import Metric
from matchmaker.metrics.placed import Placed


def _compute(result: Result, placed: Placed) -> float | None:
    n = result.problem.n_participants
    return placed.participant.size / n if n else None


SHARE_PLACED = Metric("share_placed", "Share of participants placed", "שיעור המשובצים", "share", "higher", _compute)
