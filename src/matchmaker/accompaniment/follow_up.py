"""FollowUp: everything that is to be held after a plan's placements, and what of it is overdue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from matchmaker.accompaniment.deadlines import deadlines
from matchmaker.accompaniment.held import STATES, held, with_state
from matchmaker.accompaniment.planned_events import planned_events
from matchmaker.accompaniment.silence import silence
from matchmaker.accompaniment.work_spells import work_spells
from matchmaker.model import Plan, Problem
from matchmaker.programmes.accompaniment import AccompanimentRules

_EVENTS = (
    "participant_id", "participant_name", "seat_id", "opportunity_id", "employer_id", "employer_name", "companion_org_id",
    "case_manager", "schedule", "contact", "stage", "number", "needs_agreement", "window_from", "due", "window_to",
    "done_on", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """What `matchmaker.follow_up` returns: the calendar after placement as it stands on ``as_of``.

    ``events`` has a row for each event: ``participant_id``, ``participant_name`` (only of who agreed to share it),
    ``seat_id``, ``opportunity_id``, ``employer_id``, ``employer_name``, ``companion_org_id``, ``case_manager``,
    ``schedule`` (its name in the profile), ``contact`` (what is held), ``stage`` (1 to 5, 000:2419-2441), ``number`` in
    its schedule, ``needs_agreement``, ``window_from``, ``due``, ``window_to``, ``done_on`` and ``state`` (`STATES`).
    ``silent`` lists contacts by participant with ``is_silent`` (002:378); ``undated`` the placements without a known first
    day, with the field to ask for. ``assumed`` lists the rules no source gives, ``notes`` what a reader must know.
    """

    as_of: date
    programme: str
    events: pl.DataFrame
    silent: pl.DataFrame
    undated: pl.DataFrame
    assumed: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def overdue(self) -> pl.DataFrame:
        """The events that are overdue, the longest first."""
        return self.events.filter(pl.col("state") == "overdue").sort("due", "participant_id", "schedule", "number")

    @property
    def counts(self) -> dict[str, int]:
        """Number of events in each state."""
        found = Counter(self.events["state"])
        return {state: found[state] for state in STATES}

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables ``events``, ``overdue``, ``silent`` and ``undated``."""
        return {"events": self.events, "overdue": self.overdue, "silent": self.silent, "undated": self.undated}

    def as_dict(self) -> dict[str, Any]:
        """Return the numbers, what is overdue, silent or undated, and what it rests on, as plain values."""
        return {
            "as_of": self.as_of.isoformat(),
            "programme": self.programme,
            "events": self.counts,
            "overdue": self.overdue.to_dicts(),
            "silent": self.silent.filter("is_silent").to_dicts(),
            "undated": self.undated.to_dicts(),
            "assumed": [{"rule": rule, "value": value} for rule, value in self.assumed],
            "notes": list(self.notes),
        }


def followed_up(
    problem: Problem,
    plan: Plan,
    rules: AccompanimentRules,
    *,
    contacts: pl.DataFrame,
    as_of: date,
    programme: str,
    assumed: tuple[tuple[str, str], ...] = (),
) -> FollowUp:
    """Return the calendar of a plan's placements; ``contacts`` (as the table of that name) is what was held.

    What was held, decided or used later than ``as_of`` does not count.
    """
    spells = work_spells(problem, plan)
    known = contacts.filter(pl.col("held_on") <= pl.lit(as_of))
    of_placements = held(planned_events(spells, rules), known, rules)
    every = pl.concat([of_placements, deadlines(problem, rules, as_of)], how="diagonal")
    events = with_state(every, as_of).sort("participant_id", "due", "schedule", "number")
    kinds = {kind for schedule in rules.schedule.values() for kind in schedule.opportunity_kinds}
    undated = spells.filter(pl.col("start").is_null() & pl.col("kind").is_in(sorted(kinds)))
    months = None if rules.silence_months is None else rules.silence_months.value
    silent = silence(problem, spells, known, months, as_of)
    notes = []
    if known.is_empty():
        notes.append("no contact is recorded: everything due before the day counts as not held")
    if later := contacts.height - known.height:
        notes.append(f"contacts later than {as_of.isoformat()} were not counted: {later}")
    if undated.height:
        notes.append(f"placements without a known first working day, which have no events: {undated.height}")
    return FollowUp(
        as_of=as_of,
        programme=programme,
        events=events.select(_EVENTS),
        silent=silent,
        undated=undated.select(
            "participant_id", "seat_id", "opportunity_id", ask_for=pl.lit("seats.start_date (or history.start_date)")
        ),
        assumed=assumed,
        notes=tuple(notes),
    )
