"""SupportCover: how many of a participant's barriers have an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from scipy import sparse

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.incidence import known
from matchmaker.routing import BarrierTerms


@dataclass
class SupportCover(Extractor):
    """``barriers_answered``: share in [0, 1] of the barriers answered by a support in place or by the companion's.

    Each barrier stands beside the support that answers it (003:593). Which text means which barrier, and which support
    answers it, is the profile's (`matchmaker.routing.BarrierTerms`). NaN where no barrier is stated, or neither list of
    supports is known.
    """

    terms: BarrierTerms = field(default_factory=lambda: BarrierTerms.of(None))

    left = ("participants.barriers", "participants.supports")
    right = ("organisations.supports",)
    names = ("barriers_answered",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the share, (1, L, R)."""
        barriers, own = (left.get_column(name) for name in self.left)
        companion = right.get_column(self.right[0])
        stated, answered = self.terms.stated(barriers), self.terms.answers(own)
        open_still = stated.join(answered, on=["row", "item"], how="anti")
        closed = _counts(stated.join(answered, on=["row", "item"], how="semi"), left.height)
        count = closed[:, None] + _common(open_still, self.terms.answers(companion), left.height, right.height)
        total = _counts(stated, left.height).astype(np.float32)
        total[total == 0] = np.nan
        share = (count / total[:, None]).astype(np.float32)
        share[~(known(own)[:, None] | known(companion)[None, :])] = np.nan
        return share[None]


def _counts(items: pl.DataFrame, height: int) -> np.ndarray:
    return np.bincount(items.get_column("row").to_numpy(), minlength=height)


def _common(left: pl.DataFrame, right: pl.DataFrame, height: int, width: int) -> Features:
    """Return how many items each left row shares with each right row, (height, width)."""
    items = pl.concat([left.select("item"), right.select("item")]).unique().sort("item").with_row_index("at")

    def matrix(frame: pl.DataFrame, rows: int) -> sparse.csr_array:
        found = frame.join(items, on="item", how="inner")
        at = (found.get_column("row").to_numpy(), found.get_column("at").to_numpy())
        return sparse.coo_array((np.ones(found.height, np.float32), at), shape=(rows, items.height)).tocsr()

    common: Features = (matrix(left, height) @ matrix(right, width).T).toarray()
    return common
