"""stale_surveys: employers, and their seats, whose facts are so old that they must be asked for again."""

from __future__ import annotations

from datetime import date

import polars as pl


def stale_surveys(employers: pl.DataFrame, seats: pl.DataFrame, after_days: int, as_of: date) -> pl.DataFrame:
    """Return ``employer_id, name, survey_date, age_days, n_seats, places, seat_ids`` of the stale, the oldest first.

    A survey is stale when it is more than ``after_days`` days before ``as_of``. Employers whose survey has no date are not
    in it: of them nothing can be said.
    """
    own = seats.group_by("employer_id").agg(
        n_seats=pl.len(), places=pl.col("count").sum(), seat_ids=pl.col("seat_id").sort()
    )
    age = (pl.lit(as_of) - pl.col("survey_date")).dt.total_days()
    return (
        employers.select("employer_id", "name", "survey_date", age_days=age)
        .filter(pl.col("age_days") > after_days)
        .join(own, on="employer_id", how="left")
        .with_columns(pl.col("n_seats", "places").fill_null(0))
        .sort(["age_days", "employer_id"], descending=[True, False])
    )
