"""months_worked, months_later: calendar months, exactly."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction


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


def months_later(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
