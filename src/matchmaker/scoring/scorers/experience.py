"""Experience: the participant has the years of experience required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import ExperienceMatch, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp


@dataclass(frozen=True)
class Experience(Scorer):
    """Share of the required years of experience that the participant has, at most 1."""

    name: ClassVar[str] = "experience"
    side: ClassVar[Side] = "employer"

    @property
    def extractor(self) -> Extractor:
        """Years held against years required."""
        return ExperienceMatch()

    def judge(self, features: Features) -> Judgement:
        """Return the share, capped."""
        return ramp(features[0], 0, 1)
