"""Mode sets: the ways of travelling open to each participant, as bits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem
from matchmaker.model.vocabulary import TravelMode
from matchmaker.travel.settings import MODES, TravelSettings


def mode_sets(problem: Problem, settings: TravelSettings) -> npt.NDArray[np.int64]:
    """Return the mode set of every participant, (P,): bit ``i`` stands for ``MODES[i]``. Never 0.

    Recorded modes, else the settings' default modes; a recorded use of a car adds ``car``.
    """
    listed = pl.sum_horizontal(pl.col("travel_modes").list.contains(mode).cast(pl.Int64) * bit for mode, bit in _BITS)
    is_listed = pl.col("travel_modes").list.len().fill_null(0) > 0
    modes = pl.when(is_listed).then(listed).otherwise(bits(settings.default_modes))
    has_car = pl.col("car").fill_null(False)
    return (
        problem.participants.select(pl.when(has_car).then(modes | bits(["car"])).otherwise(modes).alias("modes"))
        .to_series()
        .cast(pl.Int64)
        .to_numpy()
    )


def bits(modes: Iterable[TravelMode]) -> int:
    """Return a set of modes as bits."""
    return sum(dict(_BITS)[mode] for mode in set(modes))


def modes_in(mode_set: int) -> list[int]:
    """Return the indices in `MODES` of the modes in a set."""
    return [index for index, (_, bit) in enumerate(_BITS) if mode_set & bit]


_BITS = [(mode, 1 << index) for index, mode in enumerate(MODES)]
