"""Language: the participant's languages are at the level required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, LanguageGap
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp, require_range, worst_known


@dataclass(frozen=True)
class Language(Scorer):
    """The worst of the languages required: 1 at the level or above, ``level_cost`` less per level below [assumed]."""

    level_cost: float = 0.5

    name: ClassVar[str] = "language"
    side: ClassVar[Side] = "employer"

    def __post_init__(self) -> None:
        require_range("level_cost", self.level_cost, 0.01, 100)

    @property
    def extractor(self) -> Extractor:
        """Levels above or below what is required, per language."""
        return LanguageGap()

    def judge(self, features: Features) -> Judgement:
        """Return the worst known language."""
        return worst_known(ramp(features, -1 / self.level_cost, 0))
