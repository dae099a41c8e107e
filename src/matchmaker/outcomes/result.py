"""Indicators: outcomes and indicators of one day, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from matchmaker.outcomes.labels import label
from matchmaker.outcomes.share import percent


@dataclass(frozen=True, slots=True, eq=False)
class Indicators:
    """What became of people by the day ``as_of``, under the definitions that ``programme`` names.

    Every table stands in ``tables`` under its name (see `matchmaker.outcomes`); ``assumed`` lists the values that no source
    gives and that the tables rest on, as (path inside the profile, value). Null in a table means "cannot say".
    """

    programme: str
    as_of: date
    employment_definition: str
    quality_definition: str
    tables: Mapping[str, pl.DataFrame]
    assumed: tuple[tuple[str, str], ...]

    def to_frames(self, language: Literal["en", "he"] = "en") -> dict[str, pl.DataFrame]:
        """Return every table by name; where a table names indicators, ``label`` names them as people read them."""
        return {name: _labelled(frame, language) for name, frame in self.tables.items()}

    def as_dict(self) -> dict[str, Any]:
        """Return everything but the table ``people`` as plain values: what a program reads. Days are text."""
        return {
            "programme": self.programme,
            "as_of": self.as_of.isoformat(),
            "employment_definition": self.employment_definition,
            "quality_definition": self.quality_definition,
            "assumed": [{"path": path, "value": value} for path, value in self.assumed],
            "tables": {name: _plain(frame) for name, frame in self.tables.items() if name != "people"},
        }

    def __str__(self) -> str:
        """Return the main figures, one a line; quality employment apart."""
        rows = self.tables["shares"].filter(pl.col("grouping") == "all")
        lines = [f"{self.programme} on {self.as_of}, quality employment as in '{self.quality_definition}'"]
        for row in rows.filter(pl.col("n") + pl.col("cannot_say") > 0).iter_rows(named=True):
            share = f" ({percent(row['reached'], row['n'], 1)}%)" if row["n"] else ""
            small = ", small sample" if row["small_sample"] else ""
            lines.append(
                f"{row['indicator']}: {row['reached']} of {row['n']}{share}, cannot say of {row['cannot_say']}{small}"
            )
        return "\n".join(lines)


def _labelled(frame: pl.DataFrame, language: Literal["en", "he"]) -> pl.DataFrame:
    for column in ("indicator", "measure"):
        if column in frame.columns:
            named = pl.Series("label", [label(name, language) for name in frame[column]], pl.String)
            return frame.clone().insert_column(frame.columns.index(column) + 1, named)
    return frame


def _plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {name: value if isinstance(value, str | int | float | None) else str(value) for name, value in row.items()}
        for row in frame.iter_rows(named=True)
    ]
