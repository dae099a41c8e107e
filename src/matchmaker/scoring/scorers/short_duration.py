"""ShortDuration: the training is short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Duration, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp, require_range


@dataclass(frozen=True)
class ShortDuration(Scorer):
    """1 up to ``full_weeks`` (half a year, 000:2675), falling straight to 0 at ``zero_weeks`` [assumed]."""

    full_weeks: float = 26.0
    zero_weeks: float = 52.0

    name: ClassVar[str] = "short_duration"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("full_weeks", self.full_weeks, 0, 520)
        require_range("zero_weeks", self.zero_weeks, 0, 520)

    @property
    def extractor(self) -> Extractor:
        """The length in weeks."""
        return Duration()

    def judge(self, features: Features) -> Judgement:
        """Return the ramp over the weeks."""
        return ramp(features[0], self.zero_weeks, self.full_weeks)
