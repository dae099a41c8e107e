"""Preferences: what a side would rather have, read off a score table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.scoring.score_table import SIDES, ScoreTable, Side


def preference(scores: ScoreTable, side: Side) -> npt.NDArray[np.float64]:
    """Return how much a side wants each pair, (n_pairs,) float64 in [0, 1].

    The side's own score where it is known, else the total (always so with given scores: both sides then agree).
    """
    own = scores.sides[:, SIDES.index(side)].astype(np.float64)
    return np.where(np.isnan(own), scores.total, own)
