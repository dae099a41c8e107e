"""Months, agorot and accruals, reckoned by hand and over drawn numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.criteria import months_later
from matchmaker.money.accrual import accrual
from matchmaker.money.agorot import agorot, parts
from matchmaker.money.months_worked import months_worked
from matchmaker.programmes.incentive import Incentive
from matchmaker.programmes.sourced import Sourced
from tests.money.helpers import OJT, PRACTICUM, money_of

MONTHS = st.fractions(0, 24, max_denominator=31)
DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))


def due(kind: str, months: Fraction, part_month: str = "by_day") -> Decimal:
    """Return what an incentive of Ovdim Beyachad comes to after so many months."""
    incentive = incentive_of(kind)
    told = Sourced[str](value=part_month, basis="assumed")
    return agorot(sum(accrual(incentive.model_copy(update={"part_month": told}), months), Fraction(0)), "half_up")


def incentive_of(kind: str) -> Incentive:
    """Return the incentive of Ovdim Beyachad for a kind of opportunity."""
    incentive = money_of().incentive_for(kind)  # type: ignore[arg-type]
    assert incentive is not None
    return incentive


@pytest.mark.parametrize(
    ("kind", "months", "amount"),
    [
        (OJT, Fraction(5, 2), "4166.67"),  # 5,000 x 2.5 / 3
        (OJT, Fraction(3), "5000.00"),
        (OJT, Fraction(7), "5000.00"),
        (OJT, Fraction(1), "1666.67"),
        (OJT, Fraction(0), "0.00"),
        (PRACTICUM, Fraction(2), "3000.00"),  # left after two months: 2 x 1,500, and nothing for persisting
        (PRACTICUM, Fraction(3, 2), "2250.00"),
        (PRACTICUM, Fraction(3), "4500.00"),
        (PRACTICUM, Fraction(59, 10), "4500.00"),
        (PRACTICUM, Fraction(6), "6000.00"),
        (PRACTICUM, Fraction(12), "6000.00"),
    ],
)
def test_incentives_of_the_sources(kind: str, months: Fraction, amount: str) -> None:
    """OJT pays 5,000 for three months and practicum 6,000 over six, each in its relative part (000:2889, 3293-3297)."""
    assert due(kind, months) == Decimal(amount)


def test_only_completed_months_count_where_the_profile_says_so() -> None:
    """Two and a half months of OJT bring two thirds of 5,000."""
    assert due(OJT, Fraction(5, 2), "completed_months") == Decimal("3333.33")


@settings(deadline=None, max_examples=30)
@given(st.sampled_from((OJT, PRACTICUM)), MONTHS, MONTHS, st.sampled_from(("by_day", "completed_months")))
def test_more_months_never_bring_less(kind: str, one: Fraction, other: Fraction, part_month: str) -> None:
    """The amount grows with the months and stays within the incentive."""
    fewer, more = sorted((one, other))
    assert due(kind, fewer, part_month) <= due(kind, more, part_month) <= incentive_of(kind).full


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2027, 4, 1), date(2027, 6, 15), Fraction(5, 2)),
        (date(2027, 1, 1), date(2027, 3, 31), Fraction(3)),
        (date(2027, 1, 31), date(2027, 2, 27), Fraction(1)),
        (date(2027, 2, 10), date(2027, 2, 10), Fraction(1, 28)),
        (date(2027, 2, 10), date(2027, 2, 9), Fraction(0)),
        (date(2027, 2, 10), date(2026, 2, 9), Fraction(0)),
    ],
)
def test_months_by_hand(first: date, last: date, months: Fraction) -> None:
    """Whole months run from day to day, the rest counts by the days of the month begun."""
    assert months_worked(first, last) == months


@settings(deadline=None, max_examples=30)
@given(DAYS, st.integers(0, 900), st.integers(0, 900))
def test_months_grow_by_the_day(first: date, one: int, other: int) -> None:
    """A later last day is never fewer months, and a month lasts from a day to the day before it in the next."""
    fewer, more = sorted((one, other))
    assert months_worked(first, first + timedelta(fewer)) <= months_worked(first, first + timedelta(more))
    assert months_worked(first, months_later(first, 7) - timedelta(1)) == 7


@pytest.mark.parametrize(
    ("amount", "rounding", "rounded"),
    [
        (Fraction(1, 200), "half_up", "0.01"),
        (Fraction(1, 200), "half_even", "0.00"),
        (Fraction(3, 200), "half_even", "0.02"),
        (Fraction(1, 200), "down", "0.00"),
        (Fraction(1999, 100000), "down", "0.01"),
        (Fraction(2, 300), "half_even", "0.01"),
    ],
)
def test_rounding_to_agorot(amount: Fraction, rounding: str, rounded: str) -> None:
    """Half an agora goes up, to the even one, or is dropped, as the profile says."""
    assert agorot(amount, rounding) == Decimal(rounded)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=30)
@given(
    st.decimals(0, 10**7, places=2),
    st.lists(st.fractions(0, 5, max_denominator=9), min_size=1, max_size=9),
    st.sampled_from(("half_up", "half_even", "down")),
)
def test_parts_add_up(total: Decimal, weights: list[Fraction], rounding: str) -> None:
    """What an amount is divided into adds up to it, and no part is negative."""
    shares = parts(total, weights, rounding)  # type: ignore[arg-type]
    assert sum(shares) == (total if any(weights) else 0)
    assert min(shares) >= 0
