"""EnvironmentMatch: the work environment a participant prefers against the one there is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features

OPPOSITES = (
    ("quiet", "noisy"),
    ("team", "alone"),
    ("indoor", "outdoor"),
    ("young", "mature"),
    ("casual_dress", "formal_dress"),
    ("secular", "religious"),
    ("regular_hours", "flexible_hours"),
    ("close_manager", "independent_manager"),
)
"""Traits that exclude each other (000:2462, 3140). Languages spoken exclude nothing."""

LANGUAGES = ("hebrew_speaking", "arabic_speaking", "russian_speaking")


@dataclass
class EnvironmentMatch(Extractor):
    """``traits_met`` and ``traits_opposed``: how many preferred traits the place has, and of how many the opposite.

    The seat's own traits count, else its employer's. A preferred trait of which the place says nothing counts in
    neither. NaN where no preference or no trait is known. It is the participant's preference that reads these (DOMAIN
    section 4).
    """

    left = ("participants.environment_preferences",)
    right = ("seats.environment", "employers.environment")
    names = ("traits_met", "traits_opposed")

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return both counts, (2, L, R)."""
        wanted = left.get_column(self.left[0])
        there = right.select(pl.coalesce(self.right)).to_series()
        names = [trait for pair in OPPOSITES for trait in pair] + list(LANGUAGES)
        opposites = [trait for pair in OPPOSITES for trait in reversed(pair)] + [""] * len(LANGUAGES)
        mine = _flags(wanted, names)
        counts: Features = np.stack([mine @ _flags(there, names).T, mine @ _flags(there, opposites).T])
        counts[:, wanted.is_null().to_numpy(), :] = np.nan
        counts[:, :, there.is_null().to_numpy()] = np.nan
        return counts


def _flags(lists: pl.Series, names: list[str]) -> Features:
    """Return which of the names each list holds, (n, N) of 0 and 1."""
    held = [lists.list.contains(name).fill_null(value=False).cast(pl.Float32).to_numpy() for name in names]
    return np.stack(held, axis=1)
