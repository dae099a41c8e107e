"""The day the generated world stands on: nothing in it depends on the clock."""

from __future__ import annotations

from datetime import date, timedelta

REFERENCE_DATE = date(2027, 1, 3)
"""A Sunday (assumed): ages are counted to it, and opportunities start after it."""


def sunday_after(weeks: int) -> date:
    """Return the Sunday ``weeks`` after `REFERENCE_DATE`; the week of Passover 2027 is skipped to the next one."""
    day = REFERENCE_DATE + timedelta(weeks=weeks)
    return day + timedelta(weeks=1) if day == date(2027, 4, 25) else day
