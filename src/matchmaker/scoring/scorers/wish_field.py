"""WishField: the participant wishes for the seat's field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, FieldWish
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class WishField(Scorer):
    """1 for the field wished for most, ``next_wish`` times as much for each next one, ``without`` for none of them.

    A field counts as far as its name, or the seat's occupation, resembles the wish; resemblance below ``least_alike``
    is none. A wish not met is not worth 0: to state a wish must not cost more than to state none. All three are
    [assumed], in [0, 1]. Choice is tied to persistence (000:2854).
    """

    next_wish: float = 0.8
    least_alike: float = 0.5
    without: float = 0.5

    name: ClassVar[str] = "wish_field"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("next_wish", self.next_wish, 0, 1)
        require_range("least_alike", self.least_alike, 0, 1)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """How far the seat's field is one wished for."""
        return FieldWish(self.next_wish, self.least_alike)

    def judge(self, features: Features) -> Judgement:
        """Return the resemblance above the floor."""
        return floored(features[0], self.without)
