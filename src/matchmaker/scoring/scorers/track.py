"""Track: the opportunity is the track that the participant's readiness points to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from matchmaker.features import Extractor, ReadinessTrack
from matchmaker.features.feature_block import Features
from matchmaker.routing import Matrix
from matchmaker.scoring.score_table import Side
from matchmaker.scoring.scorer import Judgement, Scorer, from_section, require_range


@dataclass(frozen=True)
class Track(Scorer):
    """1 where the matrix of maturity x type of employment names the step, ``neighbour`` next to it, else ``without``.

    The matrix is that of the profile's section ``routing`` (000:3980-4029). Diagonal arrows exist in practice
    (000:3982-3986), so a step that a neighbouring level of maturity names counts ``neighbour``, and one further off
    ``without``, because the matrix advises and does not bar. Both [assumed], in [0, 1].
    """

    neighbour: float = 0.5
    without: float = 0.25
    matrix: Matrix = field(default_factory=lambda: Matrix.of(None), metadata=from_section("routing", Matrix.of))

    name: ClassVar[str] = "track"
    side: ClassVar[Side] = "programme"

    def __post_init__(self) -> None:
        require_range("neighbour", self.neighbour, 0, 1)
        require_range("without", self.without, 0, 1)

    @property
    def extractor(self) -> Extractor:
        """How far the step is from the participant's cell."""
        return ReadinessTrack(self.matrix)

    def judge(self, features: Features) -> Judgement:
        """Return 1, ``neighbour`` or ``without``."""
        (reach,) = features
        score: Judgement = reach.copy()
        score[reach == 0] = self.without
        score[reach == 1] = self.neighbour
        score[reach == 2] = 1
        return score
