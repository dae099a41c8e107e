"""Wage: the seat's wage meets the participant's floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, WageRatio
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, ramp, require_range


@dataclass(frozen=True)
class Wage(Scorer):
    """``at_floor`` at the lowest wage the participant accepts, 1 from ``full_at`` times it on, straight in between.

    What is accepted is good. Below it the score falls straight to 0 at ``zero_at`` times the floor, which is how far a
    floor may give. All three are [assumed]; ``at_floor`` lies in [0, 1], ``zero_at`` in [0, 1], ``full_at`` is >= 1.
    """

    zero_at: float = 0.8
    at_floor: float = 0.8
    full_at: float = 1.2

    name: ClassVar[str] = "wage"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("zero_at", self.zero_at, 0, 1)
        require_range("at_floor", self.at_floor, 0, 1)
        require_range("full_at", self.full_at, 1, 100)

    @property
    def extractor(self) -> Extractor:
        """The wage against the floor."""
        return WageRatio()

    def judge(self, features: Features) -> Judgement:
        """Return the two ramps that meet at the floor."""
        (ratio,) = features
        below = np.float32(self.at_floor) * ramp(ratio, self.zero_at, 1)
        above = floored(ramp(ratio, 1, self.full_at), self.at_floor)
        score: Judgement = np.where(ratio < 1, below, above)
        return score
