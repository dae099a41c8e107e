"""What the workbook reader does not tell of a sheet: formulas without a value, error cells, merged and hidden cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaker.io.limits import MAX_COLUMNS, MAX_SHEET_CELLS

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]|<(?:\w+:)?v>[^<]")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\bhidden\s*=\s*[\"'](?:1|true))")
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")
_ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_IS_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)")
_IS_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt\s*=\s*[\"']e[\"']")
_TEXT = re.compile(rb">([^<]*)</(?:\w+:)?v>")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Facts of one sheet's XML. Cells are named by row (from 1) and column (from 1)."""

    errors: tuple[tuple[int, int, str], ...]
    formulas_without_value: tuple[tuple[int, int], ...]
    merged: tuple[tuple[int, int], ...]
    n_hidden_rows: int
    n_hidden_columns: int
    has_filter: bool


def sheet_facts(xml: bytes) -> SheetFacts:
    """Return the facts of a sheet."""
    errors: list[tuple[int, int, str]] = []
    formulas: list[tuple[int, int]] = []
    # looking at each cell is slow, and most sheets need it for none
    if _FORMULA.search(xml) or _ERROR_CELL.search(xml):
        for attributes, content in _CELL.findall(xml):
            where = _place(attributes)
            if _IS_ERROR.search(attributes):
                value = _TEXT.search(content)
                errors.append((*where, "" if value is None else value.group(1).decode("utf-8", "replace")))
            elif _FORMULA.search(content) and not _FILLED.search(content):
                formulas.append(where)
    return SheetFacts(
        tuple(errors),
        tuple(formulas),
        tuple((int(low), _column_number(left)) for left, _, _, low in _MERGE.findall(xml)),
        sum(_IS_HIDDEN.search(attributes) is not None for attributes in _ROW.findall(xml)),
        len(_HIDDEN_COLUMN.findall(xml)),
        _FILTER.search(xml) is not None,
    )


def extent_trouble(xml: bytes) -> str | None:
    """Return what is wrong with where a sheet's cells stand; the reader holds the whole rectangle up to the last."""
    places = _REFERENCE.findall(xml)
    widest = max((_column_number(name) for name in {name for name, _ in places}), default=0)
    if widest > MAX_COLUMNS:
        return f"a cell stands in column {widest:,}"
    numbered = (int(found.group(1)) for found in map(_ROW_NUMBER.search, _ROW.findall(xml)) if found)
    last_row = max(max(numbered, default=0), max((int(row) for row in {row for _, row in places}), default=0))
    if last_row * widest > MAX_SHEET_CELLS:
        return f"the sheet spans {last_row:,} rows and {widest:,} columns"
    return None


def _place(attributes: bytes) -> tuple[int, int]:
    found = _REFERENCE.search(attributes)
    return (0, 0) if found is None else (int(found.group(2)), _column_number(found.group(1)))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
