"""read_table_file: one table of a problem from a file or a frame of its own, checked against that problem."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from matchmaker.errors import InputError
from matchmaker.io.csv_reader import read_csv
from matchmaker.io.findings import Findings
from matchmaker.io.frame_reader import frame_of_capsule, read_frame
from matchmaker.io.front_door import SourceFile, read_once
from matchmaker.io.judge import judge_rows
from matchmaker.io.keys import check_foreign_keys
from matchmaker.io.raw_table import RawTable
from matchmaker.io.tidy_rows import tidy_rows
from matchmaker.model import TABLES, Problem, Table


def read_table_file(
    given: object, name: str, problem: Problem, *, encoding: str = "utf-8", with_unknown: bool = False
) -> pl.DataFrame:
    """Return the rows of the table ``name`` that stand in ``given``, its columns only, in file order.

    ``with_unknown`` keeps columns that the table does not know, as text behind the others.

    ``given`` is the path of a .csv, .xlsx, .parquet or .jsonl file, or anything with ``__arrow_c_stream__``. What it refers
    to must be in ``problem``. Columns that the table knows and the file does not hold are left out.

    Raises:
        InputError: something is wrong; ``findings`` holds every error.
    """
    table = TABLES[name]
    findings = Findings()
    if isinstance(given, (str, Path)):
        source = read_once(Path(given), findings)
        raw = None if source is None else _raw(source, Path(given).suffix.lower(), table, findings, encoding)
    else:
        taken = frame_of_capsule(given, name, findings)
        raw = None if taken is None else read_frame(taken, table, findings, file=name)
    frame = pl.DataFrame(schema=table.schema)
    if raw is not None:
        raw = tidy_rows(raw, findings)
        frame = judge_rows(raw, findings, region=problem.settings.region, today=date.max)
        check_foreign_keys(raw, frame, table, problem.tables(), findings)
    if findings.errors:
        raise InputError(findings.errors)
    # a file of no records has no columns in some formats
    kept = [column for column in table.schema if column in frame.columns]
    kept += [column for column in frame.columns if with_unknown and column not in table.schema]
    return frame.select(kept) if frame.width else pl.DataFrame(schema=table.schema)


def _raw(source: SourceFile, suffix: str, table: Table, findings: Findings, encoding: str) -> RawTable | None:
    match suffix:
        case ".csv":
            return read_csv(source, table, findings, encoding=encoding)
        case ".xlsx":
            from matchmaker.io.xlsx_reader import read_xlsx_table

            return read_xlsx_table(source, table, findings)
        case ".parquet":
            from matchmaker.io.parquet_reader import read_parquet

            return read_parquet({table.name: source}, findings).get(table.name)
        case ".jsonl":
            from matchmaker.io.json_reader import read_json_lines

            return read_json_lines(source, table, findings)
    findings.error(
        source.name, "wrong-format", f"{table.name} are not read from '{suffix}'",
        expected=".csv, .xlsx, .parquet or .jsonl",
    )  # fmt: skip
    return None
