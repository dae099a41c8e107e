"""Aggregate: a table of totals that holds nothing but what may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import polars as pl

Language = Literal["en", "he"]

_TOTAL: Mapping[Language, str] = MappingProxyType({"en": "(total)", "he": "(סך הכול)"})
_UNKNOWN: Mapping[Language, str] = MappingProxyType({"en": "(not known)", "he": "(לא ידוע)"})


@dataclass(frozen=True, slots=True)
class AggregateCell:
    """One cell. ``levels`` holds a value per dimension (``None`` = not known, and in a dimension of ``total_over`` all).

    ``people``, ``placed`` and ``means`` (name -> (mean, number of people it is the mean of)) are ``None`` where the cell
    is ``suppressed``; ``placed`` is ``None`` too where there is no plan, a mean where nobody's value is known. Why a cell
    is suppressed, for its own sake or another's, is not said: it would tell which counts are small.
    """

    levels: tuple[str | None, ...]
    total_over: tuple[str, ...]
    suppressed: bool
    people: int | None = None
    placed: int | None = None
    means: Mapping[str, tuple[float | None, int | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What `matchmaker.aggregate` returns: every cell of a table with all its totals, in order of the levels.

    ``measures`` names what stands in each cell beside ``people``; ``threshold`` is the smallest count above 0 that is
    shown; ``assumed`` lists the settings behind it that no source gives, as (path, value).
    """

    by: tuple[str, ...]
    threshold: int
    measures: tuple[str, ...]
    cells: tuple[AggregateCell, ...]
    assumed: tuple[tuple[str, str], ...] = ()

    @property
    def n_suppressed(self) -> int:
        """Number of cells not shown."""
        return sum(cell.suppressed for cell in self.cells)

    def cell(self, **levels: str | None) -> AggregateCell:
        """Return the cell of the given levels, summed over every dimension not named.

        Raises:
            KeyError: there is no such cell.
        """
        over = tuple(name for name in self.by if name not in levels)
        wanted = tuple(levels.get(name) for name in self.by)
        for cell in self.cells:
            if cell.total_over == over and cell.levels == wanted and set(levels) <= set(self.by):
                return cell
        raise KeyError(levels)

    def to_polars(self, language: Language = "en") -> pl.DataFrame:
        """Return one row per cell: a column per dimension, ``total_over``, the measures, and ``suppressed``."""
        counts = ["people", *(name for name in self.measures if name == "placed")]
        means = [name for name in self.measures if name != "placed"]
        rows: list[dict[str, Any]] = []
        for cell in self.cells:
            row: dict[str, Any] = {}
            for name, level in zip(self.by, cell.levels, strict=True):
                words = _TOTAL if name in cell.total_over else _UNKNOWN
                row[name] = words[language] if level is None else level
            row["total_over"] = list(cell.total_over)
            row |= {name: getattr(cell, name) for name in counts}
            for name in means:
                row[f"mean_{name}"], row[f"n_{name}"] = cell.means.get(name, (None, None))
            rows.append({**row, "suppressed": cell.suppressed})
        schema: dict[str, Any] = {
            **dict.fromkeys(self.by, pl.String),
            "total_over": pl.List(pl.String),
            **dict.fromkeys(counts, pl.Int64),
            **{key: kind for name in means for key, kind in ((f"mean_{name}", pl.Float64), (f"n_{name}", pl.Int64))},
            "suppressed": pl.Boolean,
        }
        return pl.DataFrame(rows, schema=schema, orient="row")
