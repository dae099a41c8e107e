"""low_parts: parts of a score that count and are as good as unmet."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.programmes import Programme
from matchmaker.scoring import ScoreTable

_LOW, _COUNTS = 0.2, 2.0
"""A part within a fifth of its floor is as good as unmet, and one of this weight or more counts [assumed]."""


def low_parts(scores: ScoreTable, positions: npt.NDArray[np.int64], programme: Programme) -> npt.NDArray[np.bool_]:
    """Return which parts of the given pairs are as good as unmet and count, (n, K); never one that cannot say.

    What few places meet is near its average everywhere, has little effect, and would be hidden by it. The floor of a
    part is what it is worth when unmet: the programme's parameter ``without``, else 0.
    """
    parameters = [programme.parameters.get(name, {}).get("without") for name in scores.scorers]
    floor = np.array([0.0 if each is None else each.value for each in parameters])
    # In single precision, in which parts are held.
    limit = (floor + _LOW * (1.0 - floor)).astype(np.float32)
    low: npt.NDArray[np.bool_] = (scores.parts[positions] <= limit) & (scores.weights >= _COUNTS)
    return low
