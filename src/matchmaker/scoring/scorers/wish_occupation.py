"""WishOccupation: the participant wishes for the seat's occupation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, OccupationMatch
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class WishOccupation(Scorer):
    """Similarity of the seat's occupation to the best of those wished for, each next wish counting ``next_wish`` times.

    ``next_wish`` in [0, 1] is [assumed]. Choice is tied to persistence (000:2854). A wish not met is worth ``without``
    [assumed], in [0, 1]: to state a wish must not cost more than to state none.
    """

    next_wish: float = 0.8
    without: float = 0.5

    name: ClassVar[str] = "wish_occupation"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("next_wish", self.next_wish, 0, 1)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The similarity to the occupations wished for, in their order."""
        return OccupationMatch("wished_occupations", self.next_wish)

    def judge(self, features: Features) -> Judgement:
        """Return the similarity above the floor."""
        return floored(features[0], self.without)
