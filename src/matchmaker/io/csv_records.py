"""The exact, slow reading of CSV, used for headers and for whatever the fast scan finds suspicious."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# a quoted field or a plain one, then what ends it; no match means that a quote is not closed as it should be
_FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*|))(,|\r\n|\n|\r|\Z)')


_LINE = 10_000  # characters looked at for a plain line


@dataclass(frozen=True, slots=True)
class CsvRecord:
    """One record: its fields, the line it begins on (from 1), and the position at which the next one begins."""

    fields: list[str]
    line: int
    end: int


class QuoteError(Exception):
    """A quoted field that opened on ``line`` of record ``record`` (from 1, the header) never closes as it should."""

    def __init__(self, line: int, record: int, text: str) -> None:
        self.line, self.record, self.text = line, record, text
        super().__init__(f"a quote opened on line {line} is not closed")


def csv_records(text: str) -> Iterator[CsvRecord]:
    """Yield the records of CSV ``text`` (RFC 4180; LF, CRLF or CR ends a record).

    A quote inside an unquoted field is a letter (``ת"א`` survives). A blank line is a record of no fields. Raises
    `QuoteError` where a quoted field does not close before a comma or a line end.
    """
    position, line, number = 0, 1, 0
    while position < len(text):
        fields: list[str] = []
        number, start, end = number + 1, line, ","
        stop = text.find("\n", position, position + _LINE)
        whole = text[position:stop] if stop >= 0 else '"'
        if '"' not in whole and "\r" not in whole:  # most lines; splitting is many times faster than matching
            position, line = stop + 1, line + 1
            yield CsvRecord(whole.split(",") if whole else [], start, position)
            continue
        while end == ",":
            found = _FIELD.match(text, position)
            if found is None:
                raise QuoteError(line, number, text[position : position + 80])
            quoted, plain, end = found.groups()
            field = plain if quoted is None else quoted.replace('""', '"')
            line += field.count("\n") or field.count("\r")
            fields.append(field)
            position = found.end()
        line += 1
        yield CsvRecord([] if fields == [""] else fields, start, position)
