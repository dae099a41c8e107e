"""SurveyFreshness: what is known of the employer is recent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, SurveyAge
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class SurveyFreshness(Scorer):
    """1 for the newest survey, halving its way above ``without`` every ``half_life_days`` older than that.

    Current information on needs is what the employers' register is for (003:581), and it is looked at anew each quarter
    (003:674). Both parameters are [assumed]; ``half_life_days`` in [1, 36525], ``without`` in [0, 1].
    """

    half_life_days: float = 182.0
    without: float = 0.5

    name: ClassVar[str] = "survey_freshness"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("half_life_days", self.half_life_days, 1, 36525)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The age of the employer's survey."""
        return SurveyAge()

    def judge(self, features: Features) -> Judgement:
        """Return the share left after the half-lives gone by, above the floor."""
        left = np.exp2(-features[0] / np.float32(self.half_life_days))
        return floored(left, self.without)
