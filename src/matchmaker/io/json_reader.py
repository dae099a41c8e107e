"""A whole problem in one JSON file, and tables as JSON lines."""

from __future__ import annotations

from typing import Any

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, is_format, utf8_of
from matchmaker.io.json_text import JsonError, JsonText
from matchmaker.io.labels import check_labels
from matchmaker.io.limits import MAX_DIGITS, MAX_ROWS
from matchmaker.io.native_values import text_columns
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES, Table

Records = list[tuple[int, dict[str, Any]]]
_SETTINGS = "settings"
_EXPECTED = {
    "syntax-error": 'one object such as {"participants": [{"participant_id": "P1"}], ...}, or in .jsonl one a line',
    "type-error": "an object of column names and values; leave out what is not known",
    "duplicate-key": "each key once",
    "too-deep": "tables of plain values, and lists of them",
    "out-of-range": f"a finite number of at most {MAX_DIGITS} digits",
    "lone-surrogate": "whole characters",
}


def read_json(source: SourceFile, findings: Findings) -> tuple[dict[str, RawTable], dict[str, Any]]:
    """Return the tables and the settings of ``{"participants": [{...}, ...], ..., "settings": {...}}``.

    Rows are numbered by the line on which a record begins. What cannot be read is an error in ``findings``.
    """
    tables: dict[str, Records] = {}
    settings: dict[str, Any] = {}
    unread: dict[str, RawTable] = {}
    text = _text_of(source, "json", findings)
    if text is not None:
        try:
            _read_members(text, tables, settings, source.name, findings)
        except JsonError as error:
            _report(error, source.name, findings)
            # what stands behind the error is not known, so nothing is said of it
            unread = {name: RawTable(name, source.name, pl.DataFrame(), is_partial=True) for name in TABLES}
    raw = {name: _raw_table(source.name, TABLES[name], records, findings) for name, records in tables.items()}
    return unread | raw, settings


def read_json_lines(source: SourceFile, table: Table, findings: Findings) -> RawTable | None:
    """Return the table in a file of one JSON object per line."""
    text = _text_of(source, "jsonl", findings)
    if text is None:
        return None
    records: Records = []
    for number, line in enumerate(text.text.split("\n"), start=1):
        if not line.strip():
            continue
        piece = JsonText(line)
        try:
            value, end = piece.value(0)
            if piece.skip(end) < len(line):
                raise piece.error("syntax-error", "the line holds more than one value", end)
            records.append((number, _record(value, piece, 0)))
        except JsonError as error:
            error.line = number
            _report(error, source.name, findings)
    return _raw_table(source.name, table, records, findings)


def _read_members(
    text: JsonText, tables: dict[str, Records], settings: dict[str, Any], file: str, findings: Findings
) -> None:
    mark, position = text.expect(0, "{")
    seen: set[str] = set()
    while mark != "}":
        start = text.skip(position)
        if not seen and text.text[start : start + 1] == "}":
            position = start + 1
            break
        name, position = text.key(position)
        if name in seen:
            raise text.error("duplicate-key", f"the key '{name}' stands twice", start)
        seen.add(name)
        if name in TABLES:
            tables[name], position = _array(text, position)
        else:
            value, position = text.value(position)
            if name == _SETTINGS and isinstance(value, dict):
                settings.update(value)
            elif name == _SETTINGS:
                raise text.error("type-error", "the settings must be an object", start)
            else:
                hint = suggestion(name, [*TABLES, _SETTINGS])
                message = f"there is no table '{name}'; it was passed over"
                findings.warning(file, "unknown-table", message, row=text.line(start), hint=hint)
        mark, position = text.expect(position, ",}")
    if text.skip(position) < len(text.text):
        raise text.error("syntax-error", "text follows the end of the object", text.skip(position))


def _array(text: JsonText, position: int) -> tuple[Records, int]:
    mark, position = text.expect(position, "[")
    records: Records = []
    if text.text[text.skip(position) : text.skip(position) + 1] == "]":
        return records, text.skip(position) + 1
    while mark != "]":
        start = text.skip(position)
        value, position = text.value(start)
        records.append((text.line(start), _record(value, text, start)))
        mark, position = text.expect(position, ",]")
    return records, position


def _record(value: Any, text: JsonText, position: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise text.error("type-error", "a record must be an object with column names as keys", position)
    return value


def _text_of(source: SourceFile, kind: str, findings: Findings) -> JsonText | None:
    if not is_format(source, kind, findings):
        return None
    data = utf8_of(source, findings)
    return None if data is None else JsonText(data.decode("utf-8"))


def _report(error: JsonError, file: str, findings: Findings) -> None:
    where = "" if error.column is None else f" (line {error.line}, column {error.column})"
    findings.error(file, error.code, error.message + where, row=error.line, expected=_EXPECTED.get(error.code))


def _raw_table(file: str, table: Table, records: Records, findings: Findings) -> RawTable:
    if len(records) > MAX_ROWS:
        findings.error(file, "too-many-rows", f"{table.name} is too long", expected=f"at most {MAX_ROWS:,} records")
    labels = list(dict.fromkeys(label for _, record in records for label in record))
    kept = check_labels(labels, table, findings, file=file, row=records[0][0]) if records else []
    frame, natives = text_columns({labels[at]: [record.get(labels[at]) for _, record in records] for at in kept})
    lines = pl.Series([line for line, _ in records], dtype=pl.UInt32)
    return RawTable(table.name, file, frame, rows=lines, natives=natives)
