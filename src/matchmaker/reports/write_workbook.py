"""write_workbook: the report as one workbook for Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from matchmaker.io.sheet import Cells, Formats, check_height, write_workbook_file
from matchmaker.reports.content import CounsellorList, EmployerSheet, Metric, Reason, ReportContent
from matchmaker.reports.words import WORDS, both, word

# Every sheet: its columns and their widths in characters.
_SHEETS: Mapping[str, Mapping[str, int]] = {
    "placements": {
        "participant_id": 14, "participant": 24, "opportunity_id": 14, "opportunity": 30, "employer_id": 14,
        "employer": 26, "seat_id": 14, "occupation": 22, "score": 9, "commute_minutes": 10, "up": 46, "down": 46,
    },
    "cohorts": {
        "opportunity_id": 14, "opportunity": 34, "opened": 9, "size": 9, "min_size": 9, "max_size": 9, "companion": 24, "short": 50,
    },
    "unplaced": {"participant_id": 14, "participant": 24, "reason_code": 22, "reason": 80},
    "employers": {
        "employer_id": 14, "employer": 26, "places": 9, "placed": 9, "number": 7, "participant_id": 14, "participant": 24,
        "opportunity": 30, "occupation": 22, "start_date": 13, "shared": 60, "decided_by": 20,
    },
    "counsellors": {
        "case_manager": 20, "organisation": 24, "participant_id": 14, "participant": 24, "outcome": 18,
        "opportunity": 30, "employer": 26, "reason": 80,
    },
    "metrics": {"metric": 40, "value": 14, "unit": 12},
    "levels": {
        "level": 40, "value": 14, "unit": 12, "best": 14, "no_better": 16, "held": 14, "about": 30, "cannot_say": 14,
        "stopped_by": 16,
    },
    "limits": {"name": 40, "used": 12, "limit": 12, "unit": 12, "price": 12, "meaning": 60},
    "summary": {"name": 28, "value": 70},
}  # fmt: skip
_HEADER_HEIGHT = 32


def write_workbook(content: ReportContent, path: str | Path) -> None:
    """Write ``content`` to ``path`` as a workbook: placements, cohorts, unplaced, employers, counsellors,
    metrics, levels and limits (where there are any) and summary.

    Every sheet reads right to left, has a frozen header in Hebrew and English and a filter. Text is text (ids keep
    their zeros, nothing runs as a formula), numbers are numbers; what is not known is an empty cell. Equal content
    gives equal bytes.

    Raises:
        OutputError: the file cannot be written, or a sheet or cell cannot hold its data.
    """
    tables: dict[str, list[Sequence[Any]]] = {
        "placements": _rows(content.get("placements", ()), "placements"),
        "cohorts": _rows(content.get("cohorts", ()), "cohorts"),
        "unplaced": _rows(content.get("unplaced", ()), "unplaced"),
        "employers": _employer_rows(content.get("employers", ())),
        "counsellors": _counsellor_rows(content.get("counsellors", ())),
        "metrics": [_metric_row(metric) for metric in content.get("metrics", ())],
        "levels": _rows(content.get("levels", ()), "levels"),
        "limits": _rows(content.get("limits", ()), "limits"),
        "summary": _summary_rows(content),
    }
    for name in ("levels", "limits"):
        if not tables[name]:
            del tables[name]
    for name, rows in tables.items():
        check_height(name, len(rows))

    def fill(workbook: Any, formats: Formats) -> None:
        for name, rows in tables.items():
            _fill_sheet(workbook.add_worksheet(name), _SHEETS[name], rows, formats)

    write_workbook_file(Path(path), fill)


def _fill_sheet(sheet: Any, columns: Mapping[str, int], rows: Sequence[Sequence[Any]], formats: Formats) -> None:
    cells = Cells(sheet, formats)
    sheet.right_to_left()
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, _HEADER_HEIGHT)
    for position, (name, width) in enumerate(columns.items()):
        sheet.set_column(position, position, width)
        cells.text(0, position, both(name), formats.header)
    styles = [_style(name, formats) for name in columns]
    for row, values in enumerate(rows, start=1):
        for position, value in enumerate(values):
            cells.write(row, position, value, styles[position])


def _style(name: str, formats: Formats) -> Any:
    """Return the format of a column, or ``None`` for the one that goes with the type of each value."""
    match name:
        case "score" | "price":
            return formats.score
        case "commute_minutes":
            return formats.minutes
        case "up" | "down" | "reason" | "short" | "meaning" | "shared":
            return formats.wrapped
        case _:
            return None


def _rows(records: Iterable[Any], name: str) -> list[Sequence[Any]]:
    columns = tuple(_SHEETS[name])
    return [[_cell(column, record.get(column)) for column in columns] for record in records]


def _cell(column: str, value: Any) -> Any:
    if column in ("up", "down"):
        return _reasons(value or ())
    if column == "opened":
        return "כן" if value else "לא"
    return value


def _reasons(reasons: Iterable[Reason]) -> str | None:
    return "\n".join(reason.get("text") or reason.get("name", "") for reason in reasons) or None


def _employer_rows(employers: Iterable[EmployerSheet]) -> list[Sequence[Any]]:
    own = ("employer_id", "employer", "places", "placed")
    theirs = tuple(_SHEETS["employers"])[len(own) :]
    rows: list[Sequence[Any]] = []
    for employer in employers:
        head = [employer.get(name) for name in own]
        people = employer.get("people", ())
        rows += [[*head, *(person.get(name) for name in theirs)] for person in people] or [head]
    return rows


def _counsellor_rows(lists: Iterable[CounsellorList]) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    for each in lists:
        head = [each.get("case_manager"), each.get("organisation") or each.get("organisation_id")]
        for person in each.get("people", ()):
            outcome = _both("outcome_placed" if person.get("placed") else "outcome_unplaced")
            who = [person.get("participant_id"), person.get("participant")]
            rows.append([*head, *who, outcome, *(person.get(name) for name in ("opportunity", "employer", "reason"))])
    return rows


def _metric_row(metric: Metric) -> Sequence[Any]:
    label, hebrew = metric.get("label") or metric.get("name"), metric.get("label_he")
    return [f"{hebrew} · {label}" if hebrew else label, metric.get("value"), _coded("unit", metric.get("unit"))]


def _summary_rows(content: ReportContent) -> list[Sequence[Any]]:
    summary = content.get("summary", {})
    rows: list[Sequence[Any]] = []
    for name, value in summary.items():
        if isinstance(value, Mapping):
            rows += [[_both(name), f"{code}: {count}"] for code, count in sorted(value.items())]
        elif isinstance(value, list | tuple):
            rows += [[_both(name), item] for item in value]
        else:
            rows.append([_both(name), _coded(name, value)])
    return rows


def _both(name: str) -> str:
    hebrew, english = word(name, "he"), word(name, "en")
    return f"{hebrew} · {english}" if hebrew != english else english


def _coded(key: str, value: Any) -> Any:
    """Return a code in both languages; what is no code as it is."""
    return _both(f"{key}_{value}") if isinstance(value, str) and f"{key}_{value}" in WORDS else value
