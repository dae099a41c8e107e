"""Shares as small fractions, for the rows half of `matchmaker.constraints.GroupQuota`.

A row's coefficients are a fraction's numerator and denominator. A share of nine decimals would make them so large that
a solver, which forgives a row 1e-6, could no longer tell one person from none. Among at most n people only fractions
with a denominator up to n occur, so the nearest of them on the allowed side says exactly the same.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def largest_within(share: Decimal | Fraction, n: int) -> Fraction:
    """Return the largest fraction <= ``share`` (0 to 1) with a denominator <= ``n`` (1 or more).

    For whole numbers ``0 <= m <= k <= n``: ``m <= share * k`` exactly if ``m <= fraction * k``.

    >>> largest_within(Decimal("0.333333333"), 10)
    Fraction(3, 10)
    >>> largest_within(Decimal("0.35"), 100)
    Fraction(7, 20)
    """
    exact = Fraction(share)
    nearest = exact.limit_denominator(n)
    if nearest <= exact:
        return nearest
    # Two neighbours a/b < p/q among the fractions with denominators <= n have p*b - a*q = 1, with b as large as may be.
    p, q = nearest.numerator, nearest.denominator
    b = pow(p, -1, q)
    b += (n - b) // q * q
    return Fraction((p * b - 1) // q, b)


def smallest_within(share: Decimal | Fraction, n: int) -> Fraction:
    """Return the smallest fraction >= ``share`` (0 to 1) with a denominator <= ``n`` (1 or more).

    For whole numbers ``0 <= m <= k <= n``: ``m >= share * k`` exactly if ``m >= fraction * k``.

    >>> smallest_within(Decimal("0.333333334"), 10)
    Fraction(3, 8)
    """
    return 1 - largest_within(1 - Fraction(share), n)
