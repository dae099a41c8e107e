"""agorot, parts: exact amounts in NIS with two decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from matchmaker.programmes.money import Rounding


def agorot(amount: Fraction, rounding: Rounding) -> Decimal:
    """Return an exact amount >= 0 in NIS rounded to the agora; halves up, to the even agora, or everything down.

    >>> agorot(Fraction(12500, 3), "half_up")
    Decimal('4166.67')
    """
    exact = amount * 100
    whole, rest = floor(exact), exact - floor(exact)
    is_up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (rounding == "half_up" or whole % 2 == 1))
    return Decimal(whole + (is_up and rounding != "down")).scaleb(-2)


def parts(total: Decimal, weights: Iterable[Fraction], rounding: Rounding) -> tuple[Decimal, ...]:
    """Return ``total`` divided in proportion to ``weights`` (>= 0), each part in agorot, the parts adding up exactly.

    >>> parts(Decimal("5000.00"), [Fraction(1)] * 3, "half_up")
    (Decimal('1666.67'), Decimal('1666.66'), Decimal('1666.67'))
    """
    given = tuple(weights)
    whole, running, paid = sum(given, Fraction(0)), Fraction(0), Decimal("0.00")
    found = []
    for weight in given:
        running += weight
        # Rounding the running sum, not each part, is what makes the parts add up.
        upto = agorot(Fraction(total) * running / whole, rounding) if whole else Decimal("0.00")
        found.append(upto - paid)
        paid = upto
    return tuple(found)
