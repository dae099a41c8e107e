"""Employer: who hires, with the registry and survey facts the fit reads."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from matchmaker.model.fields import Count, Id, Latitude, Longitude, Record, Text, Texts
from matchmaker.model.vocabulary import (
    Circle,
    EmployerSize,
    EnvironmentTag,
    HiringWindow,
    QualityTrait,
    RemoteStance,
    TrainingNeed,
    TrainingOffer,
)


class Employer(Record):
    """An employer (מעסיק), DOMAIN section 4: registry and survey (003:1025-1094). Only the id is required."""

    employer_id: Id = Field(description="Identifier; text, unique by identity key")
    name: Text | None = Field(None, description="Name as written")
    branch: Text | None = Field(None, description="Industry branch of the Central Bureau of Statistics' list, as text")
    branch_code: Text | None = Field(
        None, description="Code of that list (003:1027); not one of the Service's list of occupations"
    )
    size: EmployerSize | None = Field(None, description="Size class; small and medium are preferred (000:3197)")
    employees: Count | None = Field(None, description="People employed")
    locality: Text | None = Field(None, description="Locality of the main site, any spelling")
    latitude: Latitude | None = Field(None, description="Latitude of the main site")
    longitude: Longitude | None = Field(None, description="Longitude of the main site")
    recruitment_localities: Texts | None = Field(None, description="Localities it recruits from; shown, never a filter")
    remote_stance: RemoteStance | None = Field(None, description="Stance on remote work (003:1060)")
    open_vacancies: Count | None = Field(None, description="Vacancies open now (003:1039)")
    hiring_windows: Annotated[tuple[HiringWindow, ...], Field(min_length=1)] | None = Field(
        None, description="When it expects to hire; several may hold (003:1052)"
    )
    expects_hiring: bool | None = Field(None, description="Expects to hire in any coming window (003:1052-1057)")
    needs_hiring_help: bool | None = Field(None, description="Needs the Service's help to hire (003:1058)")
    in_house_training: bool | None = Field(None, description="Trains in house (003:1066)")
    training_offer: TrainingOffer | None = Field(None, description="How regularly it trains (003:1066-1071)")
    training_need: TrainingNeed | None = Field(None, description="Training new staff need (003:1073)")
    circle: Circle | None = Field(None, description="First, second or disqualified (000:3047-3053)")
    quality_traits: Annotated[tuple[QualityTrait, ...], Field(min_length=1)] | None = Field(
        None, description="Soft quality traits (000:2949-2963)"
    )
    environment: Annotated[tuple[EnvironmentTag, ...], Field(min_length=1)] | None = Field(
        None, description="Traits of its work environment"
    )
    has_hr: bool | None = Field(None, description="Has a human-resources function (000:2897)")
    max_placements: Count | None = Field(None, description="Most people over all of its seats")
    contact_cap: Count | None = Field(None, description="Most candidates to send (000:3122)")
    service_contact: bool | None = Field(None, description="In contact with the Service in its area (003:1081)")
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = Field(None, description="Satisfaction, 1 to 5 (003:1083)")
    legal_ground: Text | None = Field(
        None, description="Law or permit that allows a condition on a protected ground in a column of one's own"
    )
    community: Text | None = Field(None, description="Regional employer community it belongs to")
    wants_community: bool | None = Field(None, description="Wants to join the regional community (003:1089)")
    wants_contact: bool | None = Field(None, description="Wants contact about hiring or training (003:1087)")
    contact_person: Text | None = Field(None, description="Contact person")
    contact_email: Text | None = Field(None, description="E-mail of the contact person (003:1094)")
    contact_phone: Text | None = Field(None, description="Telephone of the contact person (003:1094)")
    survey_date: date | None = Field(None, description="When the survey facts were last confirmed")
