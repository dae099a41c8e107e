"""requests: how many scholarships, vouchers and assessments were asked for, granted and used."""

from __future__ import annotations

from datetime import date

import polars as pl

from matchmaker.outcomes.share import with_shares
from matchmaker.programmes.outcomes import OutcomeRules

_STEPS = ("granted", "realised")


def requests(table: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per kind of request and step: ``granted`` of those decided, ``realised`` of those granted (000:2844-2846).

    ``asked`` counts those handed in by ``as_of``; a grant without a day of use by then is not realised.
    """
    asked = table.filter(pl.col("requested_on").is_null() | (pl.col("requested_on") <= as_of))
    granted = pl.when(pl.col("decided_on") <= as_of).then(pl.col("decided_amount") > 0)
    used = (pl.col("realised_on") <= as_of).fill_null(False)
    told = asked.select("kind", granted.alias("granted"), used.alias("used"))
    rows = [
        told.group_by("kind").agg(
            pl.len().cast(pl.Int64).alias("asked"),
            pl.lit(step).alias("step"),
            (pl.col("granted") if step == "granted" else (pl.col("granted") & pl.col("used"))).sum().alias("reached"),
            (pl.col("granted").count() if step == "granted" else pl.col("granted").sum()).alias("n"),
            (pl.col("granted").null_count() if step == "granted" else pl.lit(0, pl.UInt32)).alias("cannot_say"),
        )
        for step in _STEPS
    ]
    return with_shares(pl.concat(rows).sort("kind", "step"), rules)
