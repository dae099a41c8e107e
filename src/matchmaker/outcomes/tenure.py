"""time_to_placement and placement_by_tenure: how soon people were placed, and how many of those with the time were."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl

from matchmaker.outcomes.first_placement import placed_by
from matchmaker.outcomes.milestone import months_after
from matchmaker.outcomes.share import counted, with_shares
from matchmaker.programmes.outcomes import OutcomeRules


def time_to_placement(people: pl.DataFrame, rules: OutcomeRules) -> pl.DataFrame:
    """Return a row per bin of months from joining to the first placement: ``months``, `COUNTED`, shares (002:71-77).

    ``n`` is the number of people placed with both days known. A month begun counts as that month (0-3 is "within three
    months"), or as the one completed (0-3 is "before the end of the fourth"): the profile's ``placement_month``.
    """
    more = 1 if rules.placement_month.value == "completed" else 0
    edges = (-1, *rules.placement_bins.value)
    names = [f"{low + 1}-{high}" for low, high in pairwise(edges)]
    first = pl.col("first_on")
    # with "completed", the third month lasts until the day before the fourth is full
    late = [first > months_after(pl.col("joined_on"), edge + more).dt.offset_by(f"-{more}d") for edge in edges[1:]]
    known = (pl.col("maybe_on") == first) & ~pl.col("undated") & pl.col("joined_on").is_not_null()
    bin_ = pl.sum_horizontal(expr.cast(pl.Int64) for expr in late)
    placed = people.filter(first.is_not_null()).select(pl.when(known).then(bin_).alias("bin"))
    bins = [*names, f"{edges[-1] + 1}+"]
    rows = [placed.select(pl.lit(name).alias("months"), *counted(pl.col("bin") == at)) for at, name in enumerate(bins)]
    return with_shares(pl.concat(rows), rules)


def placement_by_tenure(people: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per tenure: of the people who joined at least so long before ``as_of``, how many were placed by then.

    ``tenure_months``, `COUNTED`, shares, ``joined_unknown`` (people whose day of joining is missing; they are in no row).
    The window is the same for everybody in a row: placed by month m of those with m months behind them (002:87-95).
    """
    joined = pl.col("joined_on")
    rows = []
    for months in rules.tenure_months.value:
        by = months_after(joined, months)
        rows.append(
            people.select(
                pl.lit(months, pl.Int64).alias("tenure_months"),
                *counted(placed_by(by, rules.without_spell.value).filter(by <= as_of)),
                joined.is_null().sum().cast(pl.Int64).alias("joined_unknown"),
            )
        )
    return with_shares(pl.concat(rows), rules)
