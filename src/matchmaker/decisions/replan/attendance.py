"""attendance: how many of some people come, when each drops out by a chance of their own."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt


def attendance(drop_out: Iterable[float]) -> npt.NDArray[np.float64]:
    """Return the probability that 0, 1, ..., n of n people come, (n + 1,): the Poisson-binomial distribution.

    ``drop_out`` are the probabilities, each in [0, 1], that one drops out, independently of the others. They are convolved
    one after the other: exact but for the rounding of floats, and no draw is made.

    >>> attendance([0.5, 0.0]).tolist()
    [0.0, 0.5, 0.5]
    """
    chances = np.ones(1)
    for share in drop_out:
        chances = np.convolve(chances, (share, 1.0 - share))
    return chances
