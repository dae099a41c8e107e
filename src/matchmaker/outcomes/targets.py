"""targets: plan against actual, quarter by quarter and in all."""

from __future__ import annotations

from datetime import date
from typing import Literal

import polars as pl

from matchmaker.outcomes.quarters import quarter_of, quarters
from matchmaker.programmes.outcomes import OutcomeRules, Target

_PERIODS = {"programme": pl.lit(0), "year": pl.col("ends").dt.year(), "quarter": pl.col("quarter")}
ALL = "all"
"""What stands for the quarter in the row of the whole time."""
_UNTOLD = (pl.lit(None, pl.Int64).alias("in_quarter"), pl.lit(None, pl.Int64).alias("actual"))


def targets(events: pl.DataFrame, undecided: dict[str, int], rules: OutcomeRules, as_of: date) -> pl.DataFrame:
    """Return a row per indicator and calendar quarter, and one for ``quarter`` = "all": plan, actual and their ratio.

    ``in_quarter`` counts the quarter's own events; ``actual`` what the plan asks for: since the beginning
    (``each`` = programme), in the calendar year so far, or in the quarter. The row "all" holds the last quarter's actual
    with those added whose day is not known (``undated``), and ``cannot_say``: those who may count or not. ``attained``
    is actual over plan; ``complete`` says that the quarter had ended. What no table can tell is null, and so are the
    quarters of an indicator of which no day is known.
    """
    days = events.filter(pl.col("day") <= as_of)["day"]
    first = days.min()
    spans = quarters(first if isinstance(first, date) else as_of, as_of)
    planned: dict[str, Target] = {target.indicator: target for target in rules.targets}
    names = dict.fromkeys((*planned, *undecided))
    tables = []
    for name in names:
        target = planned.get(name)
        plan = None if target is None else target.plan
        each: Literal["programme", "year", "quarter"] = "programme" if target is None else target.each
        own = events.filter(pl.col("indicator") == name)
        table = _counted(own.filter(pl.col("day") <= as_of), spans, each)
        undated = own.filter(pl.col("day").is_null())["unit"].n_unique()
        whole = _whole(table, undated, undecided.get(name), as_of)
        if undated and own["day"].null_count() == own.height:
            table = table.with_columns(_UNTOLD)
        table = pl.concat([table, whole], how="diagonal")
        if name not in undecided:
            table = table.with_columns(_UNTOLD)
        tables.append(
            table.select(
                pl.lit(name).alias("indicator"),
                "quarter",
                "ends",
                (pl.col("ends") <= as_of).alias("complete"),
                pl.lit(each).alias("each"),
                pl.lit(plan, pl.Int64).alias("plan"),
                "in_quarter",
                "actual",
                (pl.col("actual") / pl.lit(plan, pl.Int64)).alias("attained"),
                "undated",
                "cannot_say",
            )
        )
    return pl.concat(tables)


def _counted(dated: pl.DataFrame, spans: pl.DataFrame, each: Literal["programme", "year", "quarter"]) -> pl.DataFrame:
    """Return ``in_quarter`` and ``actual`` per quarter; nobody counts twice in one period."""
    period = _PERIODS[each].alias("period")
    told = dated.with_columns(quarter_of(pl.col("day")).alias("quarter")).join(
        spans.select("quarter", "ends", period), on="quarter", how="left"
    )
    firsts = told.sort("day").unique(["unit", "period"], keep="first", maintain_order=True)
    n = pl.col("unit").n_unique().cast(pl.Int64)
    return (
        spans.select("quarter", "ends", period)
        .join(told.group_by("quarter").agg(n.alias("in_quarter")), on="quarter", how="left", maintain_order="left")
        .join(firsts.group_by("quarter").agg(n.alias("new")), on="quarter", how="left", maintain_order="left")
        .with_columns(pl.col("in_quarter", "new").fill_null(0))
        .select("quarter", "ends", "in_quarter", pl.col("new").cum_sum().over("period").alias("actual"))
    )


def _whole(table: pl.DataFrame, undated: int, cannot_say: int | None, as_of: date) -> pl.DataFrame:
    return table.tail(1).select(
        pl.lit(ALL).alias("quarter"),
        pl.lit(as_of).alias("ends"),
        (pl.col("actual") + undated).alias("actual"),
        pl.lit(undated, pl.Int64).alias("undated"),
        pl.lit(cannot_say, pl.Int64).alias("cannot_say"),
    )
