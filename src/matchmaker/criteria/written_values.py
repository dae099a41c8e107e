"""Values of a criterion as TOML and JSON write them: numbers as the decimals written, dates, and lists for tuples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from matchmaker.criteria.exact import exact_number, plain_number

AS_TUPLE = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
"""Takes the list that TOML has for a tuple."""


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
"""An end of a range: a number as written, or a date."""

Values = Annotated[
    tuple[str | bool | Decimal | date, ...],
    BeforeValidator(_values),
    PlainSerializer(_plain_values),
    Field(min_length=1),
]
"""What a column may hold; one value stands for a list of one."""
