"""EmployerTraits: what makes an employer a good one for a participant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import level
from matchmaker.model.vocabulary import Circle, Maturity, QualityTrait


@dataclass
class EmployerTraits(Extractor):
    """``quality_traits``: share of the six soft traits (000:2949-2963); ``circle``: 0 first, 1 second, 2 disqualified
    (000:3047-3053); ``maturity`` of the participant: 0 initial to 2 high, because the second circle suits stronger
    participants. Each NaN where not known.
    """  # fmt: skip

    left = ("participants.maturity",)
    right = ("employers.quality_traits", "employers.circle")
    names = ("quality_traits", "circle", "maturity")

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the three features, (3, L, R)."""
        traits = right.get_column(self.right[0]).list.n_unique().cast(pl.Float32).fill_null(float("nan")).to_numpy()
        maturity = level(left, self.left[0], get_args(Maturity))[:, None]
        facts = (
            traits / np.float32(len(get_args(QualityTrait))),
            level(right, self.right[1], get_args(Circle)),
            maturity,
        )
        return np.stack([np.broadcast_to(fact, (left.height, right.height)) for fact in facts])
