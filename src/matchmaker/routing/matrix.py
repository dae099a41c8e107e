"""Matrix: which steps a person's readiness points to, and which step an opportunity is, as a profile's section says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, get_args

import polars as pl

from matchmaker.model.vocabulary import EmploymentType, Maturity
from matchmaker.programmes import load_programme
from matchmaker.programmes.routing import Routing

STEP_FACTS = ("kind", "weeks", "quality_employment", "position_percent")
"""Columns of an opportunity and its seat that tell which step it is."""

_LEVELS = get_args(Maturity)
_TYPES = get_args(EmploymentType)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix maturity x type of employment (000:3980-4014) with what it takes to place an opportunity in it.

    ``cells`` maps (maturity, type) to the steps it names; those not there name none. ``sorts`` maps a kind of opportunity
    to its sort of step. Built from a profile's section; hashable, so that features can hold it.
    """

    cells: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]
    sorts: tuple[tuple[str, str], ...]
    long_after_weeks: float
    least_percent: float

    @classmethod
    def of(cls, section: Routing | None) -> Self:
        """Return the matrix of a profile's section; that of the general profile where it has none."""
        chosen = section or load_programme().routing
        if chosen is None:
            return cls((), (), 0.0, 0.0)
        return cls(
            tuple(
                ((maturity, kind), cell.steps) for maturity, row in chosen.matrix.items() for kind, cell in row.items()
            ),
            tuple((kind, sort.value) for kind, sort in chosen.kinds.items()),
            chosen.long_after_weeks.value,
            chosen.least_percent.value,
        )

    def steps(self, opportunities: pl.DataFrame) -> pl.Series:
        """Return each row's step, "" where it cannot be told; the frame has the columns `STEP_FACTS`.

        A training is long or short by its weeks. A placement is experiential where it leads to no quality employment or
        is below ``least_percent`` percent of a position.
        """
        kind, weeks, quality, percent = (pl.col(name) for name in STEP_FACTS)
        sort = kind.replace_strict(dict(self.sorts), default=None, return_dtype=pl.String)
        small = (percent < self.least_percent).fill_null(value=False)
        step = (
            pl.when(sort == "process").then(pl.lit("process"))
            .when((sort == "placement") & (~quality | small)).then(pl.lit("experiential_placement"))
            .when((sort == "placement") & quality).then(pl.lit("quality_placement"))
            .when((sort == "training") & (weeks > self.long_after_weeks)).then(pl.lit("long_training"))
            .when((sort == "training") & weeks.is_not_null()).then(pl.lit("short_training"))
        )  # fmt: skip
        return opportunities.select(step.fill_null("").alias("step")).to_series()

    def suited(self, maturity: str, ready: str | None, *, beside: int = 0) -> list[str]:
        """Return the steps named by a person's cell and by those up to ``beside`` away, in either direction or both.

        Where the type of employment is not known, every cell of the maturity's row counts. "Diagonal arrows" exist in
        practice (000:3982-3986).
        """
        cells: Mapping[tuple[str, str], tuple[str, ...]] = dict(self.cells)
        own = [cell for cell in cells if cell[0] == maturity] if ready is None else [(maturity, ready)]
        near = [
            other
            for other in cells
            for cell in own
            if abs(_LEVELS.index(cell[0]) - _LEVELS.index(other[0])) <= beside
            and abs(_TYPES.index(cell[1]) - _TYPES.index(other[1])) <= beside
        ]
        return list(dict.fromkeys(step for cell in near for step in cells[cell]))
