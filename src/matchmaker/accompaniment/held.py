"""held, with_state: which events were held, and what state that leaves each in."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.programmes.accompaniment import AccompanimentRules

STATES = ("done", "due", "overdue", "planned")
"""``done``: held in its window; ``overdue``: due before the day, and not held; ``due``: its window is open;
``planned``: it is not yet."""


def held(events: pl.DataFrame, contacts: pl.DataFrame, rules: AccompanimentRules) -> pl.DataFrame:
    """Return the events with ``done_on`` (the first contact that counts in the window; null: none).

    Windows of one participant and schedule do not overlap, so each contact falls into at most one of them.
    """
    counted = contacts.join(_counting(rules), on="kind").select("participant_id", "schedule", "held_on").sort("held_on")
    windows = events.select("participant_id", "schedule", "number", "window_from").sort("window_from")
    found = (
        counted.join_asof(
            windows, left_on="held_on", right_on="window_from", by=["participant_id", "schedule"], strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("number").is_not_null())
        .group_by("participant_id", "schedule", "number")
        .agg(done_on=pl.col("held_on").min())
    )  # fmt: skip
    return events.join(found, on=["participant_id", "schedule", "number"], how="left", maintain_order="left")


def with_state(events: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the events with their ``state`` (`STATES`) on a day, from ``done_on``, ``due`` and ``window_from``."""
    day = pl.lit(as_of)
    state = (
        pl.when(pl.col("done_on").is_not_null()).then(pl.lit("done"))
        .when(pl.col("due") < day).then(pl.lit("overdue"))
        .when(pl.col("window_from") <= day).then(pl.lit("due"))
        .otherwise(pl.lit("planned"))
    )  # fmt: skip
    return events.with_columns(state=state)


def _counting(rules: AccompanimentRules) -> pl.DataFrame:
    """Return which kinds of contact count for which schedule."""
    kinds = [
        (kind, name) for name, each in rules.schedule.items() for kind in dict.fromkeys((each.contact, *each.also))
    ]
    return pl.DataFrame(kinds, schema={"kind": pl.String, "schedule": pl.String}, orient="row")
