"""Incentive: what an employer is paid for one kind of placement."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.criteria import Exact
from matchmaker.model.fields import MAX_AMOUNT
from matchmaker.model.vocabulary import OpportunityKind
from matchmaker.programmes.money_condition import Conditions, check_facts
from matchmaker.programmes.money_facts import PLACEMENT_FACTS
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

Amount = Annotated[Exact, Field(ge=0, le=MAX_AMOUNT, decimal_places=2)]
"""NIS, exact, down to the agora."""

PositiveAmount = Annotated[Exact, Field(gt=0, le=MAX_AMOUNT, decimal_places=2)]
Months = Annotated[int, Field(ge=1, le=120)]
PartMonth = Literal["by_day", "completed_months"]
"""A month begun counts by its days, or not at all."""


class PerParticipant(Provenance):
    """The amount is paid for every participant (000:4604-4606)."""

    kind: Literal["per_participant"]


class PerGroup(Provenance):
    """The amount is paid once to an employer for at least so many placements of one plan (000:2889-2891)."""

    kind: Literal["per_group"]
    at_least: Annotated[int, Field(ge=2, le=1000, description="fewest participants of one employer")]


Counted = Annotated[PerParticipant | PerGroup, Field(discriminator="kind")]


class _Incentive(Section):
    """What both forms share: the kind of opportunity, how part of a month counts, and the conditions."""

    opportunity: Sourced[OpportunityKind]
    part_month: Sourced[PartMonth]
    conditions: Conditions = Field(default_factory=dict)

    @field_validator("conditions")
    @classmethod
    def _read_placements(cls, conditions: Conditions) -> Conditions:
        return check_facts(conditions, PLACEMENT_FACTS)


class WholePeriod(_Incentive):
    """One ``amount`` for a period of ``months``; its relative part where less is completed (000:4604-4608)."""

    kind: Literal["whole_period"]
    amount: Sourced[PositiveAmount]
    months: Sourced[Months]
    counted: Counted

    @property
    def full(self) -> Decimal:
        """What is paid at most, NIS: per participant, or per employer where it is counted per group."""
        return self.amount.value

    @property
    def longest(self) -> int:
        """Months after which nothing more accrues."""
        return self.months.value


class Monthly(_Incentive):
    """So much a month for ``months``, and once more for persisting after them (000:3293-3297).

    ``total`` is stated on its own in the sources and must be what the parts add up to.
    """

    kind: Literal["monthly"]
    per_month: Sourced[PositiveAmount]
    months: Sourced[Months]
    persistence_amount: Sourced[Amount]
    persistence_months: Sourced[Months]
    total: Sourced[Amount]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        parts = self.per_month.value * self.months.value + self.persistence_amount.value
        if parts != self.total.value:
            raise ValueError(
                f"the parts add up to {parts}, not to the total of {self.total.value}: "
                f"{self.months.value} x {self.per_month.value} + {self.persistence_amount.value}"
            )
        return self

    @property
    def full(self) -> Decimal:
        """What is paid at most for a participant, NIS."""
        return self.total.value

    @property
    def longest(self) -> int:
        """Months after which nothing more accrues."""
        return self.months.value + self.persistence_months.value


Incentive = Annotated[WholePeriod | Monthly, Field(discriminator="kind")]
"""``kind = "whole_period"`` or ``kind = "monthly"``."""
