"""ScheduleMatch: days, shifts, hours and the Sabbath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.numbers import number
from matchmaker.model.vocabulary import Day, Shift


@dataclass
class ScheduleMatch(Extractor):
    """Four features of a week's schedule (004:77 counts it to the participant's fit with the job).

    ``days_covered`` and ``shifts_covered``: the share of the seat's days (shifts) on which the participant is
    available. ``hours_outside``: how far the seat's weekly hours lie outside the hours wanted, >= 0.
    ``sabbath_fits``: 0 where the seat works on the Sabbath and the participant does not, else 1. Each NaN where it
    cannot be said.
    """

    left = (
        "participants.available_days", "participants.available_shifts", "participants.min_weekly_hours",
        "participants.max_weekly_hours", "participants.works_sabbath",
    )  # fmt: skip
    right = ("seats.days", "seats.shifts", "seats.weekly_hours", "seats.works_sabbath")
    names = ("days_covered", "shifts_covered", "hours_outside", "sabbath_fits")

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the four features, (4, L, R)."""
        return np.stack([
            _covered(left.get_column(self.left[0]), right.get_column(self.right[0]), get_args(Day)),
            _covered(left.get_column(self.left[1]), right.get_column(self.right[1]), get_args(Shift)),
            _hours_outside(number(left, self.left[2]), number(left, self.left[3]), number(right, self.right[2])),
            _sabbath(number(left, self.left[4]), number(right, self.right[3])),
        ])  # fmt: skip


def _covered(offered: pl.Series, asked: pl.Series, choices: tuple[str, ...]) -> Features:
    mine, theirs = _flags(offered, choices), _flags(asked, choices)
    with np.errstate(invalid="ignore"):
        share: Features = (mine @ theirs.T) / theirs.sum(axis=1)
    share[offered.is_null().to_numpy()] = np.nan
    return share


def _flags(lists: pl.Series, choices: tuple[str, ...]) -> Features:
    """Return which choices each list holds, (n, C) of 0 and 1."""
    held = [lists.list.contains(choice).fill_null(value=False).cast(pl.Float32).to_numpy() for choice in choices]
    return np.stack(held, axis=1)


def _hours_outside(low: Features, high: Features, hours: Features) -> Features:
    stated = ~(np.isnan(low) & np.isnan(high))
    below, above = np.nan_to_num(low, nan=-np.inf)[:, None] - hours, hours - np.nan_to_num(high, nan=np.inf)[:, None]
    outside: Features = np.maximum(np.maximum(below, above), 0).astype(np.float32)
    outside[~stated] = np.nan
    return outside


def _sabbath(willing: Features, works: Features) -> Features:
    fits: Features = np.where((willing[:, None] == 0) & (works == 1), 0, 1).astype(np.float32)
    # A seat that is off on the Sabbath, and a person who works on it, fit whatever the other says.
    unknown = ~((willing[:, None] == 1) | (works == 0) | ((willing[:, None] == 0) & (works == 1)))
    fits[unknown] = np.nan
    return fits
