"""first_placement: when each person was first placed, as far as it is known."""

from __future__ import annotations

import polars as pl


def first_placement(spells: pl.DataFrame) -> pl.DataFrame:
    """Return a row per person with a spell: ``participant_id``, ``first_on``, ``maybe_on``, ``undated``, ``going_on``.

    ``first_on`` is the first day of the first spell known to be a placement (null: none is known), ``maybe_on`` of the
    first that may be one; ``undated`` says that one that may be one has no first day. ``going_on`` says whether a
    placement was going on when last heard of (null = cannot say).
    """
    possible, certain = pl.col("counts").fill_null(True), pl.col("counts").fill_null(False) & pl.col("begun")
    day = pl.col("start_date")
    open_ = (pl.col("maybe_until") != pl.col("end_date")).fill_null(True)
    sure = (certain & open_).any()
    return (
        spells.group_by("participant_id")
        .agg(
            day.filter(certain).min().alias("first_on"),
            day.filter(possible).min().alias("maybe_on"),
            (possible & day.is_null()).any().alias("undated"),
            pl.when(sure).then(True).when((possible & open_).any()).then(None).otherwise(False).alias("going_on"),
        )
        .sort("participant_id")
    )


def placed_by(day: pl.Expr, without_spell: str) -> pl.Expr:
    """Return whether somebody was placed by ``day`` (null = cannot say), over a frame of people with `first_placement`.

    ``without_spell`` is the profile's: whether no spell in the history means "not placed".
    """
    nothing_told = pl.col("undated").is_null() & (without_spell == "cannot_say")
    maybe = (pl.col("maybe_on") <= day).fill_null(False) | pl.col("undated").fill_null(False) | nothing_told
    return pl.when((pl.col("first_on") <= day).fill_null(False)).then(True).when(maybe).then(None).otherwise(False)
