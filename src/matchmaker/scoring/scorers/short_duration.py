"""ShortDuration: the training is short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Duration, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, ramp, require_range


@dataclass(frozen=True)
class ShortDuration(Scorer):
    """1 up to ``full_weeks`` (half a year, 000:2675), falling straight to ``without`` at ``long_weeks``.

    Short is preferred, and long trainings are a track of their own (000:3992-4014): ``without`` in [0, 1] and
    ``long_weeks`` are [assumed].
    """

    full_weeks: float = 26.0
    long_weeks: float = 52.0
    without: float = 0.5

    name: ClassVar[str] = "short_duration"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("full_weeks", self.full_weeks, 0, 520)
        require_range("long_weeks", self.long_weeks, 0, 520)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The length in weeks."""
        return Duration()

    def judge(self, features: Features) -> Judgement:
        """Return the ramp over the weeks above the floor."""
        return floored(ramp(features[0], self.long_weeks, self.full_weeks), self.without)
