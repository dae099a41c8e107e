"""scope_increase: who works more hours than at the start, and kept to it."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.reached import reached
from matchmaker.programmes.outcomes import ScopeIncrease


def scope_increase(spells: pl.DataFrame, rule: ScopeIncrease, *, gap_days: int, as_of: date) -> pl.DataFrame:
    """Return `reached` for an increase of the weekly hours (000:437-439).

    The hours at the start are those of the job (or, ``within = "employment"``, of the person) on joining, or else of the
    first spell. Who has no later spell has no increase; hours that are missing make it "cannot say".
    """
    key = "job" if rule.within == "job" else "person"
    start = pl.col("start_date")
    old = start < pl.col("joined_on")
    based = (
        spells.filter(pl.col("work").fill_null(True))
        .sort(key, "start_date", nulls_last=True, maintain_order=True)
        .with_columns(old.fill_null(False).alias("old"), pl.int_range(pl.len()).over(key).alias("place"))
        .with_columns(pl.max_horizontal(pl.col("old").sum().over(key).cast(pl.Int64) - 1, 0).alias("base_place"))
        .with_columns(
            pl.col("weekly_hours").filter(pl.col("place") == pl.col("base_place")).first().over(key).alias("base")
        )
    )
    grown = pl.col("counts") & (pl.col("weekly_hours") >= pl.col("base") + rule.least_hours)
    later = based.filter(pl.col("place") > pl.col("base_place"))
    found = reached(later, grown, rule, gap_days=gap_days, as_of=as_of)
    # who may have stayed with an employer that is not named may have grown there
    unnamed = (
        based.filter(pl.col("employer_id").is_null().any().over("person") & (pl.len().over("person") > 1))
        if key == "job"
        else based.clear()
    )
    unsure = unnamed.select("participant_id").unique()
    return unsure.join(found, on="participant_id", how="full", coalesce=True).sort("participant_id")
