"""write: a problem into files that `matchmaker.read` reads back exactly."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import polars as pl

from matchmaker.errors import UsageError, escape
from matchmaker.io.check_output import CHECKSUMS, SETTINGS, check_output_file
from matchmaker.io.manifest import sha256
from matchmaker.io.output_folder import OutputFolder
from matchmaker.io.settings_toml import settings_toml
from matchmaker.io.write_problem_workbook import write_problem_workbook
from matchmaker.io.write_table import csv_text, write_text_file
from matchmaker.model import TABLES, Problem, Table

Format = Literal["csv", "xlsx", "json", "parquet"]


def write(
    problem: Problem,
    path: str | Path,
    format: Format | None = None,  # noqa: A002 - the word every such function uses
    *,
    replace: bool = False,
) -> None:
    """Write ``problem`` to ``path``.

    ``format`` defaults to the suffix of ``path``: ``.xlsx`` is one workbook, ``.json`` one file, no suffix a folder of
    CSV files; ``format="parquet"`` makes a folder of Parquet files, with their checksums in ``SHA256SUMS``. A column is
    written when it is required, unknown to the record class, or holds something; a table when it is required or has
    rows; settings when they are not the defaults. Nothing is escaped in the CSV files: they are data, and are exact;
    to look at the data in a spreadsheet use ``.xlsx``.

    An existing file, or a folder that holds files, is refused without ``replace``.

    Raises:
        UsageError: the path or the format cannot be used.
        OutputError: a file cannot be written; nothing is left half done.
    """
    path = Path(path)
    chosen = format or _format_of(path)
    match chosen:
        case "csv" | "parquet":
            _write_folder(problem, path, chosen, replace)
        case "xlsx":
            write_problem_workbook(
                written_tables(problem), settings_toml(problem.settings), check_output_file(path, replace)
            )
        case "json":
            write_text_file(check_output_file(path, replace), _json_text(problem))
        case _:
            raise UsageError(f"'{escape(str(chosen))}' is no format; use csv, xlsx, json or parquet")


def written_tables(problem: Problem) -> dict[str, pl.DataFrame]:
    """Return the tables worth writing, each without the known columns that are not required and hold nothing."""
    return {
        name: _written_columns(problem.table(name), table)
        for name, table in TABLES.items()
        if table.required or problem.table(name).height
    }


def _written_columns(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    n_empty = dict(zip(frame.columns, frame.null_count().row(0) if frame.width else (), strict=True))
    return frame.select(
        name
        for name in frame.columns
        if name not in table.columns or table.columns[name].required or n_empty[name] < frame.height
    )


def _format_of(path: Path) -> Format:
    match path.suffix.lower():
        case ".xlsx":
            return "xlsx"
        case ".json":
            return "json"
        case "":
            return "csv"
        case suffix:
            raise UsageError(
                f"{escape(path.name)}: '{escape(suffix)}' names no format for a problem; use .xlsx, .json, or a folder "
                f"(no suffix); a folder whose name has a dot needs format='csv' or 'parquet'"
            )


def _write_folder(problem: Problem, path: Path, chosen: Literal["csv", "parquet"], replace: bool) -> None:
    settings = settings_toml(problem.settings)
    with OutputFolder(path, replace=replace, with_manifest=False) as out:
        for name, frame in written_tables(problem).items():
            data = csv_text(frame, raw=True).encode() if chosen == "csv" else _parquet(frame)
            out.file(f"{name}.{chosen}").write_bytes(data)
        if settings:
            out.file(SETTINGS).write_bytes(settings.encode())
        if chosen == "parquet":
            _write_checksums(out.file(CHECKSUMS))


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _write_checksums(path: Path) -> None:
    """Write the form that ``sha256sum --check`` reads: polars writes no page checksums of its own."""
    lines = [f"{sha256(file)}  {file.name}\n" for file in sorted(path.parent.iterdir())]
    path.write_bytes("".join(lines).encode())


def _json_text(problem: Problem) -> str:
    content: dict[str, Any] = {
        name: [_filled(row) for row in frame.iter_rows(named=True)] for name, frame in written_tables(problem).items()
    }
    settings = problem.settings.model_dump(exclude_defaults=True)
    if settings:
        content["settings"] = settings
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _plain(value: Any) -> Any:
    # amounts have at most 14 digits, which a float keeps exactly
    return float(value) if isinstance(value, Decimal) else value.isoformat()
