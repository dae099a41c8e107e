"""EmployerSize: the size class of the employer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import level
from matchmaker.model import vocabulary


@dataclass
class EmployerSize(Extractor):
    """``employer_size``: 0 micro, 1 small, 2 medium, 3 large; NaN where not known."""

    right = ("employers.size",)
    names = ("employer_size",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        size = level(right, self.right[0], get_args(vocabulary.EmployerSize))
        return np.broadcast_to(size, (1, left.height, right.height))
