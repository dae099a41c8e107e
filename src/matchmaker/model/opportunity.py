"""Opportunity: a training, job or other frame that holds seats."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from matchmaker.model.fields import (
    Count,
    Hours,
    Id,
    Latitude,
    Longitude,
    Money,
    Record,
    References,
    Text,
    Texts,
    Unit,
    WeeklyHours,
)
from matchmaker.model.vocabulary import OpportunityKind


class Opportunity(Record):
    """An opportunity, DOMAIN section 2. With ``min_size`` > 0 it is a cohort: that many people or it stays closed."""

    orderings: ClassVar = (("min_size", "max_size"), ("start_date", "end_date"))

    opportunity_id: Id = Field(description="Identifier; text, unique by identity key")
    kind: OpportunityKind = Field(description="Kind of opportunity (DOMAIN section 2)")
    name: Text | None = Field(None, description="Name as written")
    field: Text | None = Field(None, description="Field of work, such as 'technology' or 'logistics'")
    start_date: date | None = Field(None, description="First day")
    end_date: date | None = Field(None, description="Last day")
    weeks: Annotated[float, Field(ge=0, le=520)] | None = Field(None, description="Length in weeks")
    weekly_hours: WeeklyHours | None = Field(None, description="Course hours a week")
    min_size: Count | None = Field(None, description="Fewest participants for the cohort to open")
    max_size: Count | None = Field(None, description="Most participants over all seats")
    opening_penalty: Annotated[float, Field(ge=0, le=1_000_000), Unit("score")] | None = Field(
        None, description="Taken off the sum of scores if the cohort opens; null = 0; needs min_size of 1 or more"
    )
    training_body_id: Annotated[Id, References("organisations")] | None = Field(None, description="Training body")
    companion_org_id: Annotated[Id, References("organisations")] | None = Field(
        None, description="Accompanying organisation"
    )
    companion_candidates: Annotated[Texts, References("organisations")] | None = Field(
        None, description="Organisations of which one is to accompany it, where none is named (000:2695)"
    )
    companion_hours: Hours | None = Field(None, description="Companion hours a cohort takes as a whole, if it opens")
    companion_hours_each: Hours | None = Field(None, description="Companion hours it takes for each participant")
    locality: Text | None = Field(None, description="Locality of the course, any spelling")
    latitude: Latitude | None = Field(None, description="Latitude of the course")
    longitude: Longitude | None = Field(None, description="Longitude of the course")
    region: Text | None = Field(None, description="Region, for quotas")
    language: Text | None = Field(None, description="Language taught in, such as 'hebrew'")
    legal_ground: Text | None = Field(
        None, description="Law or permit that allows a condition on a protected ground in a column of one's own"
    )
    prerequisites: Texts | None = Field(None, description="What must be completed before (000:2640)")
    quality_employment: bool | None = Field(None, description="Leads to quality employment (000:2669)")
    demanded_field: bool | None = Field(None, description="Employers' demand in the field is shown (000:2671)")
    course_cost: Money | None = Field(None, description="Price of the course for one participant")
    committed_places: Count | None = Field(
        None, description="Places of work after a technology class that its employers commit to (003:695)"
    )
    no_alternative_training: bool | None = Field(
        None, description="There is no vocational training in its stead (000:2887)"
    )
    response: Text | None = Field(None, description="Which group response of the programme a workshop is (002:165)")
    monthly_allowance: Money | None = Field(None, description="Income paid during the course")

    @model_validator(mode="after")
    def _check_penalty(self) -> Self:
        if self.opening_penalty and not self.min_size:
            raise ValueError(
                f"opening_penalty ({self.opening_penalty:g}) without a min_size of 1 or more: nothing opens"
            )
        return self
