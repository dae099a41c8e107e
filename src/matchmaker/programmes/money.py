"""Money: the section ``[money]`` of a profile, which holds incentives, scholarships, vouchers and assessments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.model.vocabulary import OpportunityKind
from matchmaker.programmes.incentive import Incentive, PositiveAmount
from matchmaker.programmes.money_facts import NEEDS_MINIMUM_WAGE
from matchmaker.programmes.scholarship import Assessment, Scholarship, Voucher
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

Rounding = Literal["half_up", "half_even", "down"]
CostPart = Literal["incentive", "voucher", "scholarship"]


class MinimumWage(Provenance):
    """The monthly minimum wage of a full post from a day on, NIS; its source is the law or order."""

    valid_from: date
    monthly: PositiveAmount


class Money(Section):
    """What a programme pays, to whom and on which conditions. Amounts are exact decimals, rounded to agorot at the end."""

    rounding: Sourced[Rounding]
    programme_cost: Sourced[tuple[CostPart, ...]] = Field(description="What a budget on programme_cost adds up")
    incentives: tuple[Incentive, ...] = Field((), alias="incentive")
    scholarship: Scholarship | None = None
    voucher: Voucher | None = None
    assessment: Assessment | None = None
    minimum_wages: tuple[MinimumWage, ...] = Field((), alias="minimum_wage")

    @field_validator("programme_cost")
    @classmethod
    def _each_once(cls, parts: Sourced[tuple[CostPart, ...]]) -> Sourced[tuple[CostPart, ...]]:
        if len(set(parts.value)) < len(parts.value):
            raise ValueError("a part of the cost stands there twice, and would be counted once")
        return parts

    @field_validator("incentives")
    @classmethod
    def _one_each(cls, incentives: tuple[Incentive, ...]) -> tuple[Incentive, ...]:
        kinds = [incentive.opportunity.value for incentive in incentives]
        twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
        if twice:
            raise ValueError(f"two incentives for {', '.join(twice)}: which one holds cannot be said")
        return incentives

    @field_validator("minimum_wages")
    @classmethod
    def _in_order(cls, wages: tuple[MinimumWage, ...]) -> tuple[MinimumWage, ...]:
        for earlier, later in pairwise(wages):
            if later.valid_from <= earlier.valid_from:
                raise ValueError(
                    f"the minimum wage from {later.valid_from} stands after that from {earlier.valid_from}"
                )
        return wages

    @model_validator(mode="after")
    def _has_minimum_wages(self) -> Self:
        grants = (self.scholarship, self.voucher, self.assessment, self.scholarship and self.scholarship.enlarged)
        for grant in grants:
            for key, condition in grant.conditions.items() if grant else ():
                if NEEDS_MINIMUM_WAGE in condition.facts() and not self.minimum_wages:
                    raise ValueError(f"{key} reads {NEEDS_MINIMUM_WAGE}, and the profile has no minimum_wage")
        return self

    def incentive_for(self, kind: OpportunityKind) -> Incentive | None:
        """Return the incentive for a kind of opportunity, or ``None`` where the programme pays none."""
        return next((item for item in self.incentives if item.opportunity.value == kind), None)

    def minimum_wage_on(self, day: date) -> Decimal | None:
        """Return the monthly minimum wage in force on ``day``, NIS, or ``None`` before the first that is listed."""
        return next((wage.monthly for wage in reversed(self.minimum_wages) if wage.valid_from <= day), None)
