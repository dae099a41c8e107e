"""Whole columns that fail while another column's contents fit: probably swapped."""

from __future__ import annotations

from matchmaker.io.accept import accept
from matchmaker.io.findings import Findings
from matchmaker.io.raw_table import RawTable
from matchmaker.model import Column, Table

_ANYTHING = ("id", "text", "texts")


def report_swapped(raw: RawTable, table: Table, failed: list[Column], findings: Findings) -> None:
    """Add an error for each column of ``failed``, none of whose cells is valid, that may be swapped with another.

    Two columns are suspected when each one's contents are all valid under the other's type.
    """
    present = [column for name, column in table.columns.items() if name in raw.frame.columns]
    reported: set[str] = set()
    for one in failed:
        for other in present:
            if other.name not in {one.name, *reported} and _fits(raw, other, one) and _fits(raw, one, other):
                reported.add(one.name)
                message = f"no cell is valid here, and the cells of '{other.name}' would be"
                hint = f"are the columns '{one.name}' and '{other.name}' swapped?"
                findings.error(raw.file, "swapped-columns", message, sheet=raw.sheet, row=1, column=one.name, hint=hint)
                break


def _fits(raw: RawTable, contents: Column, column: Column) -> bool:
    """Whether every cell of one column, at least one of them filled, is valid under the other's type."""
    series = raw.frame[contents.name]
    return (
        (column.kind not in _ANYTHING or contents.kind not in _ANYTHING)
        and series.null_count() < series.len()
        and accept(column, series).null_count() == series.null_count()
    )
