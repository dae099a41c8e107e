"""share: shares with their interval, their coverage, and a mark where the sample is small."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from matchmaker.outcomes.wilson import wilson
from matchmaker.programmes.outcomes import OutcomeRules

COUNTED = ("reached", "n", "cannot_say")
"""Columns that `with_shares` reads: how many reached it, of how many of whom it is known, and of how many it is not."""


def with_shares(frame: pl.DataFrame, rules: OutcomeRules) -> pl.DataFrame:
    """Return the frame with ``share``, ``low``, ``high``, ``coverage`` and ``small_sample`` behind `COUNTED`.

    ``low`` and ``high`` are Wilson's interval at the profile's confidence; ``coverage`` is the share of all of whom it
    is known. Without anybody known the share is null. ``small_sample`` marks what few observations carry.
    """
    n = pl.col("n").cast(pl.Float64)
    low, high = wilson(pl.col("reached"), n, rules.confidence.value)
    everybody = pl.col("n") + pl.col("cannot_say")
    return frame.with_columns(
        pl.col(COUNTED).cast(pl.Int64),
        pl.when(pl.col("n") > 0).then(pl.col("reached") / n).alias("share"),
        low.alias("low"),
        high.alias("high"),
        pl.when(everybody > 0).then(n / everybody).alias("coverage"),
        (pl.col("n") <= rules.small_sample.value).alias("small_sample"),
    )


def counted(value: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return the aggregations `COUNTED` of a Boolean column in which null means "cannot say"."""
    return (value.sum().alias("reached"), value.count().alias("n"), value.null_count().alias("cannot_say"))


def percent(reached: int, n: int, decimals: int = 0) -> Decimal:
    """Return ``reached`` of ``n`` in percent, exactly rounded half up.

    >>> percent(184, 435, 1), percent(148, 182, 1), percent(369, 225)
    (Decimal('42.3'), Decimal('81.3'), Decimal('164'))
    """
    return (Decimal(100 * reached) / n).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
