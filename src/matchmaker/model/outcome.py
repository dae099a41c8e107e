"""Outcome: what became of a participant after a placement; the labels of learned scores and indicators."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from matchmaker.model.fields import Id, Money, Percent, Record, Text, WeeklyHours
from matchmaker.model.vocabulary import OpportunityKind, PlacementSource


class Outcome(Record):
    """One spell of work or training in ``history.csv`` (DOMAIN section 9)."""

    orderings: ClassVar = (("start_date", "end_date"),)

    participant_id: Id = Field(description="Participant, possibly of an earlier cohort")
    seat_id: Id | None = Field(None, description="Seat, if the spell came from one")
    employer_id: Id | None = Field(None, description="Employer")
    kind: OpportunityKind | None = Field(None, description="Kind of opportunity")
    start_date: date | None = Field(None, description="First day")
    end_date: date | None = Field(None, description="Last day; missing means it goes on")
    position_percent: Percent | None = Field(None, description="Size of the position")
    weekly_hours: WeeklyHours | None = Field(None, description="Hours a week")
    wage: Money | None = Field(None, description="Monthly wage before tax")
    required_training: bool | None = Field(None, description="The role needed training or education")
    horizon: bool | None = Field(None, description="The role has an employment horizon")
    source: PlacementSource | None = Field(None, description="Who found it (002:120)")
    reported_on: date | None = Field(None, description="When this was recorded")
    note: Text | None = Field(None, description="Free note")
