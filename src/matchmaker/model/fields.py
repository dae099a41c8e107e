"""The kinds of value a table's column can hold, read off the record models so that types and ranges stand once.

A record class (``Participant``, ``Seat``, ...) is the only place where a column's type, unit, range and meaning are
written. Readers, writers, the JSON Schema and the templates all ask `columns` for them.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["id", "text", "choice", "integer", "number", "money", "boolean", "date", "texts", "choices", "numbers"]

MAX_TEXT = 10_000
MAX_AMOUNT = 10_000_000_000  # NIS; 10^12 agorot
LIST_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Identifier:
    """Marks a text column as an identifier: compared by identity key, never read as a number."""


@dataclass(frozen=True, slots=True)
class References:
    """Marks an identifier as pointing into another table's key."""

    table: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a number is in, as shown to people and written into the JSON Schema."""

    name: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        described: dict[str, Any] = handler(schema)
        return {**described, "unit": self.name}


@dataclass(frozen=True, slots=True)
class Protected:
    """Marks a column no scorer may read unless the programme profile names it with a reason (DOMAIN section 6)."""


Id = Annotated[str, StringConstraints(min_length=1, max_length=200), Identifier()]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
# An item stands in a list whose cells are split at ';', so it cannot hold one itself.
Item = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, pattern=r"^[^;]+$")]
Texts = Annotated[tuple[Item, ...], Field(min_length=1)]
Money = Annotated[Decimal, Field(ge=0, le=MAX_AMOUNT, decimal_places=2), Unit("NIS")]
Minutes = Annotated[float, Field(ge=0, le=1440), Unit("minutes")]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(gt=0, le=100), Unit("percent of a full post")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Hours = Annotated[float, Field(ge=0, le=1_000_000), Unit("hours")]
WeeklyHours = Annotated[float, Field(ge=0, le=168), Unit("hours a week")]
Years = Annotated[float, Field(ge=0, le=80), Unit("years")]
Latitude = Annotated[float, Field(ge=-90, le=90), Unit("degrees north, WGS 84")]
Longitude = Annotated[float, Field(ge=-180, le=180), Unit("degrees east, WGS 84")]


class Record(BaseModel):
    """One row of a table. Frozen, strict, and sure of itself: a record that exists is valid.

    Unknown columns are kept as extra attributes (text), so nothing a person wrote is lost.
    ``None`` means "not known"; it never means zero, no, or an empty list.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", allow_inf_nan=False, str_max_length=MAX_TEXT)

    # Pairs of columns (low, high): where both are known, low <= high.
    orderings: ClassVar[tuple[tuple[str, str], ...]] = ()

    @model_validator(mode="after")
    def _check_orderings(self) -> Self:
        for low, high in self.orderings:
            first, second = getattr(self, low), getattr(self, high)
            if first is not None and second is not None and first > second:
                raise ValueError(f"{low} ({first}) is greater than {high} ({second})")
        return self


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its kind, range, choices and meaning.

    ``minimum`` and ``maximum`` are inclusive unless ``minimum_exclusive``; for lists they bound each item.
    ``references`` names the table an identifier points into. ``decimal_places`` is set for money.
    """

    name: str
    kind: Kind
    required: bool
    description: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    minimum_exclusive: bool = False
    pattern: str | None = None
    unit: str | None = None
    references: str | None = None
    protected: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values separated by ``;``."""
        return self.kind in ("texts", "choices", "numbers")


@cache
def columns(record: type[Record]) -> Mapping[str, Column]:
    """Return the columns of a record class by name, in order of declaration.

    >>> from matchmaker.model import Seat
    >>> columns(Seat)["count"].kind
    'integer'
    """
    found = {
        name: _column(name, field.annotation, list(field.metadata), field.is_required(), field.description or "")
        for name, field in record.model_fields.items()
    }
    return types.MappingProxyType(found)


def _column(name: str, annotation: Any, metadata: list[Any], required: bool, description: str) -> Column:
    bounds: dict[str, Any] = {}
    annotation = _unwrap(annotation, metadata)
    kind, choices = _kind(annotation, metadata)
    for mark in metadata:
        match mark:
            case annotated_types.Ge(ge=value) if kind not in ("texts", "choices"):
                bounds["minimum"] = value
            case annotated_types.Gt(gt=value):
                bounds |= {"minimum": value, "minimum_exclusive": True}
            case annotated_types.Le(le=value):
                bounds["maximum"] = value
            case StringConstraints(pattern=str(pattern)):
                bounds["pattern"] = pattern
            case Unit(name=unit):
                bounds["unit"] = unit
            case References(table=table):
                bounds["references"] = table
            case Protected():
                bounds["protected"] = True
    return Column(name, kind, required, description, choices, **bounds)


def _unwrap(annotation: Any, metadata: list[Any]) -> Any:
    """Strip Optional and Annotated, adding what they carry to ``metadata``."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *marks = get_args(annotation)
            for mark in marks:
                # pydantic's Field(...) carries its own list of constraints
                metadata.extend(getattr(mark, "metadata", [mark]))
        elif origin in (Union, types.UnionType):
            (annotation,) = [a for a in get_args(annotation) if a is not type(None)]
        else:
            return annotation


def _kind(annotation: Any, metadata: list[Any]) -> tuple[Kind, tuple[str, ...]]:
    plain: dict[Any, Kind] = {int: "integer", float: "number", Decimal: "money", bool: "boolean", date: "date"}
    if annotation in plain:
        return plain[annotation], ()
    if annotation is str:
        return ("id" if any(isinstance(m, Identifier) for m in metadata) else "text"), ()
    if get_origin(annotation) is Literal:
        return "choice", get_args(annotation)
    if get_origin(annotation) is tuple:
        kind, choices = _kind(_unwrap(get_args(annotation)[0], metadata), [])
        lists: dict[str, Kind] = {"text": "texts", "choice": "choices", "number": "numbers"}
        return lists[kind], choices
    raise TypeError(f"a column cannot hold {annotation!r}")
