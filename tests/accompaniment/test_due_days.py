"""Due days worked by hand from the sources; all starts are Sundays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchmaker.accompaniment import due_days
from matchmaker.criteria import months_later
from matchmaker.programmes import load_programme
from matchmaker.programmes.accompaniment import AnySchedule, Every, Once, Reports

START = date(2026, 3, 1)
COMMON = {"contact": "meeting", "opportunity_kinds": ("job",), "source": "a test"}


def of_ovdim(name: str) -> AnySchedule:
    """Return a schedule of Ovdim Beyachad."""
    rules = load_programme("ovdim_beyachad").accompaniment
    assert rules is not None
    return rules.schedule[name]


def test_meetings_thin_out_month_by_month() -> None:
    """Four weekly meetings, two fortnightly, one after three weeks more (000:2411-2417)."""
    march = [date(2026, 3, day) for day in (8, 15, 22, 29)]
    april = [date(2026, 4, 15), date(2026, 4, 29)]
    assert due_days(of_ovdim("meetings"), START) == [*march, *april, date(2026, 5, 22)]


@pytest.mark.parametrize("name", ["employer_reports", "companion_reports"])
def test_six_reports_of_three_months(name: str) -> None:
    """Five at the ends of weeks 1, 3, 5, 7 and 9 and the sixth at the end of the last week (000:4653-4657, 4826-4830)."""
    ends = [START + timedelta(weeks=week) - timedelta(days=1) for week in (1, 3, 5, 7, 9)]
    assert due_days(of_ovdim(name), START) == [*ends, date(2026, 5, 31)]


def test_a_shorter_training_has_fewer_reports() -> None:
    """In six weeks: the ends of weeks 1, 3 and 5, and of the sixth, which is the last."""
    end = START + timedelta(weeks=6) - timedelta(days=1)
    days = due_days(of_ovdim("employer_reports"), START, end)
    assert days == [START + timedelta(days=7 * week - 1) for week in (1, 3, 5, 6)]


def test_a_training_of_two_days_has_one_report() -> None:
    """What is over before the first week ends is reported on at its end."""
    assert due_days(of_ovdim("employer_reports"), START, START + timedelta(days=1)) == [START + timedelta(days=1)]


def test_both_readings_of_the_last_report_agree_in_eleven_weeks() -> None:
    """Six fortnightly reports end with week eleven, so only then is the last one also the sixth of the rhythm."""
    shape = {"kind": "reports", "count": 6, "every_weeks": 2, "period_months": 3, **COMMON}
    rhythm, at_end = Reports(last="fortnightly", **shape), Reports(last="end_of_period", **shape)
    eleven, thirteen = (START + timedelta(weeks=weeks) - timedelta(days=1) for weeks in (11, 13))
    assert due_days(rhythm, START, eleven) == due_days(at_end, START, eleven)
    assert due_days(rhythm, START, thirteen)[-1] == eleven
    assert due_days(at_end, START, thirteen)[-1] == thirteen
    assert len(due_days(rhythm, START, thirteen)) == len(due_days(at_end, START, thirteen)) == 6


def test_the_skills_are_checked_after_two_months() -> None:
    """Two months after the start of work (000:3183)."""
    assert due_days(of_ovdim("skills"), START) == [date(2026, 5, 1)]


def test_contact_each_quarter() -> None:
    """Every three months until half a year (002:284, 326)."""
    rules = load_programme("emtza_haderech").accompaniment
    assert rules is not None
    assert due_days(rules.schedule["quarterly"], START) == [date(2026, 6, 1), date(2026, 9, 1)]


def test_once_counts_days_or_months() -> None:
    """Three days after the first, and one month after the last of January in February's last day."""
    assert due_days(Once(kind="once", after_days=3, **COMMON), START) == [date(2026, 3, 4)]
    assert due_days(Once(kind="once", after_months=1, **COMMON), date(2028, 1, 31)) == [date(2028, 2, 29)]


def test_months_go_over_the_year() -> None:
    """Month 13 of a series stands in the next year, and a day that a month lacks is its last."""
    every = Every(kind="every", every_months=13, until_month=26, **COMMON)
    assert due_days(every, date(2026, 12, 31)) == [date(2028, 1, 31), date(2029, 2, 28)]
    assert months_later(date(2026, 1, 15), 12) == date(2027, 1, 15)
