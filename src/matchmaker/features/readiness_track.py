"""ReadinessTrack: whether an opportunity is the track that a participant's readiness points to."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.routing import STEP_FACTS, Matrix


@dataclass
class ReadinessTrack(Extractor):
    """``track_reach``: 2 where the participant's cell of the matrix has the step, 1 where one beside it does, else 0.

    NaN where maturity or the opportunity's step is not known. The matrix is the profile's (`matchmaker.routing.Matrix`):
    beside a cell are those one step away in either direction or both, every cell of the maturity's row counts where the
    type of employment is not known, and a cell that names nothing has only those beside it.
    """

    matrix: Matrix = field(default_factory=lambda: Matrix.of(None))

    left = ("participants.maturity", "participants.employment_type_ready")
    right = ("opportunities.kind", "opportunities.weeks", "opportunities.quality_employment", "seats.position_percent")
    names = ("track_reach",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        steps = self.matrix.steps(right.rename(dict(zip(self.right, STEP_FACTS, strict=True)))).to_numpy()
        reach = np.full((left.height, right.height), np.nan, np.float32)
        for row, (maturity, ready) in enumerate(left.rows()):
            if maturity is None:
                continue
            suited = np.isin(steps, self.matrix.suited(maturity, ready))
            near = np.isin(steps, self.matrix.suited(maturity, ready, beside=1))
            reach[row] = np.where(suited, 2, np.where(near, 1, 0))
        reach[:, steps == ""] = np.nan
        return reach[None]
