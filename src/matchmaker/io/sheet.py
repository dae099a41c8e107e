"""Sheets: the few xlsxwriter calls that every workbook of matchmaker shares, so that no cell can surprise a reader.

Text is always written as text (never as a formula, link or number), numbers exactly, and what is not a finite number
leaves the cell empty.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaker.errors import OutputError, escape
from matchmaker.io.atomic_file import write_file_atomically
from matchmaker.io.visible import visible
from matchmaker.model import LIST_SEPARATOR

MAX_CELL = 32_767
MAX_ROWS = 1_048_576
# The serial numbers of earlier dates differ between programs, because Excel holds 1900 for a leap year.
FIRST_DATE = date(1900, 3, 1)
_EPOCH = date(1899, 12, 30)


class ExactNumber(float):
    """A float that xlsxwriter writes with every digit; its own format keeps 16, which does not always read back."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of a workbook."""

    header: Any
    text: Any
    wrapped: Any
    number: Any
    money: Any
    date: Any
    score: Any
    minutes: Any
    good: Any
    bad: Any


def write_workbook_file(path: Path, fill: Callable[[Any, Formats], None]) -> None:
    """Make the workbook that ``fill(workbook, formats)`` describes appear at ``path``, whole or not at all.

    The bytes depend on the content alone: no time stamp.

    Raises:
        OutputError: the workbook cannot be written or a sheet cannot hold its data.
    """
    write_file_atomically(path, lambda temporary: _build(path, temporary, fill))


def _build(path: Path, temporary: Path, fill: Callable[[Any, Formats], None]) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    buffer = io.BytesIO()  # a full disk in the middle of the archive would make its finaliser complain
    workbook = xlsxwriter.Workbook(buffer, options)
    try:
        # a fixed date, because equal content must give equal bytes
        workbook.set_properties({"created": datetime(2000, 1, 1), "author": "matchmaker"})
        fill(workbook, _formats(workbook))
        workbook.close()
    except XlsxWriterException as error:
        raise OutputError(f"cannot write {escape(str(path))}: {escape(str(error))}") from error
    finally:
        workbook.fileclosed = True  # after a failure, or its finaliser warns
    temporary.write_bytes(buffer.getbuffer())


def _formats(workbook: Any) -> Formats:
    def new(**properties: Any) -> Any:
        return workbook.add_format({"valign": "top", **properties})

    return Formats(
        header=new(bold=True, text_wrap=True, bg_color="#1F3A5F", font_color="#FFFFFF", border=1),
        text=new(num_format="@"),
        wrapped=new(num_format="@", text_wrap=True),
        number=new(),
        money=new(num_format="#,##0.00"),
        date=new(num_format="yyyy-mm-dd"),
        score=new(num_format="0.000"),
        minutes=new(num_format="0"),
        good=new(num_format="@", bg_color="#E3F1E6"),
        bad=new(num_format="@", bg_color="#FBE9E4"),
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """Writes the cells of one xlsxwriter ``sheet``, each by the type of its value."""

    sheet: Any
    formats: Formats

    def write(self, row: int, column: int, value: Any, style: Any = None) -> None:
        """Write one value; ``None`` and numbers that are not finite leave the cell empty."""
        sheet, formats = self.sheet, self.formats
        if value is None:
            return
        if isinstance(value, str):
            self.text(row, column, value, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, int | float):
            if math.isfinite(value):
                sheet.write_number(row, column, ExactNumber(value), style)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, ExactNumber(value), style or formats.money)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DATE:
            sheet.write_number(row, column, (value - _EPOCH).days, style or formats.date)
        elif isinstance(value, list | tuple):
            self.text(row, column, LIST_SEPARATOR.join(map(str, value)), style)
        else:
            self.text(row, column, str(value))

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        """Write text as text, whatever it looks like."""
        shown = visible(text)
        # Excel counts UTF-16 units, of which a character has at most two
        if 2 * len(shown) > MAX_CELL and len(shown.encode("utf-16-le")) > 2 * MAX_CELL:
            raise OutputError(
                f"sheet {self.sheet.get_name()}, row {row + 1}, column {column + 1}: {len(shown)} characters, and a "
                f"cell of a workbook holds {MAX_CELL}; write CSV, JSON or Parquet instead"
            )
        self.sheet.write_string(row, column, shown, style or self.formats.text)


def check_height(name: str, height: int) -> None:
    """Refuse more rows than a sheet holds."""
    if height >= MAX_ROWS:
        raise OutputError(
            f"sheet {name}: {height} rows, and a sheet holds {MAX_ROWS - 1} below its header; write Parquet instead"
        )
