"""chains: spells that follow each other without a break, as stretches of days."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.spells import FAR

_DAYS = 4_000_000
"""More than the days that dates span, so that a key and a day fit one number without mixing."""


def sure_chains(spells: pl.DataFrame, certain: pl.Expr, key: str, gap_days: int) -> pl.DataFrame:
    """Return the stretches of spells known to be ``certain``: ``start``, ``until`` (the last day known), whose and where.

    ``key`` is ``job`` (one employer) or ``person`` (employment anywhere). A break of at most ``gap_days`` does not end a
    stretch. Person, employer and source are those of its first spell.
    """
    return _chains(spells, certain & pl.col("begun"), key, "sure_until", gap_days)


def maybe_chains(spells: pl.DataFrame, possible: pl.Expr, key: str, gap_days: int, as_of: date) -> pl.DataFrame:
    """Return the longest stretches there may have been: as `sure_chains`, with everything that is not ruled out.

    A stretch whose last break may still be within ``gap_days`` on the day ``as_of`` may go on: `FAR`.
    """
    found = _chains(spells, possible.fill_null(True), "maybe_job" if key == "job" else key, "maybe_until", gap_days)
    may_return = pl.col("until") + pl.duration(days=gap_days) >= pl.lit(as_of)
    return found.with_columns(pl.when(may_return).then(pl.lit(FAR)).otherwise("until").alias("until"))


def _chains(spells: pl.DataFrame, kept: pl.Expr, key: str, until: str, gap_days: int) -> pl.DataFrame:
    """Return the stretches of the kept spells that have a first day, sorted by key and first day.

    Within a key the latest day so far only grows, and so does the key: one running maximum over both gives it, and at a
    stretch's last spell it is the stretch's last day, since an earlier stretch ended before this one began.
    """
    base = pl.col(key).cast(pl.Int64) * _DAYS
    latest = (base + pl.col(until).to_physical()).cum_max()
    first = latest.shift() < base + pl.col("start_date").to_physical() - (1 + gap_days)
    rows = (
        spells.filter(kept, pl.col("start_date").is_not_null())
        .select("participant_id", "person", "job", "maybe_job", "employer_id", "source", "start_date", until)
        .sort(key, "start_date", maintain_order=True)
        .with_columns(
            (latest - base).cast(pl.Int32).cast(pl.Date).alias("latest"),
            # the days of another key lie more than a break away
            first.fill_null(True).alias("first"),
        )
    )
    last = rows["first"].shift(-1, fill_value=True)
    ends = rows.filter(last)["latest"].alias("until")
    starts = rows.filter("first").drop("first", "latest", until).rename({"start_date": "start"})
    return starts.with_columns(ends)
