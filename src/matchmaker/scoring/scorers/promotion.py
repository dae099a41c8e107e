"""Promotion: the seat has a next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker import features as extractors
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class Promotion(Scorer):
    """1 with a promotion horizon, ``without`` where there is none (000:2959).

    A job without a next step is still a job: ``without`` in [0, 1] is [assumed].
    """

    without: float = 0.5

    name: ClassVar[str] = "promotion"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> extractors.Extractor:
        """Whether a next step is possible."""
        return extractors.Promotion()

    def judge(self, features: Features) -> Judgement:
        """Return the feature above the floor."""
        return floored(features[0], self.without)
