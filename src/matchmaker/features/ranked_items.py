"""Ranked items: lists in order of preference, and the best that any of their items reaches."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.features.feature_block import Features


def ranked_items(lists: pl.Series) -> pl.DataFrame:
    """Return the items as (``row`` Int64, ``raw``, ``rank`` from 0), in order of row and rank."""
    items = pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "raw": lists}).explode("raw").drop_nulls("raw")
    return items.with_columns(rank=pl.int_range(pl.len()).over("row"))


def best_reached(
    items: pl.DataFrame, vocabulary: pl.Series, value: Features, discount: float
) -> tuple[npt.NDArray[np.int64], Features]:
    """Return the rows that have items, (n,), and what the best item of each reaches, (n, R).

    ``value`` (V, R) is what each text of the sorted ``vocabulary`` reaches; item ``rank`` counts ``discount ** rank``
    times as much. NaN where nothing can be said of any item.
    """
    at = vocabulary.search_sorted(items.get_column("raw")).to_numpy()
    weight = np.float32(discount) ** items.get_column("rank").to_numpy().astype(np.float32)
    rows = items.get_column("row").to_numpy()
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    best: Features = np.fmax.reduceat(value[at] * weight[:, None], starts, axis=0)
    return rows[starts], best
