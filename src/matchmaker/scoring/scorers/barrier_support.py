"""BarrierSupport: the participant's barriers have an answer here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, SupportCover
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class BarrierSupport(Scorer):
    """Share of the barriers answered by a support in place or by the accompanying organisation's (003:593)."""

    name: ClassVar[str] = "barrier_support"
    side: ClassVar[Side] = "programme"

    @property
    def extractor(self) -> Extractor:
        """The share of barriers answered."""
        return SupportCover()

    def judge(self, features: Features) -> Judgement:
        """Return the share."""
        score: Judgement = features[0]
        return score
