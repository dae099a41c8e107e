"""Decision: what a person decided about a pair, or about a person, always with a reason and a name."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from matchmaker.model.fields import Id, Record, References, Text
from matchmaker.model.vocabulary import DecisionKind


class Decision(Record):
    """A pin, a veto, an override of a warning (000:2717, 3901), or an approval: people decide, with a reason and a name.

    ``pin`` fixes the pair; ``veto`` forbids it; ``override`` lets the pair pass a rule that would warn or block it.
    ``approve`` is about the person, and names no seat: who almost meets the criteria takes part (002:306, 311).
    """

    participant_id: Annotated[Id, References("participants")] = Field(description="Participant")
    seat_id: Annotated[Id, References("seats")] | None = Field(
        None, description="Seat; empty where the decision is approve, and only there"
    )
    decision: DecisionKind = Field(description="pin, veto, override or approve")
    reason: Text = Field(description="Why")
    by: Text = Field(description="Who decided")

    @model_validator(mode="after")
    def _seat_or_person(self) -> Self:
        if (self.seat_id is None) != (self.decision == "approve"):
            raise ValueError("approve names no seat, and every other decision names one")
        return self
