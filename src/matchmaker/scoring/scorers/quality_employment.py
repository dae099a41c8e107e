"""QualityEmployment: the seat can become quality employment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, QualityProspect
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class QualityEmployment(Scorer):
    """1 where the opportunity leads to quality employment (000:2669), else ``without``.

    A position below ``least_percent`` percent is none, whatever the opportunity says (75, 000:425); the position alone
    never makes one. Experiential work is a step on the way (000:3992-4014), so ``without`` in [0, 1] is above 0 [assumed].
    """

    least_percent: float = 75.0
    without: float = 0.5

    name: ClassVar[str] = "quality_employment"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("least_percent", self.least_percent, 0, 100)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """What the opportunity says and the size of the position."""
        return QualityProspect()

    def judge(self, features: Features) -> Judgement:
        """Return 1, the floor or "cannot say"."""
        stated, percent = features
        return floored(np.where(percent < self.least_percent, np.float32(0), stated), self.without)
