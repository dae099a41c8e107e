"""Outcome: what became of a participant after a placement; the labels of learned scores and indicators."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from matchmaker.model.fields import Count, Id, Money, Percent, Record, Text, WeeklyHours
from matchmaker.model.vocabulary import EndReason, OpportunityKind, PlacementSource, SpellActivity


class Outcome(Record):
    """One spell of work or training in ``history.csv`` (DOMAIN section 9).

    A change of position, hours or wage starts a new spell. Rows of one person, employer and first day are reports of one
    spell, of which the latest counts.
    """

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
    required_training: bool | None = Field(None, description="The role required vocational training (000:425)")
    required_education: bool | None = Field(None, description="The role required academic education (000:425)")
    matches_studies: bool | None = Field(
        None, description="The work matches what the person studied: academic, certificate or vocational (000:3446)"
    )
    advances: bool | None = Field(None, description="The work advances the person professionally (000:3446)")
    suits_abilities: bool | None = Field(None, description="The work suits the person's abilities (002:35)")
    horizon: bool | None = Field(None, description="The role has an employment horizon")
    source: PlacementSource | None = Field(None, description="Who found it (002:120)")
    reported_on: date | None = Field(None, description="When this was recorded")
    payslips: Count | None = Field(None, description="Monthly payslips handed in (000:2895)")
    payment_demanded_on: date | None = Field(
        None, description="Day the employer's demand for payment came in (000:3297-3299, 4580)"
    )
    activity: SpellActivity | None = Field(
        None, description="Work, or the course itself; missing means work, except for a workshop"
    )
    end_reason: EndReason | None = Field(None, description="Why it ended (004:149-157)")
    note: Text | None = Field(None, description="Free note")
