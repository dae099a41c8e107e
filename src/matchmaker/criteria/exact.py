"""Exact: a number of the settings, kept as the decimal that was written."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

SUM_LIMIT = 2**53
"""No sum of coefficients may reach this: solvers count in double precision, which is exact for integers below it."""


def decimal_of(value: int | float | Decimal | str) -> Decimal:
    """Return the shortest decimal that stands for ``value``: 0.1 is one tenth, not the binary number beside it.

    >>> decimal_of(0.1) * 3 == decimal_of(0.3)
    True
    """
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def exact_number(value: Any) -> Decimal:
    """Return a number of the settings as the decimal that was written; pydantic's error for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("type-error", "is not a number", {"expected": "a number"})
    exact = decimal_of(value)
    if not exact.is_finite():
        raise PydanticCustomError("out-of-range", "is not finite", {"expected": "a finite number"})
    if abs(exact) >= SUM_LIMIT:
        raise PydanticCustomError("out-of-range", "is too large", {"expected": "a number below 2^53"})
    if exact != round(exact, 9):
        raise PydanticCustomError("out-of-range", "has too many decimals", {"expected": "at most 9 decimals"})
    return exact


def plain_number(value: Decimal) -> int | float:
    """Return a decimal as the number that TOML writes."""
    return int(value) if value == int(value) else float(value)


Exact = Annotated[Decimal, BeforeValidator(exact_number), PlainSerializer(plain_number)]
"""A number of the settings, kept as the decimal that was written; texts and booleans are refused."""
