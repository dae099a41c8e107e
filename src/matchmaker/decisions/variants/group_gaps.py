"""group_gaps: what can be told of the difference between two groups."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.variants.bootstrap_means import bootstrap_means
from matchmaker.decisions.variants.group_rates import column_of, groups_of

TOO_FEW, NO_GAP, GAP = "too few to tell", "no gap can be told", "gap"
_SCHEMA = {
    "column": pl.String,
    "group": pl.String,
    "other": pl.String,
    "measure": pl.String,
    "gap": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "says": pl.String,
}


def group_gaps(
    result: Result,
    rates: pl.DataFrame,
    score: npt.NDArray[np.float64],
    *,
    level: float,
    least: int,
    seed: int,
) -> pl.DataFrame:
    """Return one row per column, pair of known groups and measure: column, group, other, measure (``rate`` or
    ``mean_score``), gap (group less other), low, high, says.

    The interval of a rate's gap joins the two of Wilson (Newcombe 1998, method 10); that of a mean is the bootstrap's. It
    says ``too few to tell`` where either group has fewer than ``least`` people (for a mean: placed), ``no gap can be told``
    where 0 lies within, else ``gap``. The people are taken as a sample of those who could have come: what else differs
    between the groups is not looked at. Each interval is of ``level`` by itself, and is not widened for how many gaps there
    are: of many, some are told by chance.
    """
    rows: list[tuple[object, ...]] = []
    for column in dict.fromkeys(rates["column"].to_list()):
        people = groups_of(column_of(result, column))
        told = {row["group"]: row for row in rates.filter(pl.col("column") == column).iter_rows(named=True)}
        scores = {name: score[at][~np.isnan(score[at])] for name, at in people.items()}
        means = {name: bootstrap_means(scores[name], seed, f"{column}={name}") for name in people}
        for one, other in combinations([name for name in told if name is not None], 2):
            a, b = told[one], told[other]
            gap = a["rate"] - b["rate"]
            low = gap - np.hypot(a["rate"] - a["rate_low"], b["rate_high"] - b["rate"])
            high = gap + np.hypot(a["rate_high"] - a["rate"], b["rate"] - b["rate_low"])
            few = min(a["people"], b["people"]) < least
            rows.append((column, one, other, "rate", gap, float(low), float(high), _says(low, high, few)))
            few = min(a["placed"], b["placed"]) < least
            gap = a["mean_score"] - b["mean_score"] if a["placed"] and b["placed"] else None
            if not (means[one].size and means[other].size):
                rows.append((column, one, other, "mean_score", gap, None, None, TOO_FEW))
                continue
            low, high = np.quantile(means[one] - means[other], [(1 - level) / 2, (1 + level) / 2]).tolist()
            rows.append((column, one, other, "mean_score", gap, low, high, _says(low, high, few)))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _says(low: float, high: float, few: bool) -> str:
    if few:
        return TOO_FEW
    return NO_GAP if low <= 0 <= high else GAP
