"""SurveyAge: how old what is known of an employer is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Self, cast

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number
from matchmaker.model import Problem
from matchmaker.travel import Commutes


@dataclass
class SurveyAge(Extractor):
    """``survey_age_days``: days from the employer's survey to the newest survey of the problem; NaN where not dated.

    Counted from the newest survey and not from the clock, so that one problem has the same scores on every day.
    """

    right = ("employers.survey_date",)
    names = ("survey_age_days",)
    newest: date | None = field(default=None, init=False, repr=False, compare=False)
    """Day of the newest survey; learned by `fit`."""

    def fit(self, problem: Problem, commutes: Commutes) -> Self:
        """Learn the day of the newest survey."""
        self.newest = cast("date | None", problem.employers.get_column("survey_date").max())
        return self

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        name = self.right[0]
        days = right.select((pl.lit(self.newest, dtype=pl.Date) - pl.col(name)).dt.total_days().alias(name))
        return np.broadcast_to(number(days, name), (1, left.height, right.height))
