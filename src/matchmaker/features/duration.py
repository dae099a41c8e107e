"""Duration: how long a training takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class Duration(Extractor):
    """``weeks``: length of the opportunity in weeks, NaN where not stated (an ordinary job has none)."""

    right = ("opportunities.weeks",)
    names = ("weeks",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        return np.broadcast_to(number(right, self.right[0]), (1, left.height, right.height))
