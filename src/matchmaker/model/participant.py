"""Participant: a person looking for work, with what is known of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from matchmaker.model.fields import (
    Count,
    Id,
    Latitude,
    Longitude,
    Minutes,
    Money,
    Percent,
    Protected,
    Record,
    References,
    Share,
    Text,
    Texts,
    WeeklyHours,
    Years,
)
from matchmaker.model.vocabulary import (
    AcademicDegree,
    Day,
    DigitalLiteracy,
    EmploymentType,
    EnvironmentTag,
    ExperienceLevel,
    Gender,
    LanguageLevel,
    Matriculation,
    Maturity,
    ParticipantState,
    Service,
    Shift,
    TrafficLight,
    TravelMode,
    WorkForm,
)

OccupationRating = Annotated[str, StringConstraints(pattern=r"^[^:;]+:[1-5]:[1-5]$")]


class Participant(Record):
    """A participant (משתתף/ת), DOMAIN section 3. Every column but the id may be missing, which means "not known"."""

    orderings: ClassVar = (("min_weekly_hours", "max_weekly_hours"),)

    participant_id: Id = Field(description="Identifier; text, unique by identity key")
    name: Text | None = Field(None, description="Name as written; shown, never scored")
    birth_date: Annotated[date, Protected()] | None = Field(None, description="Date of birth")
    gender: Annotated[Gender, Protected()] | None = Field(None, description="Gender")
    population_group: Annotated[Text, Protected()] | None = Field(None, description="Population group; quotas only")
    locality: Annotated[Text, Protected()] | None = Field(None, description="Locality of residence, any spelling")
    latitude: Annotated[Latitude, Protected()] | None = Field(
        None, description="Home latitude, if the locality is too coarse"
    )
    longitude: Annotated[Longitude, Protected()] | None = Field(None, description="Home longitude")
    district: Annotated[Text, Protected()] | None = Field(None, description="District of residence")
    socioeconomic_cluster: Annotated[int, Field(ge=1, le=10), Protected()] | None = Field(
        None, description="Socio-economic cluster of the locality, 1 (lowest) to 10"
    )
    organisation_id: Annotated[Id, References("organisations")] | None = Field(None, description="Home organisation")
    case_manager: Text | None = Field(None, description="Case manager; fixed by trust, never reassigned (000:5240)")
    state: ParticipantState | None = Field(None, description="Stage in the programme")
    joined_on: date | None = Field(None, description="Day of joining the programme (intake); tenure counts from it")

    schooling_years: Annotated[float, Field(ge=0, le=30)] | None = Field(None, description="Years of schooling")
    matriculation: Matriculation | None = Field(None, description="Matriculation certificate")
    certificates: Texts | None = Field(None, description="Vocational certificates held")
    academic_degree: AcademicDegree | None = Field(None, description="Highest academic degree")
    vocational_field: Text | None = Field(None, description="Field of vocational training completed")
    service: Service | None = Field(None, description="Military, national or civil service")
    experience_level: ExperienceLevel | None = Field(None, description="Significant work experience")
    experience_years: Years | None = Field(None, description="Years of work experience")
    occupations: Texts | None = Field(None, description="Occupations held, latest first")

    hebrew_level: LanguageLevel | None = Field(None, description="Hebrew")
    arabic_level: LanguageLevel | None = Field(None, description="Arabic")
    english_level: LanguageLevel | None = Field(None, description="English")
    russian_level: LanguageLevel | None = Field(None, description="Russian")
    amharic_level: LanguageLevel | None = Field(None, description="Amharic")
    digital_literacy: DigitalLiteracy | None = Field(None, description="Digital literacy")
    licences: Texts | None = Field(None, description="Driving and professional licences held")
    skills: Texts | None = Field(None, description="Skills, free text or codes")

    car: bool | None = Field(None, description="Has the use of a car")
    travel_modes: Annotated[tuple[TravelMode, ...], Field(min_length=1)] | None = Field(
        None, description="Ways of travelling open to the person"
    )
    max_commute_minutes: Minutes | None = Field(None, description="Longest one-way commute accepted")

    wished_fields: Texts | None = Field(None, description="Fields wished for, most wanted first")
    wished_occupations: Texts | None = Field(None, description="Occupations wished for, most wanted first")
    occupation_ratings: Annotated[tuple[OccupationRating, ...], Field(min_length=1)] | None = Field(
        None, description="occupation:enthusiasm:expertise, each 1 to 5 (002:268)"
    )
    environment_preferences: Annotated[tuple[EnvironmentTag, ...], Field(min_length=1)] | None = Field(
        None, description="Traits of a work environment preferred"
    )
    wage_floor: Money | None = Field(None, description="Lowest monthly wage accepted, before tax")
    min_weekly_hours: WeeklyHours | None = Field(None, description="Fewest weekly hours wanted")
    max_weekly_hours: WeeklyHours | None = Field(None, description="Most weekly hours possible")
    available_days: Annotated[tuple[Day, ...], Field(min_length=1)] | None = Field(None, description="Days available")
    available_shifts: Annotated[tuple[Shift, ...], Field(min_length=1)] | None = Field(
        None, description="Shifts available"
    )
    works_sabbath: bool | None = Field(None, description="Willing to work on the Sabbath")
    work_form: WorkForm | None = Field(None, description="Work sought: as an employee or self-employed (002:165)")
    earliest_start: date | None = Field(None, description="Earliest date to start")
    needs_immediate_income: bool | None = Field(None, description="Needs income now (000:4071)")

    maturity: Maturity | None = Field(None, description="Employment maturity (000:3880-3966)")
    employment_type_ready: EmploymentType | None = Field(None, description="Type of employment ready for")
    traffic_light: TrafficLight | None = Field(None, description="Readiness (002:331)")
    personality: Annotated[tuple[Share, ...], Field(min_length=1)] | None = Field(
        None, description="Employability (IPRO) profile, each axis 0 to 1; five or six axes (002:243, 004:216)"
    )
    barriers: Texts | None = Field(None, description="Barriers to work, free text or codes (003:593)")
    supports: Texts | None = Field(None, description="Supports already in place for the barriers")
    in_quality_employment: bool | None = Field(None, description="Already in quality employment (000:327)")
    low_basic_skills: bool | None = Field(None, description="Low basic or employment skills (000:333)")
    family_backing: Annotated[bool, Protected()] | None = Field(None, description="Has family backing (000:335)")
    out_of_work_since: date | None = Field(
        None, description="First day without work (002:316-317); later than the day asked about = at work on it"
    )
    sought_position_percent: Percent | None = Field(None, description="Smallest position sought (002:319)")
    lives_in_area: Annotated[bool, Protected()] | None = Field(
        None, description="Lives in the area that the centre serves (002:318, 368)"
    )
    comes_to_centre: bool | None = Field(None, description="Willing to come to the centre's activities (002:318)")
    functional_ability: Annotated[bool, Protected()] | None = Field(
        None, description="Declares to be able to work (002:321)"
    )
    sub_populations: Annotated[Texts, Protected()] | None = Field(
        None, description="Groups with programmes of their own that the person belongs to (002:335)"
    )
    meetings_held: Count | None = Field(None, description="Individual meetings held")
    completed: Texts | None = Field(
        None, description="Courses and steps completed; with certificates, what prerequisites ask for (000:2640)"
    )
    entitlements: Texts | None = Field(None, description="Entitlements at other bodies")
    consents: Texts | None = Field(None, description="Columns the participant agreed to share with employers")
