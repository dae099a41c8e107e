"""PaidMeanwhile: income comes in from the start where it is needed now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker import features as extractors
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, floored, require_range


@dataclass(frozen=True)
class PaidMeanwhile(Scorer):
    """1 for pay from the start or a stipend, ``without`` for neither; only where income is needed now (000:2768).

    These are two of three answers, and the third (hours free for work) may do: ``without`` in [0, 1] is [assumed].
    """

    without: float = 0.25

    name: ClassVar[str] = "paid_meanwhile"
    side: ClassVar[Side] = "participant"

    def __post_init__(self) -> None:
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> extractors.Extractor:
        """Whether the seat pays meanwhile."""
        return extractors.PaidMeanwhile()

    def judge(self, features: Features) -> Judgement:
        """Return the feature above the floor."""
        return floored(features[0], self.without)
