"""Answers and Vacancy: one row of each of the two sheets of the employers' survey."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from matchmaker.model import Record
from matchmaker.model.fields import Count, Id, Text, Texts
from matchmaker.model.vocabulary import HiringWindow, RemoteStance, TrainingNeed, TrainingOffer


class Answers(Record):
    """What one employer answered to the 16 questions (003:1025-1094). Only the name is required."""

    employer_id: Id | None = Field(None, description="Identifier of the employer, where it has one already")
    survey_date: date | None = Field(None, description="Day of the talk")
    company_name: Text = Field(description="1. Company name (003:1025)")
    locality: Text | None = Field(None, description="2. Where the business is (003:1026)")
    branch: Text | None = Field(None, description="3. Branch, of the Central Bureau of Statistics' list (003:1027)")
    branch_code: Text | None = Field(None, description="3. Code of the branch in that list (003:1027)")
    employees: Count | None = Field(None, description="4. How many people it employs (003:1028)")
    recruitment_localities: Texts | None = Field(None, description="5. Localities it recruits from (003:1032)")
    has_vacancies: bool | None = Field(None, description="6. Are there open vacancies? (003:1033-1037)")
    open_vacancies: Count | None = Field(None, description="7. How many; asked if 6 is yes (003:1039)")
    hires_in_1_2_months: bool | None = Field(None, description="8. Hires within 1-2 months (003:1054)")
    hires_in_3_6_months: bool | None = Field(None, description="8. Hires in 3-6 months (003:1055)")
    hires_in_6_months_or_more: bool | None = Field(None, description="8. Hires in half a year and more (003:1056)")
    no_hiring_expected: bool | None = Field(None, description="8. No hiring is expected (003:1057)")
    needs_hiring_help: bool | None = Field(None, description="8. Needs help to hire; asked if it hires (003:1058)")
    remote_stance: RemoteStance | None = Field(
        None, description="9. Work from a distance; asked where the branch is relevant (003:1060-1064)"
    )
    training_offer: TrainingOffer | None = Field(None, description="10. Training it offers its people (003:1066-1071)")
    training_need: TrainingNeed | None = Field(None, description="11. Training new people need (003:1073-1077)")
    service_contact: bool | None = Field(None, description="12. Is in contact with the Service (003:1081)")
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = Field(
        None, description="13. Satisfaction, 1 to 5; asked if 12 is yes (003:1083-1085)"
    )
    wants_contact: bool | None = Field(None, description="14. Wants to be contacted (003:1087)")
    wants_community: bool | None = Field(None, description="15. Wants to join the employers' community (003:1089)")
    contact_person: Text | None = Field(None, description="16. Contact person (003:1092)")
    contact_email: Text | None = Field(None, description="16. E-mail (003:1094)")
    contact_phone: Text | None = Field(None, description="16. Telephone (003:1094)")


class Vacancy(Record):
    """One line of the vacancy table (003:1042-1048), under the employer's name or id."""

    employer_id: Id | None = Field(None, description="Identifier of the employer, where it has one already")
    company_name: Text | None = Field(None, description="Company name as on the sheet of answers")
    count: Annotated[int, Field(ge=1, le=1_000_000)] = Field(description="Number of vacancies (003:1044)")
    occupation: Text | None = Field(None, description="Name of the occupation (003:1044)")
    occupation_code: Text | None = Field(None, description="Code of the Service's list of occupations (003:1050)")
    hiring_window: HiringWindow | None = Field(None, description="When; empty means open now")
