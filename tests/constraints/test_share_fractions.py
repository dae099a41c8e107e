"""Shares as the nearest small fraction that means the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.constraints.share_fractions import largest_within, smallest_within

SHARES = st.decimals(0, 1, places=9) | st.sampled_from([Decimal(0), Decimal(1), Decimal("0.333333333")])


@settings(max_examples=200, deadline=None)
@given(share=SHARES, n=st.integers(1, 30))
def test_small_fractions_mean_the_same(share: Decimal, n: int) -> None:
    """For every m of k people, k up to n, the fraction and the share say the same, and the denominator is at most n."""
    low, high = largest_within(share, n), smallest_within(share, n)
    assert max(low.denominator, high.denominator) <= n
    for k in range(n + 1):
        for m in range(k + 1):
            assert (m <= share * k) == (m <= low * k)
            assert (m >= share * k) == (m >= high * k)


@settings(max_examples=100, deadline=None)
@given(share=SHARES, n=st.integers(1, 60))
def test_no_other_fraction_is_nearer(share: Decimal, n: int) -> None:
    """They are the largest fraction below and the smallest above, out of all with denominators up to n."""
    exact = Fraction(share)
    assert largest_within(share, n) == max(
        Fraction(exact.numerator * d // exact.denominator, d) for d in range(1, n + 1)
    )
    ceiling = (Fraction(-(-exact.numerator * d // exact.denominator), d) for d in range(1, n + 1))
    assert smallest_within(share, n) == min(ceiling)


@pytest.mark.parametrize(
    ("share", "n", "low", "high"), [("0.35", 100, "7/20", "7/20"), ("0.99", 10, "9/10", "1"), ("0.01", 10, "0", "1/10")]
)
def test_shares_by_hand(share: str, n: int, low: str, high: str) -> None:
    """What fits stays as it is; at the ends it becomes nobody or everybody."""
    assert (largest_within(Decimal(share), n), smallest_within(Decimal(share), n)) == (Fraction(low), Fraction(high))
