"""planned_events: every event of every placement, with its due day and the window in which it may be held."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from matchmaker.accompaniment.due_days import due_days
from matchmaker.accompaniment.working_days import working_days
from matchmaker.programmes.accompaniment import AccompanimentRules

_OF_SCHEDULE = {
    "schedule": pl.String, "contact": pl.String, "stage": pl.Int64, "needs_agreement": pl.Boolean, "number": pl.Int64,
    "due": pl.Date, "window_from": pl.Date,
}  # fmt: skip
_OF_SPELL = (
    "participant_id", "participant_name", "case_manager", "seat_id", "opportunity_id", "employer_id", "employer_name",
    "companion_org_id",
)  # fmt: skip


def planned_events(spells: pl.DataFrame, rules: AccompanimentRules) -> pl.DataFrame:
    """Return the events of the spells whose start is known.

    ``number`` counts within a schedule from 1. A window reaches from ``window_from`` to the day before the next one of
    the same participant and schedule (``window_to``; null: it stays open). Nothing is due after the last day worked.
    """
    dated = spells.filter(pl.col("start").is_not_null())
    distinct = dated.select("kind", "start", "end").unique().sort("kind", "start", "end")
    made = pl.concat(
        [pl.DataFrame(schema=_KEYED), *(_events(kind, start, end, rules) for kind, start, end in distinct.iter_rows())]
    )
    of_spells = dated.join(made, on=["kind", "start", "end"], how="inner", nulls_equal=True).filter(
        pl.col("left").is_null() | (pl.col("due") <= pl.col("left"))
    )
    after = pl.col("window_from").shift(-1).over(["participant_id", "schedule"], order_by="due")
    return of_spells.select(*_OF_SPELL, *_OF_SCHEDULE).with_columns(window_to=after - pl.duration(days=1))


_KEYED = {"kind": pl.String, "start": pl.Date, "end": pl.Date, **_OF_SCHEDULE}


def _events(kind: str, start: date, end: date | None, rules: AccompanimentRules) -> pl.DataFrame:
    """Return the events of one kind of opportunity from one day on: many placements share them."""
    rows = []
    (first,) = working_days([start], rules, "after")
    for name, schedule in rules.schedule.items():
        if kind not in schedule.opportunity_kinds:
            continue
        worked = working_days(due_days(schedule, start, end), rules, schedule.not_working)
        seen: set[date] = set()
        for number, day in enumerate(worked, start=1):
            due = max(day, first)
            if due not in seen:
                seen.add(due)
                opens = max(start, due - timedelta(days=schedule.window_days))
                rows.append((kind, start, end, name, schedule.contact, schedule.stage, schedule.needs_agreement, number,
                             due, opens))  # fmt: skip
    return pl.DataFrame(rows, schema=_KEYED, orient="row")
