"""groupings: the people all together, and by organisation, counsellor and age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import polars as pl

from matchmaker.programmes.outcomes import OutcomeRules

GROUPINGS = ("all", "organisation_id", "case_manager", "age_group")
"""How people are grouped; "all" is everybody in one group without a name."""


def with_groups(people: pl.DataFrame, rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return the people with ``all``, ``age`` (whole years on the day) and ``age_group`` ("0-60", "61+"; null = unknown)."""
    born = pl.col("birth_date")
    birthday = born.dt.month().cast(pl.Int32) * 100 + born.dt.day()
    age = as_of.year - born.dt.year() - (birthday > as_of.month * 100 + as_of.day).cast(pl.Int32)
    limits = rules.age_limits.value
    names = [*(f"{low + 1}-{high}" for low, high in pairwise((-1, *limits))), f"{limits[-1] + 1}+"]
    return people.with_columns(
        pl.lit(None, pl.String).alias("all"), pl.when(age >= 0).then(age).cast(pl.Int64).alias("age")
    ).with_columns(_named(names, limits).alias("age_group"))


def _named(names: list[str], limits: tuple[int, ...]) -> pl.Expr:
    """Return the name of the group that an age falls into; a limit is the last age of its group."""
    group: pl.Expr = pl.when(pl.col("age").is_not_null()).then(pl.lit(names[0]))
    for limit, name in zip(limits, names[1:], strict=True):
        group = pl.when(pl.col("age") > limit).then(pl.lit(name)).otherwise(group)
    return group


def grouped(frame: pl.DataFrame, aggregations: Iterable[pl.Expr]) -> pl.DataFrame:
    """Return the aggregations per group of every grouping: ``grouping``, ``group`` (null = not known), then they."""
    expressions = list(aggregations)
    return pl.concat(
        frame.group_by(pl.col(name).alias("group"))
        .agg(expressions)
        .sort("group", nulls_last=True)
        .select(pl.lit(name).alias("grouping"), pl.all())
        for name in GROUPINGS
    )
