"""OccupationSimilarity: the seat's occupation is near to one the participant held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, OccupationMatch
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class OccupationSimilarity(Scorer):
    """Similarity of the seat's occupation to the nearest one held (similar occupations open opportunities, 004:242).

    A new occupation is no fault in a programme of training: nothing in common is worth ``without`` [assumed], in [0, 1].
    """

    without: float = 0.5

    name: ClassVar[str] = "occupation_similarity"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The similarity to the occupations held, in no order."""
        return OccupationMatch("occupations")

    def judge(self, features: Features) -> Judgement:
        """Return the similarity above the floor."""
        return floored(features[0], self.without)
