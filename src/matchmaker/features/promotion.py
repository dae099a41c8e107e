"""Promotion: whether a next step is possible."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class Promotion(Extractor):
    """``promotion``: 1 where the seat has a promotion horizon, 0 where it has none, NaN where it does not say.

    A seat that does not say takes 1 from an employer known for promotion (000:2959); silence of both stays unknown.
    """

    right = ("seats.promotion_horizon", "employers.quality_traits")
    names = ("promotion",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        horizon = number(right, self.right[0])
        known_for = right.get_column(self.right[1]).list.contains("promotion").fill_null(value=False).to_numpy()
        horizon = np.where(np.isnan(horizon) & known_for, np.float32(1), horizon)
        return np.broadcast_to(horizon, (1, left.height, right.height))
