"""ReadinessTrack: whether an opportunity is the track that a participant's readiness points to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.model.vocabulary import EmploymentType, Maturity

Track = Literal["process", "short_training", "long_training", "experiential_placement", "quality_placement"]

SUITS: Mapping[tuple[str, str], tuple[Track, ...]] = {
    ("initial", "pre_employment"): ("process",),
    ("medium", "pre_employment"): ("process",),
    ("medium", "experiential"): ("process", "short_training", "experiential_placement"),
    ("medium", "quality"): ("quality_placement", "long_training"),
    ("high", "experiential"): ("experiential_placement",),
    ("high", "quality"): ("quality_placement", "long_training"),
}
"""Cells of the matrix maturity x type of employment (000:3992-4014) and the tracks each names; others name none.

The layout of the source is ambiguous at (medium, pre-employment); read as a long process, like the cell above it.
"""

_LEVELS = get_args(Maturity)
_TYPES = get_args(EmploymentType)


@dataclass
class ReadinessTrack(Extractor):
    """``track_reach``: 2 where the participant's cell of the matrix has the track, 1 where one beside it does, else 0.

    NaN where maturity or the opportunity's track is not known. Beside a cell are those one step away in either
    direction or both: "diagonal arrows" exist in practice (000:3982-3986).

    Where the type of employment a participant is ready for is not known, every cell of the maturity's row counts. A cell
    that names no track has only those beside it.
    A training of more than ``long_after_weeks`` weeks is long (half a year, 000:2675). A placement in a position below
    ``least_percent`` percent is experiential, whatever the opportunity says (000:425).
    """

    long_after_weeks: float = 26.0
    least_percent: float = 75.0

    left = ("participants.maturity", "participants.employment_type_ready")
    right = ("opportunities.kind", "opportunities.weeks", "opportunities.quality_employment", "seats.position_percent")
    names = ("track_reach",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the feature, (1, L, R)."""
        tracks = self._tracks(right)
        reach = np.full((left.height, right.height), np.nan, np.float32)
        for row, (maturity, ready) in enumerate(left.rows()):
            if maturity is None:
                continue
            cells = _cells(maturity, ready)
            suited = np.isin(tracks, _named(cells, steps=0))
            near = np.isin(tracks, _named(cells, steps=1))
            reach[row] = np.where(suited, 2, np.where(near, 1, 0))
        reach[:, tracks == ""] = np.nan
        return reach[None]

    def _tracks(self, right: pl.DataFrame) -> np.ndarray:
        """Return each opportunity's track, "" where it cannot be told."""
        kind, weeks, quality, percent = (pl.col(name) for name in self.right)
        small = (percent < self.least_percent).fill_null(value=False)
        placement = (
            pl.when(~quality | small)
            .then(pl.lit("experiential_placement"))
            .when(quality)
            .then(pl.lit("quality_placement"))
        )
        training = (
            pl.when(weeks > self.long_after_weeks)
            .then(pl.lit("long_training"))
            .when(weeks.is_not_null())
            .then(pl.lit("short_training"))
        )
        track = (
            pl.when(kind.is_in(["pre_employment", "workshop"])).then(pl.lit("process"))
            .when(kind.is_in(["job", "practicum"])).then(placement.otherwise(None))
            .otherwise(training.otherwise(None))
        )  # fmt: skip
        return right.select(track.fill_null("")).to_series().to_numpy()


def _cells(maturity: str, ready: str | None) -> list[tuple[str, str]]:
    """Return the participant's cell, or those of the row where the type is not known."""
    return [c for c in SUITS if c[0] == maturity] if ready is None else [(maturity, ready)]


def _named(cells: list[tuple[str, str]], *, steps: int) -> list[str]:
    """Return the tracks named by the cells and by those up to ``steps`` away."""
    near = [
        other
        for other in SUITS
        for cell in cells
        if abs(_LEVELS.index(cell[0]) - _LEVELS.index(other[0])) <= steps
        and abs(_TYPES.index(cell[1]) - _TYPES.index(other[1])) <= steps
    ]
    return [track for cell in near for track in SUITS[cell]]
