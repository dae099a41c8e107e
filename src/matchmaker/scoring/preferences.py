"""Preferences: what each of the two sides would rather have, read off a score table."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.scoring.score_table import SIDES, ScoreTable


def preferences(scores: ScoreTable) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return how much the participant and the employer of every pair want it, two arrays (n_pairs,) in [0, 1].

    Each is the score of that side; where nothing is known on a side (and always with given scores) it is the total,
    so that both sides then agree.
    """
    wants = []
    for side in ("participant", "employer"):
        column = scores.sides[:, SIDES.index(side)].astype(np.float64)
        wants.append(np.where(np.isnan(column), scores.total, column))
    return wants[0], wants[1]
