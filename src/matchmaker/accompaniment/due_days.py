"""due_days: the days on which the events of one schedule fall due, before days that are not worked are stepped over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from matchmaker.criteria import months_later
from matchmaker.programmes.accompaniment import Every, Once, Phases, Reports, Schedule


def due_days(schedule: Schedule, start: date, end: date | None = None) -> list[date]:
    """Return the due days after a first working day ``start``, each later than the one before.

    ``end`` is the last day of a period that has one (a training on the job, a practicum).

    >>> weekly = {"kind": "once", "contact": "meeting", "opportunity_kinds": ("job",), "after_days": 7, "source": "x"}
    >>> due_days(Once(**weekly), date(2026, 3, 1))
    [datetime.date(2026, 3, 8)]
    """
    match schedule:
        case Phases():
            return list(_phases(schedule, start))
        case Reports():
            return _reports(schedule, start, end or months_later(start, schedule.period_months) - timedelta(days=1))
        case Once(after_days=int(days)):
            return [start + timedelta(days=days)]
        case Once(after_months=int(months)):
            return [months_later(start, months)]
        case Every():
            months_passed = range(schedule.every_months, schedule.until_month + 1, schedule.every_months)
            return [months_later(start, passed) for passed in months_passed]
        case _:
            raise TypeError(f"no such schedule: {type(schedule).__name__}")


def _phases(schedule: Phases, start: date) -> Iterator[date]:
    begin = start
    for phase in schedule.phases:
        end = months_later(start, phase.until_month)
        day = begin + timedelta(days=phase.every_days)
        while day <= end:
            yield day
            day += timedelta(days=phase.every_days)
        begin = end


def _reports(schedule: Reports, start: date, end: date) -> list[date]:
    ends_of_week = (start + timedelta(days=7 * (1 + at * schedule.every_weeks) - 1) for at in range(schedule.count))
    in_period = [day for day in ends_of_week if day <= end]
    if schedule.last == "fortnightly":
        return in_period
    return [*[day for day in in_period if day < end][: schedule.count - 1], end]
