"""CourseLoad: weekly hours a course takes from a participant who needs income now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class CourseLoad(Extractor):
    """``course_hours``: course hours a week, for a participant who needs income now (000:2768).

    NaN where the need is not stated or not there (the question does not arise), and where no course hours are known.
    """

    left = ("participants.needs_immediate_income",)
    right = ("opportunities.weekly_hours",)
    names = ("course_hours",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        needed = number(left, self.left[0])[:, None] == 1
        return np.where(needed, number(right, self.right[0]), np.float32(np.nan))[None]
