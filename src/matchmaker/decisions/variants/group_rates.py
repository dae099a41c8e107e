"""group_rates: how the people of each group fare."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.variants.bootstrap_means import DECIMALS, bootstrap_means
from matchmaker.errors import UsageError, escape
from matchmaker.io.nearest import suggestion
from matchmaker.outcomes.wilson import wilson

MOST_GROUPS = 50
"""A column with more values makes no groups: it would be a column of numbers or of names."""
_SCHEMA = {
    "column": pl.String,
    "group": pl.String,
    "people": pl.Int64,
    "placed": pl.Int64,
    "mean_score": pl.Float64,
    "mean_low": pl.Float64,
    "mean_high": pl.Float64,
    "envious": pl.Int64,
}


def groups_of(problem_column: pl.Series) -> dict[str | None, npt.NDArray[np.int64]]:
    """Return the rows of the participants by value of a column, as text, in order; who has none under ``None``, last.

    Raises:
        UsageError: the column makes no groups.
    """
    if problem_column.dtype in (pl.List, pl.Decimal) or problem_column.n_unique() > MOST_GROUPS:
        raise UsageError(
            f"column {escape(problem_column.name)} makes no groups; expected a column of single values, "
            f"no amounts, of which at most {MOST_GROUPS} differ"
        )
    values = problem_column.cast(pl.String).to_list()
    rows: dict[str | None, list[int]] = {}
    for row, value in enumerate(values):
        rows.setdefault(value, []).append(row)
    order = sorted(rows, key=lambda value: (value is None, value or ""))
    return {value: np.array(rows[value], np.int64) for value in order}


def column_of(result: Result, name: str) -> pl.Series:
    """Return a column of the participants.

    Raises:
        UsageError: there is none of that name.
    """
    frame = result.problem.participants
    if name not in frame.columns:
        hint = suggestion(name, sorted(frame.columns))
        raise UsageError(f"'{escape(name)}' is no column of participants{f'; {hint}' if hint else ''}")
    return frame[name]


def group_rates(
    result: Result,
    columns: tuple[str, ...],
    score: npt.NDArray[np.float64],
    envious: npt.NDArray[np.bool_],
    *,
    level: float,
    seed: int,
) -> pl.DataFrame:
    """Return one row per column and group: column, group (null = not known), people, placed, rate, rate_low and rate_high
    (Wilson's interval), mean_score of those placed, mean_low and mean_high (bootstrap), envious (people who would rather
    have another's seat), envy_rate.

    ``score`` (P,) is NaN for who has no place, ``envious`` (P,).
    """
    rows = []
    for column in columns:
        for group, people in groups_of(column_of(result, column)).items():
            scores = score[people][~np.isnan(score[people])]
            low, high = _interval(bootstrap_means(scores, seed, f"{column}={group}"), level)
            mean = round(float(scores.mean()), DECIMALS) if scores.size else None
            rows.append((column, group, people.size, scores.size, mean, low, high, int(envious[people].sum())))
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    rate_low, rate_high = wilson(pl.col("placed"), pl.col("people"), level)
    return frame.with_columns(
        rate=pl.col("placed") / pl.col("people"),
        rate_low=rate_low,
        rate_high=rate_high,
        envy_rate=pl.col("envious") / pl.col("people"),
    ).select(
        "column", "group", "people", "placed", "rate", "rate_low", "rate_high", "mean_score", "mean_low", "mean_high",
        "envious", "envy_rate",
    )  # fmt: skip


def _interval(means: npt.NDArray[np.float64], level: float) -> tuple[float | None, float | None]:
    if not means.size:
        return None, None
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2]).tolist()
    return low, high
