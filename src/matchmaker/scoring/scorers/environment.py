"""Environment: the place is as the participant prefers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import EnvironmentMatch, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class Environment(Scorer):
    """Share of the preferred traits met, among those the place has or has the opposite of (000:2462, 3140).

    They are preferences, so a place that is the opposite of all of them is worth ``without`` [assumed], in [0, 1].
    """

    without: float = 0.5

    name: ClassVar[str] = "environment"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """Traits met and traits opposed."""
        return EnvironmentMatch()

    def judge(self, features: Features) -> Judgement:
        """Return met / (met + opposed) above the floor, NaN where the place says nothing of any preferred trait."""
        met, opposed = features
        with np.errstate(invalid="ignore"):
            share: Judgement = met / (met + opposed)
        return floored(share, self.without)
