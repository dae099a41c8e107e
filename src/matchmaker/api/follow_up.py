"""follow_up: what is to be held after the placements of a result, and what of it is overdue."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.accompaniment import FollowUp, followed_up
from matchmaker.allocation import Result
from matchmaker.errors import UsageError, escape
from matchmaker.io import read_table_file
from matchmaker.model import Problem
from matchmaker.programmes import assumed_rules, load_programme


def follow_up(
    result: Result,
    as_of: date | None = None,
    *,
    contacts: object | None = None,
    programme: str | None = None,
    encoding: str = "utf-8",
) -> FollowUp:
    """Return the calendar after placement as it stands on ``as_of`` (the day of the call unless given).

    What was held is taken from the problem's ``contacts`` and from ``contacts``: a file in ``encoding``, or a frame
    (anything with ``__arrow_c_stream__``), of ``participant_id, held_on, kind, by, note``. ``programme`` is the profile
    whose schedules count; else that of the result.

    Raises:
        UsageError: the result holds no plan, its data no longer holds someone of it, or the programme has no schedules.
        InputError: the contacts are wrong, or the profile is.
    """
    if not result.has_plan:
        raise UsageError(f"there is no plan to follow up: {result.status}")
    spec = programme or result.programme
    profile = load_programme(spec)
    rules = profile.accompaniment
    if rules is None:
        raise UsageError(f"the programme {escape(spec)} says nothing of what follows a placement: no [accompaniment]")
    problem = result.problem
    _check_known(problem, result)
    told = problem.contacts
    if contacts is not None:
        more = read_table_file(contacts, "contacts", problem, encoding=encoding)
        told = pl.concat([told.select(more.columns), more])
    return followed_up(
        problem,
        result.plan,
        rules,
        contacts=told.select("participant_id", "held_on", "kind").unique(maintain_order=True),
        as_of=as_of or date.today(),
        programme=spec,
        assumed=tuple(assumed_rules(profile, "accompaniment")),
    )


def _check_known(problem: Problem, result: Result) -> None:
    """Refuse a plan of which the data no longer holds everybody: what is due could not be said of them."""
    people, seats = set(problem.participants["participant_id"]), set(problem.seats["seat_id"])
    lost = sorted({name for name in result.plan.seats if name not in people})
    lost += sorted({seat for seat in result.plan.seats.values() if seat not in seats})
    if lost:
        shown = ", ".join(escape(name) for name in lost[:5])
        raise UsageError(f"the plan names what is no longer in the data ({len(lost)}): {shown}")
