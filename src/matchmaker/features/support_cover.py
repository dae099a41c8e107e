"""SupportCover: how many of a participant's barriers have an answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.incidence import known, normalised, sizes


@dataclass
class SupportCover(Extractor):
    """``barriers_answered``: share in [0, 1] of the barriers answered by a support in place or by the companion's.

    Each barrier stands beside the support that answers it (003:593): a support names the barrier it answers, compared
    in normalised form. NaN where no barrier is stated, or neither list of supports is known.
    """

    left = ("participants.barriers", "participants.supports")
    right = ("organisations.supports",)
    names = ("barriers_answered",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the share, (1, L, R)."""
        barriers, own = (left.get_column(name) for name in self.left)
        companion = right.get_column(self.right[0])
        stated, answered = normalised(barriers), normalised(own)
        open_still = stated.join(answered, on=["row", "item"], how="anti")
        closed = np.bincount(
            stated.join(answered, on=["row", "item"], how="semi").get_column("row").to_numpy(), minlength=left.height
        )
        count = closed[:, None] + _common(open_still, normalised(companion), left.height, right.height)
        share = (count / sizes(barriers)[:, None]).astype(np.float32)
        share[~(known(own)[:, None] | known(companion)[None, :])] = np.nan
        return share[None]


def _common(left: pl.DataFrame, right: pl.DataFrame, height: int, width: int) -> Features:
    """Return how many items each left row shares with each right row, (height, width)."""
    items = pl.concat([left, right]).select(pl.col("item").unique().sort()).with_row_index("at")

    def matrix(frame: pl.DataFrame, rows: int) -> sparse.csr_array:
        found = frame.join(items, on="item", how="inner")
        at = (found.get_column("row").to_numpy(), found.get_column("at").to_numpy())
        return sparse.coo_array((np.ones(found.height, np.float32), at), shape=(rows, items.height)).tocsr()

    common: Features = (matrix(left, height) @ matrix(right, width).T).toarray()
    return common
