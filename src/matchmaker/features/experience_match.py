"""ExperienceMatch: years of experience against the years asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class ExperienceMatch(Extractor):
    """``experience_share``: years of experience / years asked, >= 0.

    NaN where no experience is asked (also where zero years are) or the participant's is not known.
    """

    left = ("participants.experience_years",)
    right = ("seats.min_experience_years",)
    names = ("experience_share",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the share, (1, L, R)."""
        asked = number(right, self.right[0])
        share = number(left, self.left[0])[:, None] / np.where(asked > 0, asked, np.nan)
        return share.astype(np.float32)[None]
