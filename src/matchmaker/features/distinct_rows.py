"""DistinctRows: a table's distinct rows and which of them each row is, so that work is done once per distinct fact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

ITEM_SEPARATOR = "\x1f"  # the unit separator: the readers refuse control characters in a cell


@dataclass(frozen=True, slots=True, eq=False)
class DistinctRows:
    """``frame`` holds each distinct row once; row ``i`` of the table equals row ``code[i]`` of ``frame``.

    ``code`` is (n,) int32. The order of ``frame`` follows the values, never the order of the table's rows.
    """

    frame: pl.DataFrame
    code: npt.NDArray[np.int32]


def distinct_rows(frame: pl.DataFrame) -> DistinctRows:
    """Return the distinct rows of a frame of plain and list columns. A missing value equals a missing value.

    A frame without columns has one distinct row, which stands for "whoever it is".

    >>> distinct_rows(pl.DataFrame({"a": [2, 1, 2, None]})).code.tolist()
    [2, 1, 2, 0]
    """
    code = np.zeros(frame.height, np.int64)
    for name in frame.columns:
        key = _text(frame.get_column(name)).rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
        span = int(key.max(initial=0)) + 1
        # Renumbered after each column, so that the product of the spans cannot overflow.
        _, code = np.unique(code * span + key, return_inverse=True)
    _, first = np.unique(code, return_index=True)
    return DistinctRows(frame[first], code.astype(np.int32))


def _text(series: pl.Series) -> pl.Series:
    """Return a column as text that differs where the values differ."""
    if isinstance(series.dtype, pl.List):
        return series.list.eval(pl.element().cast(pl.String)).list.join(ITEM_SEPARATOR)
    # Numbers, dates and booleans rank as they are; polars has no rank for booleans.
    return series.cast(pl.Int8) if series.dtype == pl.Boolean else series
