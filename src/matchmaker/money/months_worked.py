"""months_worked: calendar months and the share of one begun, exactly."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from matchmaker.criteria import months_later


def months_worked(first: date, last: date) -> Fraction:
    """Return the months from ``first`` to ``last``, both worked; 0 where ``last`` lies before ``first``.

    Whole months run from day to day of the month; what is left counts by its share of the days of the month begun.

    >>> months_worked(date(2027, 4, 1), date(2027, 6, 15))
    Fraction(5, 2)
    """
    if last < first:
        return Fraction(0)
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    if months_later(first, whole) > after:
        whole -= 1
    begun, ended = months_later(first, whole), months_later(first, whole + 1)
    return whole + Fraction((after - begun).days, (ended - begun).days)
