"""Whole years, months and weeks from one day to another."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.criteria.day_numbers import day_numbers
from matchmaker.criteria.elapsed import Unit, elapsed, elapsed_numbers

DAYS = st.dates(date(1920, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("start", "day", "unit", "whole"),
    [
        (date(2000, 3, 1), date(2018, 2, 28), "years", 17),
        (date(2000, 3, 1), date(2018, 3, 1), "years", 18),
        (date(2000, 2, 29), date(2018, 3, 1), "years", 18),
        (date(2024, 1, 31), date(2024, 2, 29), "months", 0),
        (date(2024, 1, 31), date(2024, 3, 1), "months", 1),
        (date(2024, 2, 1), date(2024, 1, 31), "months", -1),
        (date(2024, 1, 1), date(2024, 1, 14), "weeks", 1),
        (date(2024, 1, 1), date(2024, 1, 15), "weeks", 2),
        (date(2024, 1, 2), date(2024, 1, 1), "weeks", -1),
    ],
)
def test_time_is_over_on_the_same_day(start: date, day: date, unit: Unit, whole: int) -> None:
    """A unit of time counts once it is over, and time before its start counts below nought."""
    assert elapsed(start, day, unit) == whole


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=20), st.sampled_from(("years", "months", "weeks")))
def test_all_at_once_is_as_one_by_one(pairs: list[tuple[date, date]], unit: Unit) -> None:
    """The array half says what the plain half says."""
    starts, days = (day_numbers(pl.Series([pair[at] for pair in pairs])) for at in (0, 1))
    assert elapsed_numbers(starts, days, unit).tolist() == [elapsed(start, day, unit) for start, day in pairs]


@settings(deadline=None, max_examples=40)
@given(DAYS, DAYS)
def test_more_time_is_never_less(start: date, day: date) -> None:
    """A day later nothing has become less."""
    for unit in ("years", "months", "weeks"):
        assert elapsed(start, day + timedelta(days=1), unit) >= elapsed(start, day, unit)
    assert np.array(elapsed(start, start, "months")) == 0
