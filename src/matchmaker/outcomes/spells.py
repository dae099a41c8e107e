"""spells: the stretches of work in ``history``, each with the days it is known and the days it may have lasted."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.model import Problem
from matchmaker.programmes.outcomes import OutcomeRules
from matchmaker.text.identity import identity_keys

FAR = date(9999, 1, 1)
"""Stands for "nobody knows how long"."""

_KEY = ("participant_id", "employer_id", "start_date")


def spells(problem: Problem, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return one row per spell that may have begun by ``as_of``, sorted by person, employer and first day.

    Columns beside those of ``history``: ``joined_on``; ``work`` and ``counts`` (Boolean, null = cannot say: whether it
    is a placement at all, and one after the person joined); ``begun`` (it is known to have begun); ``sure_until`` and
    ``maybe_until`` (the last day it is known to have lasted, and may have: `FAR` where it was going on when last
    heard of, or its end was only planned); ``job`` and ``maybe_job`` (numbers that are equal for spells known, and
    possibly, at one employer); ``person`` (a number).
    """
    told = _known_kinds(_one_name_each(problem), problem)
    told = told.filter(pl.col("start_date").is_null() | (pl.col("start_date") <= as_of))
    joined = problem.participants.select("participant_id", "joined_on")
    frame = _latest_reports(told).join(joined, on="participant_id", how="left")
    return _numbered(_dated(frame, rules, as_of))


def _one_name_each(problem: Problem) -> pl.DataFrame:
    """Return the history with every person and employer under the name that their own table uses."""
    history = problem.history
    for column, table in (("participant_id", problem.participants), ("employer_id", problem.employers)):
        names = history[column].drop_nulls().unique()
        own = pl.DataFrame({"key": identity_keys(table[column]), "listed": table[column]}).unique("key")
        written = pl.DataFrame({column: names, "key": identity_keys(names)}).join(own, on="key", how="left")
        known = written.select(column, pl.coalesce("listed", pl.col(column).min().over("key")).alias("name"))
        history = (
            history.join(known, on=column, how="left", maintain_order="left")
            .with_columns(pl.col("name").alias(column))
            .drop("name")
        )
    return history


def _known_kinds(history: pl.DataFrame, problem: Problem) -> pl.DataFrame:
    """Return the history with kind and employer taken from the seat where only the seat is given."""
    seats = problem.seats.select("seat_id", pl.col("employer_id").alias("seat_employer"), "opportunity_id")
    kinds = problem.opportunities.select("opportunity_id", pl.col("kind").alias("seat_kind"))
    return (
        history.join(seats, on="seat_id", how="left", maintain_order="left")
        .join(kinds, on="opportunity_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("employer_id", "seat_employer"), pl.coalesce("kind", "seat_kind"))
        .select(history.columns)
    )


def _latest_reports(history: pl.DataFrame) -> pl.DataFrame:
    """Return one row per spell: each fact as last told; a latest report without a last day says that it goes on."""
    repeated = history.select(pl.struct(_KEY).is_duplicated()).to_series()
    if not repeated.any():
        return history
    several = history.filter(repeated).sort("reported_on", *(name for name in history.columns if name != "reported_on"))
    facts = [name for name in history.columns if name not in (*_KEY, "end_date")]
    merged = several.group_by(_KEY).agg(pl.col("end_date").last(), pl.col(facts).drop_nulls().last())
    return pl.concat([history.filter(~repeated), merged.select(history.columns)])


def _dated(frame: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    start, end, told = pl.col("start_date"), pl.col("end_date"), pl.col("reported_on")
    ended = end.is_not_null() & (end <= as_of) & (told.is_null() | (end <= told))
    known = pl.min_horizontal(end, told, pl.lit(as_of))
    course = pl.col("activity").eq_missing("training")
    work = pl.col("kind").is_in(rules.placement_kinds.value) & ~course
    after = pl.col("joined_on").is_null() | (start >= pl.col("joined_on"))
    return frame.with_columns(
        work.alias("work"),
        (work & after).alias("counts"),
        pl.when(end.is_null() & told.is_null()).then(start).otherwise(known).alias("sure_until"),
        pl.when(ended).then(end).otherwise(pl.lit(FAR)).alias("maybe_until"),
    ).with_columns((pl.col("sure_until") >= start).fill_null(False).alias("begun"))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    employer, person = pl.col("employer_id"), pl.col("participant_id")
    new_person = person.ne_missing(person.shift())
    new_job = new_person | employer.is_null() | employer.ne_missing(employer.shift())
    unsure = employer.is_null().any().over("person")
    return (
        frame.sort(*_KEY, "seat_id", "kind", "source", nulls_last=True, maintain_order=True)
        .with_columns(new_person.cum_sum().alias("person"), new_job.cum_sum().alias("job"))
        .with_columns(pl.when(unsure).then(-pl.col("person").cast(pl.Int64)).otherwise("job").alias("maybe_job"))
    )
