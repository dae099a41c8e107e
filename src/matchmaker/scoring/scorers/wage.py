"""Wage: the seat's wage meets the participant's floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, WageRatio
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp, require_range


@dataclass(frozen=True)
class Wage(Scorer):
    """0 up to ``zero_at`` times the wage floor, 1 from ``full_at`` times on, straight in between. Both [assumed]."""

    zero_at: float = 0.8
    full_at: float = 1.2

    name: ClassVar[str] = "wage"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("zero_at", self.zero_at, 0, 100)
        require_range("full_at", self.full_at, 0, 100)

    @property
    def extractor(self) -> Extractor:
        """The wage against the floor."""
        return WageRatio()

    def judge(self, features: Features) -> Judgement:
        """Return the ramp over the ratio."""
        return ramp(features[0], self.zero_at, self.full_at)
