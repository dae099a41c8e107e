"""Commute: the way to work is short enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from matchmaker.features import CommuteMinutes, Extractor
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, require_range


@dataclass(frozen=True)
class Commute(Scorer):
    """1 up to ``comfortable_minutes`` one way, falling straight to 0 at the longest commute the participant accepts.

    Where the participant states none, ``limit_minutes`` stands in. Participants usually avoid long travel (000:561); no
    source gives a minute, so both are [assumed]. Unreachable is 0. Reads travel time, never a place.
    """

    comfortable_minutes: float = 15.0
    limit_minutes: float = 60.0

    name: ClassVar[str] = "commute"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("comfortable_minutes", self.comfortable_minutes, 0, 1440)
        require_range("limit_minutes", self.limit_minutes, 0, 1440)

    @property
    def extractor(self) -> Extractor:
        """Minutes one way and the participant's own limit."""
        return CommuteMinutes()

    def judge(self, features: Features) -> Judgement:
        """Return the ramp from the limit down to what is comfortable."""
        minutes, limit = features
        limit = np.where(np.isnan(limit), np.float32(self.limit_minutes), limit)
        # Whoever accepts less than what is called comfortable is content up to that limit, and no further.
        span = limit - np.float32(self.comfortable_minutes)
        with np.errstate(divide="ignore", invalid="ignore"):
            falling = np.clip((limit - minutes) / span, np.float32(0), np.float32(1))
        score: Judgement = np.where(span > 0, falling, minutes <= limit).astype(np.float32)
        score[np.isnan(minutes)] = np.nan
        return score
