"""write_problem_workbook: the tables of a problem as one workbook that a person can fill in and extend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from matchmaker.io.sheet import Cells, Formats, check_height, write_workbook_file
from matchmaker.model import LIST_SEPARATOR, TABLES, Column

SETTINGS_SHEET = "settings"
SETTINGS_HEADER = "settings.toml"
# Rows below the data that are still checked while a person types.
_SPARE_ROWS = 1_000
_MAX_WIDTH = 40


def write_problem_workbook(tables: Mapping[str, pl.DataFrame], settings: str, path: Path) -> None:
    """Write tables (by name, as `matchmaker.io.write` selects them) and settings (TOML text) as one workbook.

    One sheet per table, right to left, with a frozen header whose comments say what each column means, and a list to
    choose from where the values are fixed. Settings stand on a sheet of one column, a line of TOML per row.

    Raises:
        OutputError: a cell or sheet cannot hold its data, or the file cannot be written.
    """
    for name, frame in tables.items():
        check_height(name, frame.height)

    def fill(workbook: Any, formats: Formats) -> None:
        for name, frame in tables.items():
            _fill_table(workbook.add_worksheet(name), frame, TABLES[name].columns, formats)
        if settings:
            _fill_settings(workbook.add_worksheet(SETTINGS_SHEET), settings, formats)

    write_workbook_file(path, fill)


def _fill_table(sheet: Any, frame: pl.DataFrame, columns: Mapping[str, Column], formats: Formats) -> None:
    cells = Cells(sheet, formats)
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    for position, name in enumerate(frame.columns):
        sheet.set_column(position, position, _width(frame[name]))
        cells.text(0, position, name, formats.header)
        if name in columns:
            sheet.write_comment(0, position, comment(columns[name]), {"x_scale": 2, "font_size": 10})
            _validate(sheet, position, columns[name], frame.height)
    styles = [_style(columns.get(name), formats) for name in frame.columns]
    for row, values in enumerate(frame.iter_rows(), start=1):
        for position, value in enumerate(values):
            cells.write(row, position, value, styles[position])


def _width(series: pl.Series) -> int:
    first = series.head(200)
    if isinstance(series.dtype, pl.List):
        first = first.cast(pl.List(pl.String)).list.join(LIST_SEPARATOR)
    longest = max(map(len, first.cast(pl.String).drop_nulls().to_list()), default=0)
    return min(_MAX_WIDTH, max(len(series.name), longest) + 2)


def _style(column: Column | None, formats: Formats) -> Any:
    kind = "text" if column is None else column.kind
    if kind == "money":
        return formats.money
    if kind == "date":
        return formats.date
    return None if kind in ("integer", "number", "boolean") else formats.text


def comment(column: Column) -> str:
    """Return what a header cell says of its column: meaning, unit, range, choices."""
    lines = [column.description]
    if column.required:
        lines.append("Required")
    if column.unit is not None:
        lines.append(f"Unit: {column.unit}")
    if column.minimum is not None or column.maximum is not None:
        lines.append(f"Range: {_range(column)}")
    if column.choices:
        lines.append(f"One of: {', '.join(column.choices)}")
    if column.is_list:
        lines.append(f"Several values: separate them with {LIST_SEPARATOR}")
    if column.references is not None:
        lines.append(f"Must stand on sheet {column.references}")
    return "\n".join(lines)


def _range(column: Column) -> str:
    low = "" if column.minimum is None else f"{'over ' if column.minimum_exclusive else 'from '}{column.minimum:g}"
    high = "" if column.maximum is None else f"up to {column.maximum:g}"
    return f"{low} {high}".strip()


def _validate(sheet: Any, position: int, column: Column, height: int) -> None:
    choices = ("TRUE", "FALSE") if column.kind == "boolean" else column.choices
    if choices and not column.is_list:
        rule = {
            "validate": "list",
            "source": list(choices),
            "error_title": column.name,
            "error_message": "Choose one of the listed values, or leave the cell empty",
        }
        sheet.data_validation(1, position, height + _SPARE_ROWS, position, rule)


def _fill_settings(sheet: Any, settings: str, formats: Formats) -> None:
    sheet.set_column(0, 0, 90)
    sheet.freeze_panes(1, 0)
    cells = Cells(sheet, formats)
    cells.text(0, 0, SETTINGS_HEADER, formats.header)
    for row, line in enumerate(settings.split("\n"), start=1):
        if line:
            cells.text(row, 0, line)
