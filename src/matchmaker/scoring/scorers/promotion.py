"""Promotion: the seat has a next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker import features as extractors
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class Promotion(Scorer):
    """1 with a promotion horizon, 0 without (000:2959)."""

    name: ClassVar[str] = "promotion"
    side: ClassVar[Side] = "participant"

    @property
    def extractor(self) -> extractors.Extractor:
        """Whether a next step is possible."""
        return extractors.Promotion()

    def judge(self, features: Features) -> Judgement:
        """Return the feature as it is."""
        score: Judgement = features[0]
        return score
