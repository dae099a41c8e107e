"""quarters: calendar quarters, years, and the events that fall into them."""

from __future__ import annotations

from datetime import date

import polars as pl


def quarter_of(day: pl.Expr) -> pl.Expr:
    """Return the calendar quarter of a day as text, such as "2019-Q1"."""
    return pl.format("{}-Q{}", day.dt.year(), day.dt.quarter())


def quarters(first: date, last: date) -> pl.DataFrame:
    """Return the calendar quarters from the one of ``first`` to the one of ``last``: ``quarter``, ``ends``."""
    begins = pl.date_range(pl.lit(first).dt.truncate("1q"), pl.lit(last), "1q")
    return (
        pl.select(begins.alias("begins"))
        .with_columns(pl.col("begins").dt.offset_by("1q").dt.offset_by("-1d").alias("ends"))
        .select(quarter_of(pl.col("begins")).alias("quarter"), "ends")
    )
