"""training: how each person's courses and group accompaniment ended, and what came of them."""

from __future__ import annotations

import polars as pl

STANDINGS = (
    "studying", "completed_in_field", "completed_other_field", "completed_not_working", "dropped_out", "cannot_say",
)  # fmt: skip
"""Where those who began a course stand (000:2850-2852)."""


def training(spells: pl.DataFrame) -> pl.DataFrame:
    """Return a row per person with a course or workshop in the history.

    ``training_completed`` (of the last course that ended; null = the reason is missing; ``training_ended`` says that
    there is one); ``placed_after`` (a placement began on or after the last day of a course or workshop; ``group_ended``
    says that one ended); ``standing`` (`STANDINGS`; null without a course).
    """
    course = pl.col("activity").eq_missing("training")
    group = course | pl.col("kind").eq_missing("workshop")
    ended = (pl.col("maybe_until") == pl.col("end_date")).fill_null(False)
    done = pl.col("end_reason") == "completed"
    counts = pl.col("counts").fill_null(False) & pl.col("begun")
    first_end = pl.col("end_date").filter(group & ended).min()
    last_start = pl.col("start_date").filter(counts).max()
    maybe_start = pl.col("start_date").filter(pl.col("counts").fill_null(True)).max()
    working = counts & ~ended
    in_field = pl.col("matches_studies").filter(working)
    by_person = spells.sort("participant_id", "start_date", nulls_last=True, maintain_order=True).group_by(
        "participant_id", maintain_order=True
    )
    return (
        by_person.agg(
            (group).any().alias("in_group"),
            course.any().alias("in_course"),
            (course & ended).any().alias("training_ended"),
            done.filter(course & ended).last().alias("training_completed"),
            (group & ended).any().alias("group_ended"),
            pl.when((last_start >= first_end).fill_null(False)).then(True)
            .when((maybe_start >= first_end).fill_null(False)).then(None).otherwise(False).alias("placed_after"),
            ended.filter(course).last().alias("last_ended"),
            pl.col("end_reason").filter(course).last().alias("last_reason"),
            working.any().alias("works"),
            in_field.any(ignore_nulls=False).alias("in_field"),
        )
        .filter("in_group")
        .with_columns(_standing().alias("standing"))
        .drop("last_ended", "last_reason", "works", "in_field", "in_group")
        .sort("participant_id")
    )  # fmt: skip


def _standing() -> pl.Expr:
    completed = pl.col("last_reason") == "completed"
    return (
        pl.when(~pl.col("in_course")).then(None)
        .when(~pl.col("last_ended")).then(pl.lit("studying"))
        .when(pl.col("last_reason") == "dropped_out").then(pl.lit("dropped_out"))
        .when(completed & ~pl.col("works")).then(pl.lit("completed_not_working"))
        .when(completed & pl.col("in_field")).then(pl.lit("completed_in_field"))
        .when(completed & ~pl.col("in_field")).then(pl.lit("completed_other_field"))
        .otherwise(pl.lit("cannot_say"))
    )  # fmt: skip
