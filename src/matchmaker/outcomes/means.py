"""means: wage, size of the position, full-time wage and age, each with its n and coverage."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from matchmaker.outcomes.groupings import grouped
from matchmaker.programmes.outcomes import OutcomeRules

_WIDE = pl.Decimal(38, 6)
_OUT = pl.Decimal(18, 2)


def means(people: pl.DataFrame, spells: pl.DataFrame, rules: OutcomeRules) -> pl.DataFrame:
    """Return a row per grouping, group and measure: ``mean``, ``sd``, ``n``, ``of``, ``coverage``, ``small_sample``.

    ``wage`` (NIS a month), ``position_percent``, ``full_time_wage`` (NIS) and ``weekly_hours`` are those of each person's
    latest placement; ``of`` counts the people placed. ``full_time_wage`` is the wage per full post: the sum of the wages
    over the sum of the posts, of the placements where both are known (002:137). ``age`` is that of all people. Sums are
    exact; means are rounded half to even to two places, ``sd`` (of a sample) is null below two.
    """
    frame = people.select("participant_id", "all", "organisation_id", "case_manager", "age_group", "age").join(
        _latest(spells), on="participant_id", how="left", maintain_order="left"
    )
    placed = frame.filter(pl.col("is_placed"))
    both = pl.col("wage").is_not_null() & pl.col("position_percent").is_not_null()
    tables = [
        _plain(placed, "wage"),
        _plain(placed, "position_percent"),
        _plain(placed, "weekly_hours"),
        _ratio(placed.with_columns(pl.when(both).then(pl.col("wage", "position_percent")))),
        _plain(frame, "age"),
    ]
    small = (pl.col("n") <= rules.small_sample.value).alias("small_sample")
    coverage = pl.when(pl.col("of") > 0).then(pl.col("n") / pl.col("of")).alias("coverage")
    return pl.concat(tables).with_columns(coverage, small)


def _latest(spells: pl.DataFrame) -> pl.DataFrame:
    return (
        spells.filter(pl.col("counts") & pl.col("begun"))
        .sort("participant_id", "start_date", "employer_id", "job", nulls_last=True)
        .unique("participant_id", keep="last", maintain_order=True)
        .select("participant_id", "wage", "position_percent", "weekly_hours", pl.lit(True).alias("is_placed"))
    )


def _plain(frame: pl.DataFrame, measure: str) -> pl.DataFrame:
    value = pl.col(measure)
    found = grouped(
        frame,
        (
            value.cast(_WIDE).sum().alias("sum"),
            value.cast(pl.Float64).std().round(2).alias("sd"),
            value.count().cast(pl.Int64).alias("n"),
            pl.len().cast(pl.Int64).alias("of"),
        ),
    )
    return _finished(found, measure, found["n"], times=1)


def _ratio(frame: pl.DataFrame) -> pl.DataFrame:
    found = grouped(
        frame,
        (
            pl.col("wage").cast(_WIDE).sum().alias("sum"),
            pl.lit(None, pl.Float64).alias("sd"),
            pl.col("wage").count().cast(pl.Int64).alias("n"),
            pl.len().cast(pl.Int64).alias("of"),
            pl.col("position_percent").cast(_WIDE).sum().alias("posts"),
        ),
    )
    return _finished(found, "full_time_wage", found["posts"], times=100)


def _finished(found: pl.DataFrame, measure: str, divisor: pl.Series, *, times: int) -> pl.DataFrame:
    mean = [
        (Decimal(total) * times / Decimal(by)).quantize(Decimal("0.01"), ROUND_HALF_EVEN) if by else None
        for total, by in zip(found["sum"], divisor, strict=True)
    ]
    return found.select(
        "grouping", "group", pl.lit(measure).alias("measure"), pl.Series("mean", mean, _OUT), "sd", "n", "of"
    )
