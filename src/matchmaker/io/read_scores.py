"""read_scores: scores from outside, which replace the scorers."""

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
from matchmaker.model import TABLES, Problem

_SCORES = TABLES["scores"]


def read_scores(given: object, problem: Problem, *, encoding: str = "utf-8") -> pl.DataFrame:
    """Return ``participant_id, seat_id, score`` (text, text, float in [0, 1]) of a file or a frame, checked.

    ``given`` is the path of a .csv, .xlsx, .parquet or .jsonl file, or anything with ``__arrow_c_stream__``. Rows stand
    in file order, each pair once, every id one of ``problem``. Other columns are left out.

    Raises:
        InputError: something is wrong; ``findings`` holds every error.
    """
    findings = Findings()
    if isinstance(given, (str, Path)):
        source = read_once(Path(given), findings)
        raw = None if source is None else _raw_scores(source, Path(given).suffix.lower(), findings, encoding)
    else:
        taken = frame_of_capsule(given, _SCORES.name, findings)
        raw = None if taken is None else read_frame(taken, _SCORES, findings, file=_SCORES.name)
    frame = pl.DataFrame(schema=_SCORES.schema)
    if raw is not None:
        raw = tidy_rows(raw, findings)
        frame = judge_rows(raw, findings, region=problem.settings.region, today=date.max)
        check_foreign_keys(raw, frame, _SCORES, problem.tables(), findings)
    if findings.errors:
        raise InputError(findings.errors)
    # a file of no records has no columns in some formats
    return frame.select(list(_SCORES.schema)) if frame.width else pl.DataFrame(schema=_SCORES.schema)


def _raw_scores(source: SourceFile, suffix: str, findings: Findings, encoding: str) -> RawTable | None:
    match suffix:
        case ".csv":
            return read_csv(source, _SCORES, findings, encoding=encoding)
        case ".xlsx":
            from matchmaker.io.xlsx_reader import read_xlsx_table

            return read_xlsx_table(source, _SCORES, findings)
        case ".parquet":
            from matchmaker.io.parquet_reader import read_parquet

            return read_parquet({_SCORES.name: source}, findings).get(_SCORES.name)
        case ".jsonl":
            from matchmaker.io.json_reader import read_json_lines

            return read_json_lines(source, _SCORES, findings)
    findings.error(
        source.name, "wrong-format", f"scores are not read from '{suffix}'", expected=".csv, .xlsx, .parquet or .jsonl"
    )
    return None
