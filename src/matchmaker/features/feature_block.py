"""FeatureBlock: features of all pairs, held once per distinct facts of either party."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.features.distinct_rows import DistinctRows

Features = npt.NDArray[np.float32]
"""Features (F, L, R) float32 of L distinct participants' facts against R distinct seats' facts; NaN = cannot say."""


@dataclass(frozen=True, slots=True, eq=False)
class FeatureBlock:
    """F named features. Those of participant ``p`` and seat ``s`` are ``table()[:, left.code[p], right.code[s]]``.

    ``table`` computes any rows of the small table on demand, so that one too large to hold can be made in pieces.
    """

    names: tuple[str, ...]
    left: DistinctRows
    right: DistinctRows
    compare: Callable[[pl.DataFrame, pl.DataFrame], Features]

    @property
    def shape(self) -> tuple[int, int]:
        """Distinct participants' facts (L) and distinct seats' facts (R)."""
        return self.left.frame.height, self.right.frame.height

    def table(self, rows: npt.NDArray[np.integer] | None = None) -> Features:
        """Return the features (F, len(rows), R) of the given rows of the left facts, of all rows by default."""
        left = self.left.frame if rows is None else self.left.frame[rows]
        if left.height == 0 or self.right.frame.height == 0:
            return np.empty((len(self.names), left.height, self.right.frame.height), np.float32)
        return self.compare(left, self.right.frame)

    def of(self, participants: npt.NDArray[np.integer], seats: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        """Return the features (n, F) float32 of pairs given by table rows, for estimators that learn from them."""
        needed, row = np.unique(self.left.code[participants], return_inverse=True)
        return np.ascontiguousarray(self.table(needed)[:, row, self.right.code[seats]].T)
