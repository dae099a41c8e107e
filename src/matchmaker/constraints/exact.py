"""Exact numbers: decimals as written become integers on a common scale, with a check that no sum can overflow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria import SUM_LIMIT, decimal_of
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import TABLES, Problem

# float() and int() would also take "1_000", other scripts' digits and spaces: a number here is ASCII digits only.
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)


def integers(values: Sequence[Decimal], limit: Decimal, *, n: int, key: str) -> tuple[npt.NDArray[np.int64], int]:
    """Return ``values`` and ``limit`` times one power of ten that makes all of them integers.

    ``n`` is the most terms that a sum can have. Raises `SettingsError` naming ``key`` where ``n`` times the largest
    value, or the limit, reaches `SUM_LIMIT`.
    """
    places = max((-_exponent(value) for value in (*values, limit)), default=0)
    scale = 10 ** max(places, 0)
    whole = [int(value * scale) for value in values]
    top = int(limit * scale)
    if max((abs(value) for value in whole), default=0) * max(n, 1) >= SUM_LIMIT or abs(top) >= SUM_LIMIT:
        message = f"sums of these amounts with {places} decimals cannot be held exactly"
        raise SettingsError([Finding("settings.toml", "out-of-range", message, column=key)])
    return np.array(whole, np.int64).reshape(-1), top


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def numeric_column(problem: Problem, table: str, name: str) -> tuple[list[Decimal | None], list[Finding]]:
    """Return a column of a table as exact non-negative numbers (``None`` = not known), and what cannot be read so.

    Known number columns and unknown text columns serve alike. The column must exist.
    """
    series = problem.table(table)[name]
    values: list[Decimal | None] = []
    findings: list[Finding] = []
    for row, value in enumerate(series.to_list(), start=2):
        number = None if value is None else _read(value)
        if value is not None and (number is None or number < 0):
            file = problem.files.get(table, f"{table}.csv")
            expected = "a number of 0 or more, such as 1500 or 1500.50"
            findings.append(Finding(file, "type-error", "is used as an amount", row, name, str(value), expected))
            number = None
        values.append(number)
    return values, findings


def _read(value: Any) -> Decimal | None:
    if isinstance(value, str):
        return Decimal(value) if _NUMBER.fullmatch(value) else None
    exact = decimal_of(value)
    return exact if exact.is_finite() else None


def can_be_amount(problem: Problem, table: str, name: str) -> bool:
    """Whether a column may hold amounts: a number or money column of the model, or an unknown (text) column."""
    frame = problem.table(table)
    if name not in frame.columns:
        return False
    return frame.schema[name].is_numeric() or (name not in TABLES[table].schema and frame.schema[name] == pl.String)
