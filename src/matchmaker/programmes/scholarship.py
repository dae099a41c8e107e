"""Scholarship, Voucher, Assessment: what is paid for a participant's own course or assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.criteria import Exact
from matchmaker.programmes.incentive import Amount, Months, PositiveAmount
from matchmaker.programmes.money_condition import Conditions, check_facts, check_possible
from matchmaker.programmes.money_facts import REQUEST_FACTS
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Sourced


class _Grant(Section):
    """What all have: the conditions of a request."""

    conditions: Conditions = Field(default_factory=dict)

    @field_validator("conditions")
    @classmethod
    def _read_requests(cls, conditions: Conditions) -> Conditions:
        return check_facts(conditions, REQUEST_FACTS)


class Enlarged(_Grant):
    """A higher ceiling that holds only where every one of its ``conditions`` does (000:4521-4533)."""

    ceiling: Sourced[Amount]

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.conditions:
            raise ValueError("an enlarged ceiling without a condition would always apply: raise the ceiling itself")
        return self


class Scholarship(_Grant):
    """A scholarship up to ``ceiling`` NIS, and up to the enlarged one where more holds (000:2789-2884, 4485-4533)."""

    ceiling: Sourced[PositiveAmount]
    realise_within_months: Sourced[Months]
    unanimous: Sourced[bool] = Field(description="The committee decides unanimously, and doubt defers (000:4511-4515)")
    economic_columns: Sourced[tuple[str, ...]] = Field(
        description="Columns of requests that tell a person's means: never read, and reported (000:2835-2841)"
    )
    enlarged: Enlarged | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.enlarged is not None and self.enlarged.ceiling.value <= self.ceiling.value:
            raise ValueError(
                f"the enlarged ceiling of {self.enlarged.ceiling.value} is not above the ceiling of {self.ceiling.value}"
            )
        if self.enlarged is not None:
            more = {f"enlarged.{key}": condition for key, condition in self.enlarged.conditions.items()}
            check_possible({**self.conditions, **more}, REQUEST_FACTS)
        return self

    @property
    def highest(self) -> Decimal:
        """The highest ceiling of any request, NIS."""
        return self.ceiling.value if self.enlarged is None else self.enlarged.ceiling.value


class Voucher(_Grant):
    """A voucher of the state that pays a ``share`` of a course's price (002:196)."""

    share: Sourced[Annotated[Exact, Field(gt=0, le=1)]]


class Assessment(_Grant):
    """A vocational assessment by an outside provider (000:4278-4304); its price is the amount asked for."""
