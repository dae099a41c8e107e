"""A workbook to tables of text: every sheet a table, every cell as it was typed."""

from __future__ import annotations

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, is_format
from matchmaker.io.labels import check_labels
from matchmaker.io.limits import MAX_COLUMNS, MAX_SHEET_CELLS
from matchmaker.io.native_values import text_and_native, text_columns
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.io.xlsx_findings import report_sheet
from matchmaker.io.xlsx_guard import unpacked_parts
from matchmaker.io.xlsx_sheet import extent_trouble
from matchmaker.io.xlsx_workbook import SheetEntry, Workbook
from matchmaker.model import TABLES, Table
from matchmaker.text.identity import identity_key

SETTINGS_SHEET = "settings"
_AGAIN = "save the workbook again from Excel"


def read_xlsx(source: SourceFile, findings: Findings) -> tuple[dict[str, RawTable], str | None]:
    """Return the tables of a workbook, and the text of its settings sheet if there is one.

    Sheets are told by the identity key of their names. Hidden sheets, rows and columns are read, with a warning that
    counts them. Formulas without a stored value, error cells and cells merged below the header are errors.
    """
    workbook = open_workbook(source, findings)
    if workbook is None:
        return {}, None
    try:
        return _tables(workbook, findings)
    except ValueError as error:
        findings.error(source.name, "damaged-file", str(error), hint=_AGAIN)
        return {}, None


def read_xlsx_table(source: SourceFile, table: Table, findings: Findings) -> RawTable | None:
    """Return one table from a workbook: its sheet of that name, or its only sheet."""
    workbook = open_workbook(source, findings)
    if workbook is None:
        return None
    named = [entry for entry in workbook.entries if identity_key(entry.name) == table.name] or workbook.entries
    if len(named) != 1:
        message = f"there is no one sheet called '{table.name}' among {len(workbook.entries)}"
        findings.error(source.name, "missing-table", message, expected=f"a sheet called '{table.name}', or one sheet")
        return None
    try:
        return sheet_table(workbook, named[0], table, findings)
    except ValueError as error:
        findings.error(source.name, "damaged-file", str(error), hint=_AGAIN)
        return None


def open_workbook(source: SourceFile, findings: Findings) -> Workbook | None:
    """Return the workbook in a file, or ``None`` with the reason in ``findings``."""
    if not is_format(source, "xlsx", findings):
        return None
    parts = unpacked_parts(source, findings)
    if parts is None:
        return None
    try:
        workbook = Workbook(source.name, parts)
    except ValueError as error:
        findings.error(source.name, "damaged-file", str(error), hint=_AGAIN)
        return None
    for entry in workbook.entries:
        if trouble := extent_trouble(parts[entry.part]):
            expected = f"at most {MAX_COLUMNS:,} columns and {MAX_SHEET_CELLS:,} cells"
            findings.error(source.name, "too-large", trouble, sheet=entry.name, expected=expected)
            return None
    return workbook


def _tables(workbook: Workbook, findings: Findings) -> tuple[dict[str, RawTable], str | None]:
    if workbook.counts_from_1904:
        message = "the workbook counts days from 1904; its dates were read so"
        findings.warning(workbook.file, "date-1904", message, hint="compare a date with its source")
    tables: dict[str, RawTable] = {}
    settings: str | None = None
    seen: dict[str, str] = {}
    for entry in workbook.entries:
        name = identity_key(entry.name)
        if name in seen:
            message = f"the sheets '{seen[name]}' and '{entry.name}' have the same name"
            hint = "delete one of the sheets, or give it another name"
            findings.error(workbook.file, "duplicate-table", message, sheet=entry.name, hint=hint)
        elif name in TABLES:
            raw = sheet_table(workbook, entry, TABLES[name], findings)
            tables[name] = raw or RawTable(name, workbook.file, pl.DataFrame(), sheet=entry.name, is_partial=True)
        elif name == SETTINGS_SHEET:
            settings = "\n".join((text_and_native(row[0])[0] or "") if row else "" for row in workbook.grid(entry)[1:])
        else:
            message = "this sheet is not a table of the problem; it was passed over"
            remedy = suggestion(name, [*TABLES, SETTINGS_SHEET])
            findings.warning(workbook.file, "unknown-table", message, sheet=entry.name, hint=remedy)
        seen.setdefault(name, entry.name)
    return tables, settings


def sheet_table(workbook: Workbook, entry: SheetEntry, table: Table, findings: Findings) -> RawTable | None:
    """Return one sheet as a table, or ``None`` where it holds none.

    Raises:
        ValueError: the sheet cannot be read.
    """
    grid = workbook.grid(entry)
    while grid and not any(value != "" for value in grid[-1]):
        grid.pop()
    labels = [text_and_native(value)[0] for value in grid[0]] if grid else []
    while labels and labels[-1] is None and all(row[len(labels) - 1] == "" for row in grid):
        labels.pop()
    if not labels:
        message = "the sheet is empty" if not grid else "the first row is blank: the header must stand in row 1"
        findings.error(workbook.file, "empty", message, sheet=entry.name, expected="column names in row 1")
        return None
    report_sheet(findings, workbook.file, entry, workbook.parts[entry.part], labels)
    kept = check_labels(labels, table, findings, file=workbook.file, sheet=entry.name)
    columns = {str(labels[position]): [row[position] for row in grid[1:]] for position in kept}
    frame, natives = text_columns(columns)
    return RawTable(table.name, workbook.file, frame, sheet=entry.name, natives=natives)
