"""read_sheets: the survey's sheets as typed tables, every cell judged, with the place each row came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from matchmaker.errors import Finding
from matchmaker.io.csv_reader import read_csv
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, read_once
from matchmaker.io.labels import check_labels
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.io.tidy_rows import tidy_rows
from matchmaker.io.typed_parse import typed_table
from matchmaker.model import Record, Table
from matchmaker.surveys.answers import Answers, Vacancy
from matchmaker.surveys.words import ANSWERS, HEADERS, SHEETS, answer_of, column_of
from matchmaker.text.identity import identity_key

_ANSWERS = Table("answers", Answers, (), True)
_VACANCIES = Table("vacancies", Vacancy, (), False)


class _AnyColumns(Record):
    """Knows no column, so that headers are taken as they are written and judged by their meaning afterwards."""


_AS_WRITTEN = Table("survey", _AnyColumns, (), False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its typed ``frame``, and where its cells stand for the person who filled it in."""

    frame: pl.DataFrame
    raw: RawTable
    written: Mapping[str, str]
    """The header of each column as it is written."""

    @property
    def windows(self) -> list[str | None]:
        """The hiring window of each vacancy: "now" where none is given, null where what is given is none."""
        left_open = self.raw.frame["hiring_window"].is_null() if "hiring_window" in self.raw.frame.columns else True
        filled = pl.when(left_open).then(pl.lit("now")).otherwise("hiring_window")
        return self.frame.select(filled).to_series().to_list()

    def finding(self, index: int, column: str, code: str, message: str, **details: str | None) -> Finding:
        """Return a finding about a cell of the row at ``index``."""
        severity = details.pop("severity", None)
        value = self.raw.frame[column][index] if column in self.raw.frame.columns else None
        return Finding(
            self.raw.file, code, message, sheet=self.raw.sheet, row=self.raw.row(index),
            column=self.written.get(column, column), value=value,
            expected=details.get("expected"), hint=details.get("hint"),
            severity="warning" if severity == "warning" else "error",
        )  # fmt: skip


def read_sheets(path: Path, findings: Findings, encoding: str) -> tuple[Sheet, Sheet] | None:
    """Return the answers and the vacancies (none, where there is no such sheet) of a workbook or a folder of CSV files.

    ``None`` where there are no answers to read.
    """
    raws = _of_folder(path, findings, encoding) if path.is_dir() else _of_workbook(path, findings)
    if "answers" not in raws:
        expected = f"a sheet or .csv file called {' or '.join(SHEETS['answers'])}"
        findings.error(path.name, "missing-table", "there is no sheet of answers", expected=expected)
    answers, vacancies = raws.get("answers"), raws.get("vacancies")
    if answers is None:
        return None
    none = Sheet(pl.DataFrame(schema=_VACANCIES.schema), RawTable("vacancies", path.name, pl.DataFrame()), {})
    told = typed_sheet(answers, _ANSWERS, findings)
    return told, none if vacancies is None else typed_sheet(vacancies, _VACANCIES, findings)


def typed_sheet(raw: RawTable, table: Table, findings: Findings) -> Sheet:
    """Return a sheet whose headers and answers were in words of any of the languages, judged cell by cell."""
    written = {column_of(label): label for label in reversed(raw.frame.columns)}
    labels = [column_of(label) for label in raw.frame.columns]
    own = Findings()
    kept = check_labels(labels, table, own, file=raw.file, sheet=raw.sheet)
    frame = raw.frame.select(pl.col(raw.frame.columns[at]).alias(labels[at]) for at in kept)
    natives = {column_of(name): series for name, series in raw.natives.items()}
    named = tidy_rows(replace(raw, name=table.name, frame=frame, natives=natives), own)
    sheet = Sheet(_complete(typed_table(_in_codes(named, table, own), table, own), table), named, written)
    for finding in own.all:
        findings.add(_as_headed(finding, written))
    return sheet


def _as_headed(finding: Finding, written: Mapping[str, str]) -> Finding:
    """Return a finding with its column called as in the file, and a missing one also as the form calls it."""
    column = finding.column
    if column is None:
        return finding
    if finding.code == "missing-label" and finding.hint is None and column in HEADERS:
        return replace(finding, hint=f"the form calls it '{HEADERS[column][0]}'")
    return replace(finding, column=written.get(column, column))


def _complete(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in table.schema.items()
    )


def _in_codes(raw: RawTable, table: Table, findings: Findings) -> RawTable:
    """Return the table with answers in words as their codes; what is neither is reported and blank."""
    frame = raw.frame
    for name, words in ANSWERS.items():
        if name not in frame.columns:
            continue
        series = frame[name]
        codes = pl.Series(name, [None if word is None else answer_of(name, word) for word in series], dtype=pl.String)
        choices = table.columns[name].choices
        for index in (codes.is_not_null() & ~codes.is_in(list(choices))).arg_true():
            known = [word for code, said in words.items() for word in (code, *said)]
            findings.error(
                raw.file, "unknown-choice", "this is none of the answers", sheet=raw.sheet, row=raw.row(index),
                column=name, value=series[index], expected="one of " + ", ".join(said[0] for said in words.values())
                + f" ({', '.join(choices)})", hint=suggestion(series[index], known),
            )  # fmt: skip
        frame = frame.with_columns(codes.set(~codes.is_in(list(choices)), None))
    return replace(raw, frame=frame)


def as_written(raw: RawTable | None, told: Findings, findings: Findings) -> RawTable | None:
    """Hand on what was found while reading, but for the columns, which are judged by their meaning later."""
    for finding in told.all:
        if finding.code != "extra-label":
            findings.add(finding)
    return raw


def csv_as_written(source: SourceFile, findings: Findings, encoding: str) -> RawTable | None:
    """Return a CSV file's table with its headers as they are written."""
    told = Findings()
    return as_written(read_csv(source, _AS_WRITTEN, told, encoding=encoding), told, findings)


def _sheet_of(name: str) -> str | None:
    key = identity_key(name)
    return next((sheet for sheet, names in SHEETS.items() if key in map(identity_key, names)), None)


def _of_folder(folder: Path, findings: Findings, encoding: str) -> dict[str, RawTable | None]:
    found: dict[str, RawTable | None] = {}
    for path in sorted(folder.glob("*.csv")):
        name = _sheet_of(path.stem)
        if name in found:
            message = "another file holds this sheet already"
            findings.error(path.name, "duplicate-table", message, hint="remove one of the two files")
        elif name is not None:
            source = read_once(path, findings)
            found[name] = None if source is None else csv_as_written(source, findings, encoding)
    return found


def _of_workbook(path: Path, findings: Findings) -> dict[str, RawTable | None]:
    from matchmaker.io.xlsx_reader import open_workbook, sheet_table

    source = read_once(path, findings)
    workbook = None if source is None else open_workbook(source, findings)
    if workbook is None:
        return {"answers": None}
    found: dict[str, RawTable | None] = {}
    for entry in workbook.entries:
        name = _sheet_of(entry.name)
        if name is None:
            message = "this sheet is no part of the survey; it was passed over"
            findings.warning(path.name, "unknown-table", message, sheet=entry.name)
        elif name in found:
            findings.error(path.name, "duplicate-table", "the sheet is there twice", sheet=entry.name,
                           hint="delete one of the sheets, or give it another name")  # fmt: skip
        else:
            told = Findings()
            try:
                raw = as_written(sheet_table(workbook, entry, _AS_WRITTEN, told), told, findings)
            except ValueError as error:
                findings.error(path.name, "damaged-file", str(error), hint="save the workbook again from Excel")
                raw = None
            found[name] = raw
    return found
