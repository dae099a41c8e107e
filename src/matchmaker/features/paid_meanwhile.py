"""PaidMeanwhile: whether a seat pays early, for a participant who needs income now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number


@dataclass
class PaidMeanwhile(Extractor):
    """``paid_meanwhile``: 1 where a participant who needs income now is paid from the start or gets a stipend, else 0.

    Two of the three answers of 000:2768 (practice for pay from early on; a living stipend). NaN where the need is not
    stated or not there (the question does not arise), and where the seat does not say.
    """

    left = ("participants.needs_immediate_income",)
    right = ("seats.paid_from_start", "opportunities.monthly_allowance")
    names = ("paid_meanwhile",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        paid, allowance = (number(right, name) for name in self.right)
        # One source of income is enough; fmax takes the known one of the two.
        meanwhile = np.fmax(paid, np.where(np.isnan(allowance), allowance, allowance > 0))
        needed = number(left, self.left[0])[:, None] == 1
        return np.where(needed, meanwhile, np.nan).astype(np.float32)[None]
