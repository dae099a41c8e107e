"""RelaxationCosts: what it costs that a number gives way, per kind of change and unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationError

from matchmaker.constraints.settings_findings import findings_of
from matchmaker.criteria import exact_number, plain_number
from matchmaker.errors import SettingsError


def _cost(value: Any) -> Decimal | None:
    return None if value is False or value is None else exact_number(value)


Cost = Annotated[
    Annotated[Decimal, Field(gt=0, le=10_000, decimal_places=4)] | None,
    BeforeValidator(_cost),
    PlainSerializer(lambda cost: False if cost is None else plain_number(cost)),
]
"""From 0.0001 to 10,000, so that a solver holds all sums exactly; or ``false``: it never gives way."""


class RelaxationCosts(BaseModel):
    """The table ``[relaxation]``: what one unit of each kind of change costs, in a unit of one's own.

    No source prices them: every default is assumed, and every answer shows the costs it rests on. ``false`` says that a
    kind never gives way.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    min_size: Cost = Field(Decimal(1), description="a person fewer in a cohort")
    seat_minimum: Cost = Field(Decimal(1), description="a person off what a seat asks for")
    quota: Cost = Field(Decimal(1), description="a person of a group's quota")
    max_size: Cost = Field(Decimal(2), description="a person over an opportunity's maximum")
    places: Cost = Field(Decimal(2), description="a place more in a seat")
    employer_limit: Cost = Field(Decimal(2), description="a person over an employer's limit")
    commitment: Cost = Field(Decimal(2), description="a person beyond what a class's commitment covers")
    capacity: Cost = Field(Decimal("0.5"), description="a unit (such as an hour) of an organisation's capacity")
    budget: Cost = Field(Decimal("0.001"), description="a NIS over a budget")
    pin: Cost = Field(Decimal(5), description="a pin that goes")
    commute: Cost = Field(
        Decimal("0.1"), description="a minute over a limit on commuting, a person's own or everybody's"
    )

    @classmethod
    def read(cls, table: Mapping[str, Any], file: str = "settings.toml") -> RelaxationCosts:
        """Return the costs of a table, what it does not name as assumed.

        Raises:
            SettingsError: a kind is not known, or a cost is neither a number above 0 nor ``false``.
        """
        try:
            return cls.model_validate(dict(table))
        except ValidationError as error:
            from dataclasses import replace

            raise SettingsError(
                replace(each, file=file, column=f"relaxation.{each.column}")
                for each in findings_of(error, cls, "the table relaxation")
            ) from error

    def of(self, kind: str) -> Decimal | None:
        """Return what a unit of a kind costs, ``None`` where it never gives way."""
        cost: Decimal | None = getattr(self, kind)
        return cost

    def rows(self) -> list[dict[str, Any]]:
        """Return one row per kind: ``kind``, ``meaning``, ``cost`` (``None``: never gives way), ``basis``."""
        return [
            {
                "kind": kind,
                "meaning": field.description,
                "cost": None if self.of(kind) is None else float(self.of(kind) or 0),
                "basis": "settings" if kind in self.model_fields_set else "assumed",
            }
            for kind, field in type(self).model_fields.items()
        ]
