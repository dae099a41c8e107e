"""Schedule: the days, shifts and hours suit the participant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import Extractor, ScheduleMatch
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, ramp, require_range, worst_known


@dataclass(frozen=True)
class Schedule(Scorer):
    """The worst of: days covered, shifts covered, hours within what is wanted, the Sabbath. One that fails is enough.

    Hours outside the wanted range cost in proportion, down to 0 at ``hours_tolerance`` hours outside [assumed], > 0.
    """

    hours_tolerance: float = 10.0

    name: ClassVar[str] = "schedule"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("hours_tolerance", self.hours_tolerance, 0.01, 168)

    @property
    def extractor(self) -> Extractor:
        """Days, shifts, hours and the Sabbath."""
        return ScheduleMatch()

    def judge(self, features: Features) -> Judgement:
        """Return the worst known of the four."""
        days, shifts, hours_outside, sabbath = features
        return worst_known(np.stack([days, shifts, ramp(hours_outside, self.hours_tolerance, 0), sabbath]))
