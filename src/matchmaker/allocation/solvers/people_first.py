"""people_first: of plans with the same score, the one that places more people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation

_LARGEST_SUM = 2**53


def people_first(formulation: Formulation, unit: int = 1) -> tuple[npt.NDArray[np.int64], int]:
    """Return ``(gains, weight)``: what a solver is to maximise in the place of ``gains / unit``.

    ``unit`` divides every gain. Where some pair is worth nothing, ``gains`` (n_columns,) are the gains times ``weight``
    (the number of parties plus one), and 1 for each pair: the sum over a plan, divided by ``weight`` and rounded down,
    is its score, and the rest the number of people placed. So nobody is left out because their place scores 0. Where
    no pair is worth nothing, or the sums would leave what a float holds exactly, the gains are as they are and
    ``weight`` is 1.
    """
    gains = formulation.gains // unit
    pairs = gains[: formulation.n_pairs]
    weight = formulation.n_left + 1
    n_most = weight + formulation.n_openings
    if not (pairs == 0).any() or (int(np.abs(gains).max()) * weight + 1) * n_most >= _LARGEST_SUM:
        return gains, 1
    gains = gains * weight
    gains[: formulation.n_pairs] += 1
    return gains, weight
