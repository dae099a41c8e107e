"""QualityProspect: whether a seat can become quality employment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class QualityProspect(Extractor):
    """``quality_employment`` as stated (0 or 1) and ``position_percent`` (0 to 100). Each NaN where not known.

    Quality employment is a position of at least 75 %, in a role that needed training or education (000:425-429).
    """

    right = ("opportunities.quality_employment", "seats.position_percent")
    names = ("quality_employment", "position_percent")

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return both features, (2, L, R)."""
        facts = np.stack([number(right, name) for name in self.right])
        return np.broadcast_to(facts[:, None, :], (2, left.height, right.height))
