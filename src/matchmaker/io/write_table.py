"""write_table: one table into one file, in the format its suffix names."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from matchmaker.errors import UsageError, escape
from matchmaker.io.atomic_file import write_file_atomically
from matchmaker.io.formula import escape_formulas
from matchmaker.io.sheet import Cells, Formats, check_height, write_workbook_file
from matchmaker.io.visible import UNPRINTABLE, visible
from matchmaker.model import LIST_SEPARATOR


def write_table(frame: pl.DataFrame, path: str | Path) -> None:
    """Write ``frame`` to ``path``: ``.csv``, ``.raw.csv``, ``.xlsx``, ``.parquet`` or ``.jsonl`` by suffix.

    - ``.csv``: UTF-8 without a byte-order mark (so that every program finds the first column's name), lists joined by
      ``;``, formulas disarmed and control characters shown as escapes (see `matchmaker.io.formula`; ids survive).
    - ``.raw.csv``: the same without any escaping.
    - ``.xlsx``: text as text, right to left, frozen header, filter. For reading in Excel this is the one to use.
    - ``.parquet``, ``.jsonl``: exact; in JSON lines what is not a finite number is ``null``.

    In text formats and sheets NaN and infinity leave the cell empty. An existing file is replaced at once, or, on
    failure, not at all.

    Raises:
        UsageError: the suffix names no format.
        OutputError: the file cannot be written.
    """
    path = Path(path)
    table_writer(path)(frame, path)


def table_writer(path: Path, *, beside: Sequence[str] = ()) -> Callable[[pl.DataFrame, Path], None]:
    """Return the writer for the suffix of ``path``, or raise `UsageError`: ask before the work, not after it.

    ``beside`` names suffixes that the caller writes itself, to be listed with the tables' when none is met.
    """
    suffix = ".raw.csv" if path.name.lower().endswith(".raw.csv") else path.suffix.lower()
    if suffix not in _WRITERS:
        raise UsageError(
            f"{escape(path.name)}: '{escape(suffix)}' names no format for a table; use {', '.join(sorted({*_WRITERS, *beside}))}"
        )
    return _WRITERS[suffix]


def csv_text(frame: pl.DataFrame, *, raw: bool = False) -> str:
    """Return ``frame`` as CSV text, with formulas and control characters disarmed unless ``raw``."""
    flat = _flat(frame)
    if not raw:
        texts = [series for series in flat if series.dtype == pl.String]
        flat = flat.with_columns(escape_formulas(_visible(series)) for series in texts)
        flat.columns = escape_formulas(_visible(pl.Series(flat.columns, dtype=pl.String))).to_list()
    return flat.write_csv(None, line_terminator="\n")


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with lists joined into text and without NaN and infinities."""
    columns = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.List):
            columns.append(pl.col(name).cast(pl.List(pl.String)).list.join(LIST_SEPARATOR))
        elif dtype.is_float():
            columns.append(_finite(name))
    return frame.with_columns(columns)


def _finite(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_finite()).then(pl.col(name))


def _visible(texts: pl.Series) -> pl.Series:
    if not texts.str.contains(_RUST_UNPRINTABLE).any():
        return texts
    return pl.Series(texts.name, [None if text is None else visible(text) for text in texts], dtype=pl.String)


# polars holds valid UTF-8 only, so there are no surrogates to look for, and its expressions refuse their range
_RUST_UNPRINTABLE = UNPRINTABLE.replace("\ud800-\udfff", "")


def write_text_file(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, exactly and at once."""
    write_file_atomically(path, text.encode())


def _write_csv(frame: pl.DataFrame, path: Path) -> None:
    write_text_file(path, csv_text(frame))


def _write_raw_csv(frame: pl.DataFrame, path: Path) -> None:
    write_text_file(path, csv_text(frame, raw=True))


def _write_jsonl(frame: pl.DataFrame, path: Path) -> None:
    finite = frame.with_columns(_finite(name) for name, dtype in frame.schema.items() if dtype.is_float())
    write_text_file(path, finite.write_ndjson())


def _write_parquet(frame: pl.DataFrame, path: Path) -> None:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    write_file_atomically(path, buffer.getvalue())


def add_sheet(workbook: Any, formats: Formats, name: str, frame: pl.DataFrame) -> None:
    """Add a sheet ``name`` that holds a frame under a header, right to left, with a filter."""
    sheet = workbook.add_worksheet(name)
    cells = Cells(sheet, formats)
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, frame.height, max(frame.width - 1, 0))
    for column, title in enumerate(frame.columns):
        sheet.set_column(column, column, max(10, min(40, len(title) + 4)))
        cells.text(0, column, title, formats.header)
    for row, values in enumerate(frame.iter_rows(), start=1):
        for column, value in enumerate(values):
            cells.write(row, column, value)


def _write_xlsx(frame: pl.DataFrame, path: Path) -> None:
    check_height(path.name, frame.height)

    def fill(workbook: Any, formats: Formats) -> None:
        add_sheet(workbook, formats, "table", frame)

    write_workbook_file(path, fill)


_WRITERS: Mapping[str, Callable[[pl.DataFrame, Path], None]] = MappingProxyType(
    {
        ".csv": _write_csv,
        ".raw.csv": _write_raw_csv,
        ".jsonl": _write_jsonl,
        ".parquet": _write_parquet,
        ".xlsx": _write_xlsx,
    }
)
