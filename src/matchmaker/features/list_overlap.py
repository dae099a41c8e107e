"""ListOverlap: the share of what a seat asks for that a participant holds."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from matchmaker.features.extractor import Extractor
from matchmaker.features.feature_block import Features
from matchmaker.features.incidence import incidences, known, sizes
from matchmaker.features.numbers import share_of


@dataclass
class ListOverlap(Extractor):
    """Share in [0, 1] of the items of ``seats.<asked>`` found in ``participants.<held>``, compared in normalised form.

    NaN where the seat asks for nothing (a missing requirement asks for nothing) or what the person holds is not known.
    """

    held: str
    asked: str

    @property
    def left(self) -> tuple[str, ...]:
        """The list held."""
        return (f"participants.{self.held}",)

    @property
    def right(self) -> tuple[str, ...]:
        """The list asked for."""
        return (f"seats.{self.asked}",)

    @property
    def names(self) -> tuple[str, ...]:
        """One feature, named after the list asked for."""
        return (f"{self.asked}_held",)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> Features:
        """Return the share, (1, L, R)."""
        held, asked = left.get_column(self.left[0]), right.get_column(self.right[0])
        mine, theirs = incidences(held, asked)
        common = (mine @ theirs.T).toarray()
        return share_of(common, sizes(asked), known=known(held))[None]
