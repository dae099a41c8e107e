"""write_template: the empty form of the employers' survey, for people to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matchmaker.io.sheet import Cells, Formats, write_workbook_file
from matchmaker.model import Column, Record, columns
from matchmaker.surveys.answers import Answers, Vacancy
from matchmaker.surveys.words import ANSWERS, HEADERS, SHEETS

_ROWS = 1_000
"""Rows that are checked while a person types."""


def write_template(path: Path) -> None:
    """Write a workbook with the two sheets of the survey: Hebrew headers, right to left, lists to choose answers from.

    Each header's comment gives the question, its line in the sources and its name in English.

    Raises:
        OutputError: the file cannot be written.
    """

    def fill(workbook: Any, formats: Formats) -> None:
        records: tuple[tuple[str, type[Record]], ...] = (("answers", Answers), ("vacancies", Vacancy))
        for name, record in records:
            _fill(workbook.add_worksheet(SHEETS[name][0]), record, formats)

    write_workbook_file(path, fill)


def _fill(sheet: Any, record: type[Record], formats: Formats) -> None:
    cells = Cells(sheet, formats)
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns(record).values()):
        header = HEADERS[column.name][0]
        # text stays text: a code or a telephone number keeps its leading zeros
        style = {"date": formats.date, "integer": None, "boolean": None}.get(column.kind, formats.text)
        sheet.set_column(position, position, max(12, len(header) + 3), style)
        cells.text(0, position, header, formats.header)
        sheet.write_comment(0, position, f"{column.name}\n{column.description}", {"x_scale": 2, "font_size": 10})
        rule = _rule(column)
        if rule is not None:
            message = {"error_title": header, "error_message": "יש לבחור מהרשימה או להשאיר ריק"}
            sheet.data_validation(1, position, _ROWS, position, rule | message)


def _rule(column: Column) -> dict[str, Any] | None:
    if column.kind == "boolean":
        return {"validate": "list", "source": ["כן", "לא"]}
    if column.name in ANSWERS:
        return {"validate": "list", "source": [words[0] for words in ANSWERS[column.name].values()]}
    if column.kind != "integer":
        return None
    low, high = int(column.minimum or 0), int(column.maximum or 1_000_000)
    return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
