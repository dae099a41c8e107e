"""What each side would rather have."""

from __future__ import annotations

import dataclasses

import numpy as np

import matchmaker as mm
from matchmaker.scoring import preference


def test_preference_falls_back_to_the_total() -> None:
    """Where a side cannot say, its preference is the total; where it can, its own score."""
    problem = mm.generate(participants=8, opportunities=6, seed=1)
    scores = mm.score(problem)
    sides = scores.sides.copy()
    sides[0, 0], sides[1, 0] = 0.125, np.nan
    changed = dataclasses.replace(scores, sides=sides)
    wish = preference(changed, "participant")
    assert wish[0] == 0.125
    assert wish[1] == scores.total[1]
    assert preference(changed, "employer")[0] == scores.sides[0, 1]
