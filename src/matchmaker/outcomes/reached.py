"""reached: who met a definition, when, and who may have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

import polars as pl

from matchmaker.outcomes.chains import maybe_chains, sure_chains
from matchmaker.outcomes.milestone import milestone
from matchmaker.programmes.outcomes import Duration, Part, Position, Role


def meets(parts: Iterable[Part]) -> pl.Expr:
    """Return whether a spell counts and meets the parts that are no duration; null where a fact for it is missing."""
    return reduce(lambda so_far, part: so_far & _holds(part), parts, pl.col("counts"))


def duration_of(parts: Iterable[Part]) -> Duration:
    """Return the one duration of a definition."""
    (duration,) = (part for part in parts if isinstance(part, Duration))
    return duration


def reached(spells: pl.DataFrame, meets: pl.Expr, duration: Duration, *, gap_days: int, as_of: date) -> pl.DataFrame:
    """Return a row per person who reached the duration or may have: ``participant_id``, ``reached_on``.

    ``reached_on`` is null for those of whom it cannot be said: a fact is missing, or they were last heard of before. Who
    is not listed did not reach it.
    """
    key = "job" if duration.within == "job" else "person"
    day = milestone(pl.col("start"), duration)
    sure = (
        sure_chains(spells, meets.fill_null(False), key, gap_days)
        .filter(pl.col("until") >= day)
        .group_by("participant_id")
        .agg(day.min().alias("reached_on"))
    )
    undated = spells.filter(meets.fill_null(True), pl.col("start_date").is_null()).select("participant_id")
    maybe = maybe_chains(spells, meets, key, gap_days, as_of).filter(pl.col("until") >= day).select("participant_id")
    return (
        pl.concat([undated, maybe])
        .unique()
        .join(sure, on="participant_id", how="full", coalesce=True)
        .sort("participant_id")
    )


def _holds(part: Part) -> pl.Expr:
    match part:
        case Position(least_percent=least):
            return pl.col("position_percent") >= least
        case Role(any_of=facts, holds=holds):
            any_holds = reduce(lambda one, other: one | other, map(pl.col, facts))
            return any_holds if holds else ~any_holds
        case _:
            return pl.lit(True)
