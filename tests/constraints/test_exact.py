"""Exact numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.constraints.exact import integers
from matchmaker.criteria import SUM_LIMIT, decimal_of
from matchmaker.errors import SettingsError

amounts = st.decimals(0, 10_000, places=2)


@given(st.lists(amounts, max_size=8), amounts)
def test_integers_keep_every_comparison(values: list[Decimal], limit: Decimal) -> None:
    """A sum is within the limit exactly when the integers' sum is within the integer limit."""
    whole, top = integers(values, limit, n=8, key="max")
    assert (sum(values, Decimal(0)) <= limit) == (int(whole.sum()) <= top)


def test_the_scale_is_no_finer_than_needed() -> None:
    """Whole amounts, also as 100.00, stay as they are."""
    whole, top = integers([Decimal("100.00"), Decimal(20)], Decimal("1E+3"), n=2, key="max")
    assert (whole.tolist(), top) == ([100, 20], 1000)


@pytest.mark.parametrize(("value", "limit", "n"), [(SUM_LIMIT // 2, 1, 2), (1, SUM_LIMIT, 1)])
def test_sums_that_reach_the_limit_are_refused(value: int, limit: int, n: int) -> None:
    """n times the largest value, and the limit itself, stay below 2^53."""
    with pytest.raises(SettingsError, match="cannot be held exactly"):
        integers([Decimal(value)], Decimal(limit), n=n, key="max")
    assert integers([Decimal(value - 1)], Decimal(limit - 1), n=n, key="max")


def test_a_float_is_the_decimal_that_was_written() -> None:
    """0.1 is one tenth, and a text is read as it stands."""
    assert decimal_of(0.1) == decimal_of("0.1") == Decimal("0.1")
