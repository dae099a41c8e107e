"""The facts that a condition on money may read, each with the columns to ask for where it is not known.

A condition reads these names and nothing else. What is not here can therefore never decide about money: no economic
background of a person (000:2835-2841), no protected column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from matchmaker.programmes.impossible import Domain

Sort = type[bool] | type[Decimal] | type[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is compared with, the columns it is made from, and what it means (with its unit)."""

    sort: Sort
    columns: tuple[str, ...]
    meaning: str

    @property
    def domain(self) -> Domain | None:
        """What it can be: what its column can hold, where it is the column as it stands; else any number."""
        (table, name), *others = (column.split(".") for column in self.columns)
        return Domain() if others else Domain.of_column(table, name)


PLACEMENT_FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "position_percent": Fact(Decimal, ("seats.position_percent",), "size of the position, percent of a full post"),
        "mentor_named": Fact(bool, ("seats.mentor_named",), "a mentor or instructor is named"),
        "agreement_signed": Fact(bool, ("seats.agreement_signed",), "the employer signed the agreement"),
        "quality_employment": Fact(
            bool, ("opportunities.quality_employment",), "the workplace was found to be quality employment"
        ),
        "has_certificate": Fact(bool, ("participants.certificates",), "a training that ended with a certificate"),
        "payslips": Fact(Decimal, ("history.payslips",), "monthly payslips handed in, a number"),
        "reported": Fact(bool, ("history.reported_on",), "the spell is reported in the information system"),
        "payment_demanded": Fact(bool, ("history.payment_demanded_on",), "the employer's demand for payment came in"),
    }
)
"""What a condition of an incentive may read of one placement."""

REQUEST_FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "purpose": Fact(str, ("requests.purpose",), "what the request is for"),
        "companion_opinion": Fact(bool, ("requests.companion_opinion",), "the companion thinks they can complete it"),
        "employment_potential": Fact(bool, ("requests.employment_potential",), "it serves employment later"),
        "state_funding_sufficient": Fact(
            bool, ("requests.state_funding_sufficient",), "another body of the state pays enough of it"
        ),
        "demanded_field": Fact(bool, ("requests.demanded_field",), "the field is on the list of demanded fields"),
        "employer_letter": Fact(bool, ("requests.employer_letter",), "an employer commits in writing to hire"),
        "practical_engineer": Fact(bool, ("requests.practical_engineer",), "studies of practical engineers"),
        "voucher_entitled": Fact(bool, ("requests.voucher_entitled",), "course and person are entitled to a voucher"),
        "entitled_elsewhere": Fact(bool, ("requests.entitled_elsewhere",), "another body gives the same"),
        "meetings_held": Fact(Decimal, ("participants.meetings_held",), "individual meetings held, a number"),
        "course_cost": Fact(Decimal, ("requests.course_cost",), "price of the course, NIS"),
        "amount": Fact(Decimal, ("requests.amount",), "amount asked for, NIS"),
        "cost_above_amount": Fact(
            Decimal, ("requests.course_cost", "requests.amount"), "price of the course less the amount asked for, NIS"
        ),
        "other_funding_share": Fact(
            Decimal, ("requests.other_funding", "requests.course_cost"), "other sources over the course's price, share"
        ),
        "days_after_course_start": Fact(
            Decimal, ("requests.course_start", "requests.requested_on"),
            "days from the start of the course to the request; negative before it",
        ),
        "starting_wage_over_minimum": Fact(
            Decimal, ("requests.starting_wage", "requests.requested_on"),
            "the field's starting wage over the minimum wage in force on the day of the request, ratio",
        ),
    }
)  # fmt: skip
"""What a condition of a scholarship, voucher or assessment may read of one request."""

NEEDS_MINIMUM_WAGE = "starting_wage_over_minimum"
"""The one fact that rests on the profile's minimum wages."""
