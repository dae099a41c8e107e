"""Track: the opportunity is the track that the participant's readiness points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from matchmaker.features import Extractor, ReadinessTrack
from matchmaker.features.feature_block import Features
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, require_range


@dataclass(frozen=True)
class Track(Scorer):
    """1 where the matrix of maturity x type of employment names the track, ``neighbour`` next to it, else ``without``.

    The matrix is 000:3980-4029. Diagonal arrows exist in practice (000:3982-3986), so a track that a neighbouring level
    of maturity names counts ``neighbour``, and one further off ``without``, because the matrix advises and does not bar.
    Both [assumed], in [0, 1].

    ``long_after_weeks``: a training longer than this is long (000:2675). ``least_percent``: quality employment is a
    position of at least so many percent (75, 000:425).
    """

    neighbour: float = 0.5
    without: float = 0.25
    long_after_weeks: float = 26.0
    least_percent: float = 75.0

    name: ClassVar[str] = "track"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("neighbour", self.neighbour, 0, 1)
        require_range("without", self.without, 0, 1)
        require_range("long_after_weeks", self.long_after_weeks, 0, 520)
        require_range("least_percent", self.least_percent, 0, 100)

    @property
    def extractor(self) -> Extractor:
        """How far the track is from the participant's cell."""
        return ReadinessTrack(self.long_after_weeks, self.least_percent)

    def judge(self, features: Features) -> Judgement:
        """Return 1, ``neighbour`` or ``without``."""
        (reach,) = features
        score: Judgement = reach.copy()
        score[reach == 0] = self.without
        score[reach == 1] = self.neighbour
        score[reach == 2] = 1
        return score
