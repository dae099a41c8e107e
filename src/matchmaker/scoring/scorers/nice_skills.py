"""NiceSkills: the participant has the skills welcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, ListOverlap
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class NiceSkills(Scorer):
    """Share of the welcome skills that the participant has, from ``without`` for none of them to 1 for all.

    Welcome is not required, so lacking them all is worth ``without`` [assumed], in [0, 1].
    """

    without: float = 0.5

    name: ClassVar[str] = "nice_skills"
    side: ClassVar[Side] = "employer"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The share of what is asked for that is held."""
        return ListOverlap("skills", "nice_skills")

    def judge(self, features: Features) -> Judgement:
        """Return the share above the floor."""
        return floored(features[0], self.without)
