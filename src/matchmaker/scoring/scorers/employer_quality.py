"""EmployerQuality: the employer is one worth working with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import EmployerTraits, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, mean_known, require_range


@dataclass(frozen=True)
class EmployerQuality(Scorer):
    """Mean of the share of quality traits (000:2949-2963) and the circle (000:3047-3053), as far as known.

    Traits are soft: none of the six is worth ``without_traits``, all of them 1. First circle 1; second circle 1 for a
    participant of high maturity, else ``second_circle``. Both parameters are [assumed], in [0, 1]. Disqualified is 0,
    and then the whole is 0: that bars an employer.
    """

    second_circle: float = 0.5
    without_traits: float = 0.5

    name: ClassVar[str] = "employer_quality"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("second_circle", self.second_circle, 0, 1)
        require_range("without_traits", self.without_traits, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """Traits, circle and the participant's maturity."""
        return EmployerTraits()

    def judge(self, features: Features) -> Judgement:
        """Return the mean of what is known."""
        traits, circle, maturity = features
        second = np.where(maturity == 2, np.float32(1), np.float32(self.second_circle))
        standing = np.select([circle == 0, circle == 1, circle == 2], [np.float32(1), second, np.float32(0)], circle)
        score: Judgement = np.where(
            circle == 2, np.float32(0), mean_known(np.stack([floored(traits, self.without_traits), standing]))
        )
        return score.astype(np.float32)
