"""Contact: one meeting, call or report that was held, so that what is overdue can be told from what was done."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from matchmaker.model.fields import Id, Record, References, Text
from matchmaker.model.vocabulary import ContactKind


class Contact(Record):
    """One contact in ``contacts.csv`` (000:2411-2508, 3158-3191; 002:284, 378)."""

    participant_id: Annotated[Id, References("participants")] = Field(description="Participant it was about")
    held_on: date = Field(description="Day it was held, or the report handed in")
    kind: ContactKind = Field(description="What it was (000:2411-2508, 3158-3191, 4653, 4826)")
    by: Text | None = Field(None, description="Who held it")
    note: Text | None = Field(None, description="Free note; shown nowhere")
