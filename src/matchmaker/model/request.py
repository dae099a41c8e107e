"""Request: a scholarship, voucher or assessment asked for, with what the decision reads and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from matchmaker.model.fields import Id, Money, Record, References, Text
from matchmaker.model.vocabulary import RequestKind, RequestPurpose


class Request(Record):
    """One request that a companion handed in for a participant (000:2801-2817, 4300-4325, 4485-4533).

    Nothing here tells a person's means: no economic proof is asked for (000:2835-2841).
    """

    orderings: ClassVar = (("requested_on", "decided_on"), ("decided_on", "realised_on"))

    request_id: Id = Field(description="Identifier; text, unique by identity key")
    participant_id: Annotated[Id, References("participants")] = Field(description="For whom")
    kind: RequestKind = Field(description="scholarship, voucher or assessment")
    purpose: RequestPurpose | None = Field(None, description="What it is for (000:2791-2795, 4489-4491)")
    course: Text | None = Field(None, description="Course or provider, as written")
    course_cost: Money | None = Field(None, description="Price of the course")
    amount: Money | None = Field(None, description="Amount asked for")
    other_funding: Money | None = Field(None, description="Other sources of funding (000:4529)")
    demanded_field: bool | None = Field(None, description="The field is on the list of demanded fields (000:4523)")
    employer_letter: bool | None = Field(None, description="An employer commits in writing to hire (000:4523-4525)")
    starting_wage: Money | None = Field(
        None, description="Starting monthly wage of a full post in the field (000:4527)"
    )
    course_start: date | None = Field(None, description="First day of the course")
    requested_on: date | None = Field(None, description="Day the request was handed in")
    practical_engineer: bool | None = Field(None, description="Studies of practical engineers, הנדסאים (000:4509)")
    companion_opinion: bool | None = Field(
        None, description="The companion thinks that the participant can complete it (000:4495)"
    )
    employment_potential: bool | None = Field(None, description="It serves later employment (000:4497)")
    state_funding_sufficient: bool | None = Field(
        None, description="Another body of the state pays for it, and enough (000:4499-4501)"
    )
    voucher_entitled: bool | None = Field(
        None, description="Course and participant are entitled to a state voucher (000:2719)"
    )
    entitled_elsewhere: bool | None = Field(
        None, description="Another body would give the same; the declaration of an assessment (000:4302-4304, 4321)"
    )
    decided_on: date | None = Field(None, description="Day of the decision")
    decided_amount: Money | None = Field(None, description="Amount decided; 0 where it was refused")
    unanimous: bool | None = Field(None, description="The committee was unanimous (000:4511)")
    realised_on: date | None = Field(None, description="Day the grant was used (000:4507)")
