"""Integer matrices in compressed sparse rows: how rows are built and put below one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

# scipy's types differ from version to version; these names keep that out of the callers.
_csr_array: Any = sparse.csr_array
_vstack: Any = sparse.vstack


def csr(
    values: npt.NDArray[np.int64],
    rows: npt.NDArray[np.integer],
    columns: npt.NDArray[np.integer],
    shape: tuple[int, int],
) -> sparse.csr_array:
    """Return the int64 matrix (``shape``) with the given entries, duplicates added up, zeros left out, columns
    ascending."""
    matrix: sparse.csr_array = _csr_array((values, (rows, columns)), shape=shape, dtype=np.int64)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


def csr_of_rows(
    values: Sequence[npt.NDArray[np.int64]], columns: Sequence[npt.NDArray[np.int64]], n_columns: int
) -> sparse.csr_array:
    """Return the int64 matrix of ``n_columns`` columns whose rows have the given entries, columns ascending in each."""
    if not values:
        return stack([], n_columns)
    ends = np.cumsum([0, *(entries.size for entries in values)])
    shape = (len(values), n_columns)
    matrix: sparse.csr_array = _csr_array((np.concatenate(values), np.concatenate(columns), ends), shape=shape)
    matrix.eliminate_zeros()
    return matrix


def stack(blocks: Sequence[sparse.csr_array], n_columns: int) -> sparse.csr_array:
    """Return the int64 matrices below one another; without any, one of no rows and ``n_columns`` columns."""
    empty = _csr_array((0, n_columns), dtype=np.int64)
    matrix: sparse.csr_array = _vstack([empty, *blocks], format="csr", dtype=np.int64)
    return matrix


def widened(matrix: sparse.csr_array, n_columns: int) -> sparse.csr_array:
    """Return the matrix over ``n_columns`` columns, with nothing in the new ones."""
    wide: sparse.csr_array = _csr_array(
        (matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], n_columns), dtype=np.int64
    )
    return wide
