"""RawTable: one table as text, before any cell has been judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

Native = Literal["number", "boolean", "date", "time", "list", "object"]
"""What a cell was in a source that has types; text has none."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table whose every column is text (null = the empty cell), with the place each row came from.

    ``rows`` numbers the rows as the person sees them (the line for JSON); ``None`` means 2, 3, 4, ... under a header
    in row 1. ``natives`` holds, for a column of a typed source, a String series with the `Native` of each cell,
    null where it was text. ``is_clean`` promises that no cell holds a control or format character. ``is_partial`` says
    that the source could not be read to its end, so that what is missing here may yet be there.
    """

    name: str
    file: str
    frame: pl.DataFrame
    sheet: str | None = None
    rows: pl.Series | None = None
    natives: Mapping[str, pl.Series] = field(default_factory=dict)
    is_clean: bool = False
    is_partial: bool = False

    def row(self, index: int) -> int:
        """Return the number of the row at ``index`` as the person sees it."""
        return index + 2 if self.rows is None else int(self.rows[index])

    def native(self, column: str, index: int) -> Native | None:
        """Return what the cell was in a source that has types, or ``None`` for text."""
        series = self.natives.get(column)
        return None if series is None else series[index]
