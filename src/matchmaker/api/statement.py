"""statement: what a programme owes employers for a plan, and grants participants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from matchmaker.allocation import Result
from matchmaker.model import Problem
from matchmaker.money import Statement, make_statement
from matchmaker.programmes import DEFAULT, load_programme


def statement(source: Result | Problem, *, programme: str | None = None, as_of: date | None = None) -> Statement:
    """Return the statement of a result: incentives by employer and placement, and every request judged.

    Of a `Problem`, which has no plan, the requests alone. ``programme`` (a name such as "ovdim_beyachad@2017-06-01", or a
    TOML file) goes before the one that the plan was made with or the settings name. Months of work count up to the end
    that ``history`` tells, else up to ``as_of``, else up to the day they were reported.

    Raises:
        SettingsError: the profile is wrong.
    """
    seat_of: Mapping[str, str] = {}
    if isinstance(source, Result):
        problem, seat_of, named = source.problem, source.plan.seats, source.programme
    else:
        problem, named = source, source.settings.programme or DEFAULT
    return make_statement(problem, load_programme(programme or named), seat_of, as_of)
