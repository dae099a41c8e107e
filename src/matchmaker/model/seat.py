"""Seat: one employer's places inside one opportunity; what a participant is assigned to."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from matchmaker.model.fields import (
    Count,
    Id,
    Latitude,
    Longitude,
    Money,
    Percent,
    Record,
    References,
    Text,
    Texts,
    WeeklyHours,
    Years,
)
from matchmaker.model.vocabulary import (
    AcademicDegree,
    Day,
    EnvironmentTag,
    LanguageLevel,
    Shift,
    StartPhase,
    TrainingNeed,
)


class Seat(Record):
    """An employer's places inside one opportunity (DOMAIN section 4). The decision is participant x seat.

    Requirements bind or score only where given: a missing requirement asks for nothing.
    """

    orderings: ClassVar = (("min_count", "count"),)

    seat_id: Id = Field(description="Identifier; text, unique by identity key")
    opportunity_id: Annotated[Id, References("opportunities")] = Field(description="Opportunity it belongs to")
    employer_id: Annotated[Id, References("employers")] = Field(description="Employer whose places these are")
    count: Count = Field(description="Places")
    min_count: Count | None = Field(
        None, description="Fewest people the employer takes; binds if the cohort opens, always for a plain job"
    )
    locality: Text | None = Field(None, description="Locality of the site, any spelling; else the employer's")
    latitude: Latitude | None = Field(None, description="Latitude of the site")
    longitude: Longitude | None = Field(None, description="Longitude of the site")
    occupation: Text | None = Field(None, description="Occupation, any spelling or form")
    occupation_code: Text | None = Field(None, description="Code of the Employment Service's list of occupations")
    wage: Money | None = Field(None, description="Monthly wage before tax, for the position as given")
    position_percent: Percent | None = Field(None, description="Size of the position")
    weekly_hours: WeeklyHours | None = Field(None, description="Hours a week")
    start_phase: StartPhase | None = Field(None, description="Absorbed before, during or at the end of the course")
    start_date: date | None = Field(None, description="First working day, if not the opportunity's")
    joins_on: date | None = Field(None, description="Day the employer joins, if after the course began (000:2788)")
    cost: Money | None = Field(None, description="Public cost of one placement here")
    incentive: Money | None = Field(None, description="Incentive paid to the employer for one placement")
    hybrid_days: Annotated[float, Field(ge=0, le=5)] | None = Field(None, description="Days a week from home")
    days: Annotated[tuple[Day, ...], Field(min_length=1)] | None = Field(None, description="Days worked")
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1)] | None = Field(None, description="Shifts worked")
    works_sabbath: bool | None = Field(None, description="Work on the Sabbath is part of it")
    environment: Annotated[tuple[EnvironmentTag, ...], Field(min_length=1)] | None = Field(
        None, description="Traits of the work environment, if not the employer's"
    )
    must_skills: Texts | None = Field(None, description="Skills required")
    nice_skills: Texts | None = Field(None, description="Skills welcome")
    required_certificates: Texts | None = Field(None, description="Certificates required")
    required_licences: Texts | None = Field(None, description="Licences required")
    required_hebrew: LanguageLevel | None = Field(None, description="Lowest level of Hebrew")
    required_arabic: LanguageLevel | None = Field(None, description="Lowest level of Arabic")
    required_english: LanguageLevel | None = Field(None, description="Lowest level of English")
    required_russian: LanguageLevel | None = Field(None, description="Lowest level of Russian")
    required_amharic: LanguageLevel | None = Field(None, description="Lowest level of Amharic")
    min_schooling_years: Annotated[float, Field(ge=0, le=30)] | None = Field(None, description="Fewest school years")
    min_degree: AcademicDegree | None = Field(None, description="Lowest academic degree")
    min_experience_years: Years | None = Field(None, description="Fewest years of experience")
    requirement_reason: Text | None = Field(None, description="Why the requirements follow from the role (000:2784)")
    legal_ground: Text | None = Field(
        None, description="Law or permit that allows a condition on a protected ground in a column of one's own"
    )
    training_need: TrainingNeed | None = Field(None, description="Training the newcomer needs")
    promotion_horizon: bool | None = Field(None, description="A next step is possible")
    mentor_named: bool | None = Field(None, description="A mentor or instructor is named")
    agreement_signed: bool | None = Field(None, description="The agreement is signed")
    paid_from_start: bool | None = Field(None, description="Paid from the first day")
