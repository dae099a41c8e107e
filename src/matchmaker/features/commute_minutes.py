"""CommuteMinutes: one-way travel time to the workplace, never a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number
from matchmaker.features.qualified import ORIGIN, SITE
from matchmaker.model import Problem
from matchmaker.travel import Commutes


@dataclass
class CommuteMinutes(Extractor):
    """``commute_minutes`` (inf = cannot be reached) and ``commute_limit``, the longest the participant accepts.

    It reads travel times and the stated limit; residence never comes in (DOMAIN section 6). NaN where not known.
    """

    minutes: Features | None = field(default=None, init=False, repr=False, compare=False)
    """Learned by `fit`: the table (origins, sites) of one-way minutes."""

    left = (ORIGIN, "participants.max_commute_minutes")
    right = (SITE,)
    names = ("commute_minutes", "commute_limit")

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        """Take the table of travel times and return itself."""
        self.minutes = commutes.minutes
        return self

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return minutes and limit, (2, L, R)."""
        if self.minutes is None:
            raise RuntimeError("CommuteMinutes is used before fit")
        minutes = self.minutes[np.ix_(left.get_column(ORIGIN).to_numpy(), right.get_column(SITE).to_numpy())]
        limit = np.broadcast_to(number(left, self.left[1])[:, None], minutes.shape)
        return np.stack([minutes, limit])
