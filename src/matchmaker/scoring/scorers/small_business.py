"""SmallBusiness: the employer is a small or medium business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import EmployerSize, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class SmallBusiness(Scorer):
    """1 for a micro, small or medium employer, 0 for a large one (small and medium ones are preferred, 000:3197)."""

    name: ClassVar[str] = "small_business"
    side: ClassVar[Side] = "programme"

    @property
    def extractor(self) -> Extractor:
        """The size class."""
        return EmployerSize()

    def judge(self, features: Features) -> Judgement:
        """Return 1 below "large", else 0."""
        (size,) = features
        score: Judgement = np.where(np.isnan(size), size, size < 3).astype(np.float32)
        return score
