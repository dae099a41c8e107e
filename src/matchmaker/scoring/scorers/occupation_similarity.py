"""OccupationSimilarity: the seat's occupation is near to one the participant held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, OccupationMatch
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class OccupationSimilarity(Scorer):
    """Similarity of the seat's occupation to the nearest one held (similar occupations open opportunities, 004:242)."""

    name: ClassVar[str] = "occupation_similarity"
    side: ClassVar[Side] = "participant"

    @property
    def extractor(self) -> Extractor:
        """The similarity to the occupations held, in no order."""
        return OccupationMatch("occupations")

    def judge(self, features: Features) -> Judgement:
        """Return the similarity."""
        score: Judgement = features[0]
        return score
