"""Education: the participant has the schooling, degree and certificates required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import EducationMatch, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp, require_range, worst_known


@dataclass(frozen=True)
class Education(Scorer):
    """The worst of what is required: years of schooling, degree, and the share of certificates held.

    Each missing year costs ``year_cost``, each missing step of degree ``degree_cost``, both > 0 and [assumed].
    """

    year_cost: float = 0.25
    degree_cost: float = 0.5

    name: ClassVar[str] = "education"
    side: ClassVar[Side] = "employer"

    def __post_init__(self) -> None:
        require_range("year_cost", self.year_cost, 0.01, 100)
        require_range("degree_cost", self.degree_cost, 0.01, 100)

    @property
    def extractor(self) -> Extractor:
        """Years, steps of degree and certificates against what is required."""
        return EducationMatch()

    def judge(self, features: Features) -> Judgement:
        """Return the worst known of the three."""
        schooling, degree, certificates = features
        years, steps = ramp(schooling, -1 / self.year_cost, 0), ramp(degree, -1 / self.degree_cost, 0)
        return worst_known(np.stack([years, steps, certificates]))
