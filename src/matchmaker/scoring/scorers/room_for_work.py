"""RoomForWork: the course leaves time to work beside it where income is needed now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import CourseLoad, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, ramp, require_range


@dataclass(frozen=True)
class RoomForWork(Scorer):
    """Share of a full working week that the course leaves free, for a participant who needs income now (000:2768).

    ``full_week_hours`` > 0 is the standard working week in hours (42 in Israel since April 2018). Work beside the course
    is one of three answers to the need, so a course of a full week is worth ``without`` [assumed], in [0, 1].
    """

    full_week_hours: float = 42.0
    without: float = 0.5

    name: ClassVar[str] = "room_for_work"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("full_week_hours", self.full_week_hours, 1, 168)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """The course hours."""
        return CourseLoad()

    def judge(self, features: Features) -> Judgement:
        """Return the share of the week left free above the floor."""
        return floored(ramp(features[0], self.full_week_hours, 0), self.without)
