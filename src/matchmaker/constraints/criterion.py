"""Criterion: one condition of eligibility, or "at least so many of" several."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

import polars as pl
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.exact import exact_number, plain_number
from matchmaker.constraints.suggestions import nearest
from matchmaker.errors import Finding
from matchmaker.model import Problem

AS_TUPLE = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
"""Takes the list that TOML has for a tuple."""

_SORTED = "a column of participants or 'age'"
_INCOMPARABLE = "holds values that no criterion can compare, such as lists of numbers"
_WORDS: Mapping[type, str] = {
    Decimal: "a number",
    date: "a date, such as 2001-12-31 without quotes",
    bool: "true or false",
    str: "a text",
}


def _date_of(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2001-12-31") else value
    except ValueError:
        return value


AS_DATE = BeforeValidator(_date_of)
"""Takes the text that JSON has for a date."""


def _number_or_date(value: Any) -> Decimal | date:
    if type(value) is date:
        return value
    number = exact_number(value)
    # A float tells all decimals of fifteen digits apart, so that both halves compare the same.
    if len(number.normalize().as_tuple().digits) > 15:
        raise PydanticCustomError("out-of-range", "has too many digits", {"expected": "at most 15 digits"})
    return number


def _limit(value: Any) -> Decimal | date | None:
    return None if value is None else _number_or_date(_date_of(value))


def _values(value: Any) -> tuple[str | bool | Decimal | date, ...]:
    values = value if isinstance(value, list | tuple) else (value,)
    return tuple(item if isinstance(item, str | bool) else _number_or_date(item) for item in values)


def _plain(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


def _plain_values(values: tuple[Any, ...]) -> list[Any]:
    return [_plain(value) for value in values]


Limit = Annotated[Decimal | date | None, BeforeValidator(_limit), PlainSerializer(_plain)]


class Criterion(BaseModel):
    """A condition on one column (``values``, or ``min`` and ``max``), or on others (``at_least`` so many ``of`` them).

    ``column`` is any column of participants, or ``age``: whole years on the day asked for, from ``birth_date``.
    Numbers are compared as the decimals that were written, dates as dates. ``min`` and ``max`` are inclusive. Every
    criterion holds, does not, or cannot be said (the value is not known). A branch holds once ``at_least`` of its
    members hold, and fails once so many fail that they cannot. ``name`` and ``source`` are for people.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    name: str | None = None
    source: str | None = None
    column: Annotated[str, Field(min_length=1)] | None = None
    values: Annotated[
        tuple[str | bool | Decimal | date, ...], BeforeValidator(_values), PlainSerializer(_plain_values)
    ] = ()
    min: Limit = None
    max: Limit = None
    at_least: Annotated[int, Field(ge=1, le=100)] | None = None
    of: Annotated[tuple[Criterion, ...], AS_TUPLE] = ()

    @model_validator(mode="after")
    def _leaf_or_branch(self) -> Self:
        tests = bool(self.values) + (self.min is not None or self.max is not None)
        is_leaf = self.column is not None and tests == 1 and not self.of and self.at_least is None
        is_branch = (
            self.column is None and tests == 0 and self.of and (self.at_least or 0) in range(1, len(self.of) + 1)
        )
        if not (is_leaf or is_branch):
            expected = "column with values, or with min and max; or at_least with as many criteria in of"
            raise PydanticCustomError("type-error", "is no criterion", {"expected": expected})
        ends: list[Any] = [end for end in (self.min, self.max) if end is not None]
        if len({type(end) for end in ends}) > 1:
            raise PydanticCustomError("type-error", "compares a date with a number", {"expected": "two of one sort"})
        if ends != sorted(ends):
            raise PydanticCustomError("out-of-range", "min is greater than max", {"expected": "min <= max"})
        return self

    def describe(self) -> str:
        """Return the criterion in words."""
        if self.name:
            return self.name
        if self.of:
            return f"at least {self.at_least} of ({'; '.join(member.describe() for member in self.of)})"
        if self.values:
            return f"{self.column} = {' or '.join(map(_shown, self.values))}"
        ends = [
            f"{word} {_shown(end)}" for word, end in (("at least", self.min), ("at most", self.max)) if end is not None
        ]
        return f"{self.column} {' and '.join(ends)}"

    def inspect(self, problem: Problem, key: str) -> list[Finding]:
        """Return columns that do not exist or cannot be compared so."""
        if self.of:
            return [f for i, member in enumerate(self.of) for f in member.inspect(problem, f"{key}.of[{i}]")]
        frame, name, file = problem.participants, self.column or "", "settings.toml"
        if name != "age" and name not in frame.columns:
            hint = nearest(name, [*frame.columns, "age"])
            return [Finding(file, "unknown-column", f"is not {_SORTED}", None, f"{key}.column", name, None, hint)]
        wanted = _comparable(pl.Int64() if name == "age" else frame.schema[name])
        if wanted is None:
            return [Finding(file, "type-error", _INCOMPARABLE, column=f"{key}.column", value=name)]
        if not self.values and wanted not in (Decimal, date):
            message = "has no numbers or dates to compare"
            return [Finding(file, "type-error", message, column=f"{key}.column", value=name)]
        given = {"min": (self.min,), "max": (self.max,), "values": self.values}
        return [
            Finding(
                file, "type-error", f"cannot be a value of {name}", None, f"{key}.{part}", _shown(value), _WORDS[wanted]
            )
            for part, values in given.items()
            for value in values
            if value is not None and type(value) is not wanted
        ]


def _comparable(dtype: pl.DataType) -> type | None:
    """Return what a column is compared with; ``None`` = with nothing."""
    if dtype.is_numeric():
        return Decimal
    if isinstance(dtype, pl.List):
        return str if dtype.inner == pl.String else None
    plain: type = dtype.to_python()
    return plain if plain in _WORDS else None


def _shown(value: str | bool | Decimal | date) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def holds(criterion: Criterion, participant: Mapping[str, Any], day: date | None) -> bool | None:
    """Return whether one participant (a row as a mapping) meets a criterion on ``day``; ``None`` = cannot say."""
    if criterion.of:
        answers = [holds(member, participant, day) for member in criterion.of]
        needed = criterion.at_least or 0
        if answers.count(True) >= needed:
            return True
        return False if answers.count(True) + answers.count(None) < needed else None
    value: Any = _age(participant, day) if criterion.column == "age" else participant[criterion.column or ""]
    if value is None:
        return None
    if isinstance(value, float):
        value = Decimal(str(value))  # the decimal that was written
    if criterion.values:
        return any(item in criterion.values for item in (value if isinstance(value, list) else [value]))
    low, high = criterion.min, criterion.max
    return (low is None or value >= low) and (high is None or value <= high)


def _age(participant: Mapping[str, Any], day: date | None) -> int | None:
    born = participant["birth_date"]
    if born is None or day is None:
        return None
    return int(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
