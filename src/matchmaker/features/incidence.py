"""Incidence: which distinct list holds which item, as sparse matrices over a shared vocabulary."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from matchmaker.text.normalise import normalise


def normalised(lists: pl.Series) -> pl.DataFrame:
    """Return the items of a column as (``row`` Int64, ``item`` String), each item normalised, none twice in a row.

    A column of text counts as one of single items. Items that normalise to nothing are left out.
    """
    items = pl.DataFrame({"row": pl.int_range(len(lists), eager=True), "raw": lists})
    items = (items.explode("raw") if isinstance(lists.dtype, pl.List) else items).drop_nulls("raw")
    distinct = items.get_column("raw").unique()
    keys = pl.DataFrame({"raw": distinct, "item": [normalise(text) for text in distinct]}, schema_overrides=_TEXT)
    return (
        items.join(keys, on="raw", how="left", maintain_order="left")
        .filter(pl.col("item") != "")
        .select("row", "item")
        .unique(maintain_order=True)
    )


def incidences(left: pl.Series, right: pl.Series) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return (L, V) and (R, V) float32 matrices of ones: list ``l`` holds item ``v`` of the right lists' vocabulary."""
    left_items, right_items = normalised(left), normalised(right)
    vocabulary = right_items.select(pl.col("item").unique().sort()).with_row_index("at")
    return (
        _matrix(left_items, vocabulary, len(left)),
        _matrix(right_items, vocabulary, len(right)),
    )


def sizes(lists: pl.Series) -> npt.NDArray[np.float32]:
    """Return how many distinct normalised items each list holds, (n,) float32; NaN where there is none."""
    counts = np.bincount(normalised(lists).get_column("row").to_numpy(), minlength=len(lists)).astype(np.float32)
    counts[counts == 0] = np.nan
    return counts


def known(lists: pl.Series) -> npt.NDArray[np.bool_]:
    """Return which lists are given, (n,)."""
    return lists.is_not_null().to_numpy()


_TEXT = {"raw": pl.String, "item": pl.String}


def _matrix(items: pl.DataFrame, vocabulary: pl.DataFrame, height: int) -> sparse.csr_array:
    found = items.join(vocabulary, on="item", how="inner")
    ones = np.ones(found.height, np.float32)
    at = (found.get_column("row").to_numpy(), found.get_column("at").to_numpy())
    return sparse.coo_array((ones, at), shape=(height, vocabulary.height)).tocsr()
