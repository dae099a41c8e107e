"""PaidMeanwhile: income comes in from the start where it is needed now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker import features as extractors
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class PaidMeanwhile(Scorer):
    """1 for pay from the start or a stipend, 0 for neither; only for a participant who needs income now (000:2768)."""

    name: ClassVar[str] = "paid_meanwhile"
    side: ClassVar[Side] = "participant"

    @property
    def extractor(self) -> extractors.Extractor:
        """Whether the seat pays meanwhile."""
        return extractors.PaidMeanwhile()

    def judge(self, features: Features) -> Judgement:
        """Return the feature as it is."""
        score: Judgement = features[0]
        return score
