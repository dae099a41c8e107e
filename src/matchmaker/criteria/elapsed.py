"""Time elapsed: columns that no table holds, counted from a date to the day asked about, in both halves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
Unit = Literal["years", "months", "weeks"]

ELAPSED: Mapping[str, tuple[str, Unit]] = MappingProxyType(
    {
        "age": ("birth_date", "years"),
        "months_out_of_work": ("out_of_work_since", "months"),
        "weeks_out_of_work": ("out_of_work_since", "weeks"),
    }
)
"""What a criterion may read beside the columns of participants: the date it counts from, and in what (002:315-317)."""


def elapsed(start: date, day: date, unit: Unit) -> int:
    """Return the whole years, months or weeks from ``start`` to ``day``; below 0 where ``start`` is the later one.

    A month is over on the same day of the next month, and where there is none, on the first day after it.

    >>> elapsed(date(2000, 2, 29), date(2018, 2, 28), "years"), elapsed(date(2024, 1, 31), date(2024, 3, 1), "months")
    (17, 1)
    """
    if unit == "weeks":
        return (day - start).days // 7
    months = (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    return months // 12 if unit == "years" else months


def elapsed_numbers(start: IntArray, day: IntArray, unit: Unit) -> IntArray:
    """Return what `elapsed` says of days as in `matchmaker.criteria.day_numbers`, broadcast; unknown days give any number."""
    if unit == "weeks":
        return np.asarray((_ordinal(day) - _ordinal(start)) // 7, np.int64)
    counted = _months(day) - _months(start) - (day % 100 < start % 100)
    return np.asarray(counted // 12 if unit == "years" else counted, np.int64)


def _months(number: IntArray) -> IntArray:
    return np.asarray(number // 10_000 * 12 + number // 100 % 100, np.int64)


def _ordinal(number: IntArray) -> IntArray:
    """Return days since 1970."""
    months = (_months(number) - 1 - 1970 * 12).astype("datetime64[M]")
    return np.asarray(months.astype("datetime64[D]").astype(np.int64) + number % 100 - 1, np.int64)
