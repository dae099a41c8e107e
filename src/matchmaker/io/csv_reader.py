"""CSV to a table of text: a fast reader where the bytes are plainly right, an exact one where they are not."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from matchmaker.io.csv_records import CsvRecord, QuoteError, csv_records
from matchmaker.io.csv_shape import count_lines, has_only_visible, is_plain, no_line_end_is_quoted
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, is_format, utf8_of
from matchmaker.io.labels import check_labels
from matchmaker.io.limits import MAX_COLUMNS, MAX_ROWS
from matchmaker.io.raw_table import RawTable
from matchmaker.model import Table


def read_csv(source: SourceFile, table: Table, findings: Findings, *, encoding: str = "utf-8") -> RawTable | None:
    """Return the text of a CSV file, or ``None`` when it cannot be read as a table; either way with findings."""
    if not is_format(source, "csv", findings):
        return None
    data = utf8_of(source, findings, encoding=encoding)
    if data is None:
        return None
    data = _with_line_feeds(data)
    if count_lines(data) > MAX_ROWS + 1:
        findings.error(source.name, "too-many-rows", "the table is too long", expected=f"at most {MAX_ROWS:,} records")
        return None
    header = _header(source, data, findings)
    if header is None:
        return None
    kept = check_labels(header.fields, table, findings, file=source.name)
    names = [f"column {position}" for position in range(len(header.fields))]
    raw = _plain_table(source, table, data, names) or _exact_table(source, table, data, header, findings)
    frame = raw.frame.select(pl.col(names[position]).alias(header.fields[position]) for position in kept)
    return replace(raw, frame=frame)


def _with_line_feeds(data: bytes) -> bytes:
    """Return the data with LF line ends, where that changes no cell, and one at the end."""
    if b"\r" in data:
        returns, feeds = data.count(b"\r"), data.count(b"\n")
        if not feeds and b'"' not in data:
            data = data.replace(b"\r", b"\n")
        elif returns == feeds == data.count(b"\r\n") and no_line_end_is_quoted(data):
            data = data.replace(b"\r\n", b"\n")
    is_ready = data.endswith(b"\n") and not data.endswith((b"\n\n", b"\r\n"))
    return data if is_ready else data.rstrip(b"\r\n") + b"\n"


def _header(source: SourceFile, data: bytes, findings: Findings) -> CsvRecord | None:
    head = data[: (MAX_COLUMNS + 1) * 200].decode("utf-8", "ignore")
    try:
        header = next(csv_records(head))
    except QuoteError as error:
        _report_quote(source, error, findings)
        return None
    if not header.fields:
        findings.error(source.name, "empty", "the first line is blank", row=1, expected="column names")
        return None
    if len(header.fields) == 1:
        for mark, word in ((";", ";"), ("\t", "a tab"), ("|", "|")):
            if mark in header.fields[0]:
                message = f"one column found, looks like {word} separates the columns"
                hint = "save the file as CSV with commas"
                findings.error(
                    source.name, "wrong-delimiter", message, row=1, value=header.fields[0], expected="commas", hint=hint
                )
                return None
    return header


def _plain_table(source: SourceFile, table: Table, data: bytes, names: list[str]) -> RawTable | None:
    start = data.find(b"\n") + 1
    body = data[start:]
    schema = dict.fromkeys(names, pl.String)
    if data.count(b'"', 0, start) or (body and not is_plain(body, len(names))):
        return None
    try:
        frame = pl.read_csv(body, has_header=False, schema=schema) if body else pl.DataFrame(schema=schema)
    except pl.exceptions.PolarsError:
        return None
    if b'""' in body:
        frame = frame.with_columns(pl.all().replace("", None))
    return RawTable(table.name, source.name, frame, is_clean=has_only_visible(body))


def _exact_table(source: SourceFile, table: Table, data: bytes, header: CsvRecord, findings: Findings) -> RawTable:
    labels = header.fields
    rows: list[int] = []
    cells: list[list[str | None]] = []
    records = enumerate(csv_records(data.decode("utf-8")), start=1)
    is_partial = False
    next(records)
    try:
        for number, record in records:
            if not record.fields:
                findings.warning(source.name, "blank-row", "the row is blank and was passed over", row=number)
                continue
            _check_width(source, labels, record.fields, number, findings)
            rows.append(number)
            cells.append(_padded(record.fields, len(labels)))
    except QuoteError as error:
        is_partial = True
        _report_quote(source, error, findings)
    schema = {f"column {position}": pl.String for position in range(len(labels))}
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    return RawTable(table.name, source.name, frame, rows=pl.Series(rows, dtype=pl.UInt32), is_partial=is_partial)


def _padded(fields: list[str], length: int) -> list[str | None]:
    cells = [field or None for field in fields[:length]]
    return cells + [None] * (length - len(cells))


def _check_width(source: SourceFile, labels: list[str], fields: list[str], row: int, findings: Findings) -> None:
    n_fields, n_labels = len(fields), len(labels)
    expected = f"{n_labels} cells, as in the header"
    if n_fields < n_labels:
        message = f"the row has {n_fields} of {n_labels} cells"
        findings.error(source.name, "missing-cell", message, row=row, column=labels[n_fields], expected=expected)
    elif n_fields > n_labels:
        message = f"the row has {n_fields} cells under {n_labels} columns"
        hint = "put quotes around a cell that holds a comma"
        findings.error(
            source.name, "extra-cell", message, row=row, value=fields[n_labels], expected=expected, hint=hint
        )


def _report_quote(source: SourceFile, error: QuoteError, findings: Findings) -> None:
    findings.error(
        source.name,
        "unclosed-quote",
        f"a quote that opens on line {error.line} is not closed before the next comma or line end",
        row=error.record,
        value=error.text,
        expected="a closing quote; a quote inside a quoted cell is doubled",
    )
