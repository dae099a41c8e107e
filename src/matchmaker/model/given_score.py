"""GivenScore: a score from outside that replaces the scorers for one pair."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from matchmaker.model.fields import Id, Record, References


class GivenScore(Record):
    """A row of ``--scores FILE``. Pairs that are not listed are not candidates."""

    participant_id: Annotated[Id, References("participants")] = Field(description="Participant")
    seat_id: Annotated[Id, References("seats")] = Field(description="Seat")
    score: Annotated[float, Field(ge=0, le=1)] = Field(description="Score; higher is better")
