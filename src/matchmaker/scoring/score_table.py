"""ScoreTable: every pair's parts, sides and total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.candidates import Pairs

Side = Literal["participant", "employer", "programme"]
SIDES: tuple[Side, ...] = ("participant", "employer", "programme")


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The scores of all pairs, taken apart.

    ``parts`` (n_pairs, K) float32 in [0, 1] in column order (Fortran), NaN = "cannot say"; column ``k`` is the scorer
    ``scorers[k]`` of side ``sides_of[k]`` with weight ``weights[k]`` >= 0. ``sides`` (n_pairs, 3) float32, columns as
    `SIDES`: the weighted mean of the known parts of a side, NaN where none is known. ``coverage`` (n_pairs,) float32:
    the share of the total weight that was known. ``total`` (n_pairs,) float64 in [0, 1], a multiple of 1e-6, never
    NaN: the weighted power mean of the known sides (0 where nothing is known, with coverage 0).
    With given scores K is 0, ``sides`` is NaN, ``coverage`` 1 and ``total`` the score exactly as given.
    ``opportunity_ids`` (S,) is the opportunity of each seat, ``None`` where it was not told. ``listed`` are the rows of a
    file of given scores that holds more columns, for rules that read an amount of each pair there.
    """

    pairs: Pairs
    scorers: tuple[str, ...]
    sides_of: tuple[Side, ...]
    weights: npt.NDArray[np.float64]
    parts: npt.NDArray[np.float32]
    sides: npt.NDArray[np.float32]
    coverage: npt.NDArray[np.float32]
    total: npt.NDArray[np.float64]
    side_weights: Mapping[Side, float] = field(default_factory=dict)
    exponent: float = 1.0
    given: bool = False
    opportunity_ids: npt.NDArray[np.object_] | None = None
    listed: pl.DataFrame | None = None

    def subset(self, pairs: Pairs, kept: npt.NDArray[np.bool_]) -> ScoreTable:
        """Return the scores of some of the pairs: ``kept`` (n_pairs,) bool says of which, ``pairs`` are those."""
        return replace(
            self,
            pairs=pairs,
            parts=np.asfortranarray(self.parts[kept]),
            sides=self.sides[kept],
            coverage=self.coverage[kept],
            total=self.total[kept],
        )
