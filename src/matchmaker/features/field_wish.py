"""FieldWish: where the seat's field stands among the fields a participant wishes for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.incidence import known, normalised


@dataclass
class FieldWish(Extractor):
    """``field_wish_rank``: 0 for the most wanted field, 1 for the next, ..., inf for a field not wished for.

    NaN where the participant states no wish or the opportunity no field. Choice is tied to persistence (000:2854).
    """

    left = ("participants.wished_fields",)
    right = ("opportunities.field",)
    names = ("field_wish_rank",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the rank, (1, L, R)."""
        wishes = left.get_column(self.left[0])
        field = right.get_column(self.right[0])
        ranked = normalised(wishes).with_columns(rank=pl.int_range(pl.len()).over("row"))
        met = ranked.join(normalised(field).rename({"row": "column"}), on="item")
        rank = np.full((left.height, right.height), np.inf, np.float32)
        rank[met["row"].to_numpy(), met["column"].to_numpy()] = met["rank"].to_numpy()
        rank[~known(wishes)] = np.nan
        rank[:, ~known(field)] = np.nan
        return rank[None]
