"""write_tables: several tables into one folder or one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from matchmaker.errors import UsageError, escape
from matchmaker.io.output_folder import OutputFolder
from matchmaker.io.sheet import Formats, check_height, write_workbook_file
from matchmaker.io.write_table import add_sheet, write_table


def write_tables(
    frames: Mapping[str, pl.DataFrame], path: str | Path, *, replace: bool = False, **described: Any
) -> None:
    """Write ``frames`` to ``path``: a sheet each if it ends in ``.xlsx``, else a folder with ``<name>.csv`` of each.

    ``described`` goes into the folder's manifest (`OutputFolder.describe`). Sheets read right to left, with a frozen
    header and a filter; equal frames give equal bytes. Ask `check_output` before the work.

    Raises:
        UsageError: the folder cannot be used, or the suffix is not ``.xlsx``.
        OutputError: a file cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        _write_workbook(frames, path)
        return
    check_tables_path(path)
    with OutputFolder(path, replace=replace) as folder:
        for name, frame in frames.items():
            write_table(frame, folder.file(f"{name}.csv"))
        folder.describe(**described)


def check_tables_path(path: Path) -> None:
    """Raise `UsageError` where ``path`` ends as a file that holds one table only, or as one of another kind."""
    suffix = path.suffix.lower()
    if suffix in (".csv", ".jsonl", ".parquet"):
        raise UsageError(f"{escape(path.name)} holds one table only; name a folder or a .xlsx or .json file")
    if suffix not in ("", ".xlsx", ".json") and not path.is_dir():
        raise UsageError(f"{escape(path.name)} names no format for tables; name a folder or a .xlsx or .json file")


def _write_workbook(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    for name, frame in frames.items():
        check_height(name, frame.height)

    def fill(workbook: Any, formats: Formats) -> None:
        for name, frame in frames.items():
            add_sheet(workbook, formats, name, frame)

    write_workbook_file(path, fill)
