"""BarrierSupport: the participant's barriers have an answer here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, SupportCover
from matchmaker.features.feature_block import Features
from matchmaker.routing import BarrierTerms
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, from_section


@dataclass(frozen=True)
class BarrierSupport(Scorer):
    """1 where a barrier is answered by a support in place or by the accompanying organisation's (003:593).

    Where none is answered, or none is stated, it cannot say. A share would punish disclosure: a participant who tells of
    a barrier would score lower than one who keeps silent. So telling of one can raise a total and never lowers it.
    """

    terms: BarrierTerms = field(
        default_factory=lambda: BarrierTerms.of(None), metadata=from_section("routing", BarrierTerms.of)
    )

    name: ClassVar[str] = "barrier_support"
    side: ClassVar[Side] = "programme"

    @property
    def extractor(self) -> Extractor:
        """The share of barriers answered."""
        return SupportCover(self.terms)

    def judge(self, features: Features) -> Judgement:
        """Return 1 or "cannot say"."""
        (answered,) = features
        score: Judgement = np.where(answered > 0, np.float32(1), np.float32(np.nan))
        return score
