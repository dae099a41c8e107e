"""MustSkills: the participant has the skills required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, ListOverlap
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer


@dataclass(frozen=True)
class MustSkills(Scorer):
    """Share of the required skills that the participant has."""

    name: ClassVar[str] = "must_skills"
    side: ClassVar[Side] = "employer"

    @property
    def extractor(self) -> Extractor:
        """The share of what is asked for that is held."""
        return ListOverlap("skills", "must_skills")

    def judge(self, features: Features) -> Judgement:
        """Return the share."""
        score: Judgement = features[0]
        return score
