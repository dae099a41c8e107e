"""OccupationStretch: the seat's occupation is a step away from what the participant did, and within reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, OccupationMatch
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, ramp, require_range


@dataclass(frozen=True)
class OccupationStretch(Scorer):
    """1 at the similarity ``best_at``, falling to ``without`` at "the same occupation" (1) and "nothing in common" (0).

    Jobs that show the participant's ability to change (004:242), challenging and within reach (004:251). ``best_at`` in
    (0, 1) is [assumed]; so is ``without`` in [0, 1]: no stretch, or too wide a one, is a chance missed and no bar.
    """

    best_at: float = 0.5
    without: float = 0.5

    name: ClassVar[str] = "occupation_stretch"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("best_at", self.best_at, 0.01, 0.99)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The similarity to the occupations held, in no order."""
        return OccupationMatch("occupations")

    def judge(self, features: Features) -> Judgement:
        """Return the tent over the similarity above the floor."""
        (similarity,) = features
        tent: Judgement = np.minimum(ramp(similarity, 0, self.best_at), ramp(similarity, 1, self.best_at))
        return floored(tent, self.without)
