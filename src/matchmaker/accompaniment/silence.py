"""silence: participants with whom nobody has been in contact for too long."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.model import Problem

_NOT_WITH_PARTICIPANT = ("employer_contact", "employer_report", "companion_report")


def silence(
    problem: Problem, spells: pl.DataFrame, contacts: pl.DataFrame, months: int | None, as_of: date
) -> pl.DataFrame:
    """Return every participant who has not left, with ``last_contact`` and whether it is more than ``months`` ago (002:378).

    Counted from the first working day where that is later than the last contact. ``is_silent`` is null where neither is
    known, since nothing then says how long it has been; reports and talks with the employer are no contact with the person.
    No rows where the programme sets no such limit (``months`` is None).
    """
    counted = contacts.filter(~pl.col("kind").is_in(_NOT_WITH_PARTICIPANT))
    last = counted.group_by("participant_id").agg(last_contact=pl.col("held_on").max())
    begun = spells.filter(pl.col("start") <= pl.lit(as_of)).select("participant_id", "start")
    people = problem.participants.filter(pl.col("state").ne_missing("left")).select("participant_id", "case_manager")
    since = pl.max_horizontal("last_contact", "start")
    table = (
        people.join(last, on="participant_id", how="left")
        .join(begun, on="participant_id", how="left")
        .select(
            "participant_id", "case_manager", "last_contact", silent_since=since,
            is_silent=since.dt.offset_by(f"{months or 0}mo") < pl.lit(as_of),
        )
        .sort("participant_id")
    )  # fmt: skip
    return table if months is not None else table.clear()
