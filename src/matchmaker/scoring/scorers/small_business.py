"""SmallBusiness: the employer is a small or medium business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import EmployerSize, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class SmallBusiness(Scorer):
    """1 for a micro, small or medium employer, ``without`` for a large one.

    Small and medium ones are preferred, not required (000:3197): ``without`` in [0, 1] is [assumed].
    """

    without: float = 0.5

    name: ClassVar[str] = "small_business"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The size class."""
        return EmployerSize()

    def judge(self, features: Features) -> Judgement:
        """Return 1 below "large", else the floor."""
        (size,) = features
        return floored(np.where(np.isnan(size), size, size < 3).astype(np.float32), self.without)
