"""Decision: what a person decided about a pair, always with a reason and a name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from matchmaker.model.fields import Id, Record, References, Text
from matchmaker.model.vocabulary import DecisionKind


class Decision(Record):
    """A pin, a veto or an override of a warning (000:2717, 3901): people decide, with a reason and a name.

    ``pin`` fixes the pair; ``veto`` forbids it; ``override`` lets the pair pass a rule that would warn or block it.
    """

    participant_id: Annotated[Id, References("participants")] = Field(description="Participant")
    seat_id: Annotated[Id, References("seats")] = Field(description="Seat")
    decision: DecisionKind = Field(description="pin, veto or override")
    reason: Text = Field(description="Why")
    by: Text = Field(description="Who decided")
