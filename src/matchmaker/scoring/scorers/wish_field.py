"""WishField: the participant wishes for the seat's field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, FieldWish
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, require_range


@dataclass(frozen=True)
class WishField(Scorer):
    """1 for the field wished for most, ``next_wish`` times as much for each next one, 0 for a field not wished for.

    ``next_wish`` in [0, 1] is [assumed]. Choice is tied to persistence (000:2854).
    """

    next_wish: float = 0.8

    name: ClassVar[str] = "wish_field"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("next_wish", self.next_wish, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The rank of the seat's field among the wishes."""
        return FieldWish()

    def judge(self, features: Features) -> Judgement:
        """Return next_wish ** rank."""
        (rank,) = features
        score: Judgement = np.where(np.isinf(rank), np.float32(0), np.float32(self.next_wish) ** rank)
        return score
