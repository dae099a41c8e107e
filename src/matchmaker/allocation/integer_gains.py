"""integer_gains: scores as exact integers, so that no solver ever sums floating-point numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.errors import SolverError

FINEST_SCALE = 10**9
"""Finest unit of a score, 1e-9. [assumed]: six decimals are what scorers give; nine leave room for given scores."""


def integer_gains(total: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int64], int, bool]:
    """Return ``(gains, scale, rounded)`` with ``gains / scale`` equal to the scores (and to penalties among them).

    ``total`` (n,) float64, finite, at least 0: everything that is to be counted on one scale. ``scale`` is the smallest
    power of ten up to `FINEST_SCALE` at which every score, read as the shortest decimal that gives the same float, is an
    integer; ``rounded`` is True where none is and the gains are the nearest integers at the finest scale. Raises
    `SolverError` for a score that is not finite or is negative: such a number must be stopped at the front door, and a
    solver would take it as optimal.
    """
    if total.size and not (np.isfinite(total).all() and total.min() >= 0):
        raise SolverError("a score is negative or not a finite number; nothing is solved with it")
    scale = 1
    while True:
        gains = np.rint(total * scale)
        # Both are exact in float64 below 2**53, so the quotient is the nearest float to the decimal.
        exact = bool((gains / scale == total).all())
        if exact or scale == FINEST_SCALE:
            return gains.astype(np.int64), scale, not exact
        scale *= 10
