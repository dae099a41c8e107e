"""WageRatio: the seat's wage against the lowest wage a participant accepts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class WageRatio(Extractor):
    """``wage_ratio``: monthly wage / wage floor, >= 0, inf for a floor of zero, NaN where either is not known."""

    left = ("participants.wage_floor",)
    right = ("seats.wage",)
    names = ("wage_ratio",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return wage / floor, (1, L, R)."""
        floor, wage = number(left, self.left[0])[:, None], number(right, self.right[0])[None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = wage / floor
        # A floor of zero is met by any wage that is known, also by a wage of zero.
        return np.where((floor == 0) & ~np.isnan(wage), np.float32(np.inf), ratio)[None]
