"""row_owners: whose limit each row of a block is, read from the columns in it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Rows

IntArray = npt.NDArray[np.int64]


def row_owners(block: Rows, of_column: IntArray) -> IntArray:
    """Return the owner (n_rows,) of each row: that of its first column by ``of_column`` (the first columns of the formulation),
    or -1 where it has none."""
    matrix = block.matrix
    owner = np.full(len(block.names), -1, np.int64)
    filled = np.flatnonzero(np.diff(matrix.indptr) > 0)
    first = matrix.indices[matrix.indptr[filled]].astype(np.int64)
    known = first < of_column.size
    owner[filled[known]] = of_column[first[known]]
    return owner


def summed(prices: IntArray, owner: IntArray, n: int) -> list[int]:
    """Return the sum of prices (n_rows,), where above 0, by owner (n of them), as Python integers."""
    total = [0] * n
    for price, at in zip(prices.tolist(), owner.tolist(), strict=True):
        if price > 0 and at >= 0:
            total[at] += price
    return total
