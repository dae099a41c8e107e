"""Where seats belong, as row numbers, for the rows half of the rules."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem

IntArray = npt.NDArray[np.int64]

_FEW = 5_000
"""Below it a dictionary is quicker than starting a join: 0.08 against 0.55 ms for 300 ids among 50."""


def rows_of(ids: pl.Series, keys: pl.Series) -> IntArray:
    """Return the position of every id among ``keys``, -1 where it is missing or not there. Shape (len(ids),)."""
    if ids.len() + keys.len() < _FEW:
        position = {key: row for row, key in enumerate(keys.cast(pl.String).to_list())}
        position.pop(None, None)
        return np.array([position.get(each, -1) for each in ids.cast(pl.String).to_list()], dtype=np.int64)
    wanted = pl.DataFrame({"id": ids.cast(pl.String)})
    known = pl.DataFrame({"id": keys.cast(pl.String), "row": np.arange(keys.len(), dtype=np.int64)})
    joined = wanted.join(known, on="id", how="left", maintain_order="left")
    return joined["row"].fill_null(-1).to_numpy().astype(np.int64)


def seat_opportunity(problem: Problem) -> IntArray:
    """Return the row (in ``opportunities``) of every seat's opportunity. Shape (S,)."""
    return rows_of(problem.seats["opportunity_id"], problem.opportunities["opportunity_id"])


def seat_employer(problem: Problem) -> IntArray:
    """Return the row (in ``employers``) of every seat's employer. Shape (S,)."""
    return rows_of(problem.seats["employer_id"], problem.employers["employer_id"])


def filled(series: pl.Series, missing: int) -> IntArray:
    """Return an integer column as an array with ``missing`` where nothing is known."""
    return series.fill_null(missing).to_numpy().astype(np.int64)
