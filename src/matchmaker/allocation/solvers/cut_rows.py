"""CutRows: rows that every plan obeys by itself, but that a relaxation to fractions may break."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.csr import csr, stack


@dataclass(frozen=True, slots=True, eq=False)
class CutRows:
    """Rows ``matrix @ x <= 0``; ``matrix`` (n_rows, n_columns) is an int64 CSR matrix.

    They change no set of plans, so a bound of the problem with them is a bound of the problem without.
    """

    matrix: sparse.csr_array

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return int(self.matrix.shape[0])


def cut_rows(
    values: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
    shape: tuple[int, int],
) -> CutRows:
    """Return rows (``shape``) with the given entries."""
    return CutRows(csr(values, rows, columns, shape))


def joined(parts: list[CutRows], n_columns: int) -> CutRows:
    """Return the rows of all parts below one another."""
    return CutRows(stack([part.matrix for part in parts], n_columns))
