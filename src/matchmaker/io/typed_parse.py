"""From text to typed columns: every cell judged, every error kept, nothing repaired."""

from __future__ import annotations

import polars as pl

from matchmaker.io.accept import CONTROL_IN_NOTE, accept
from matchmaker.io.diagnose import diagnose
from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_SAME_FINDINGS
from matchmaker.io.raw_table import RawTable
from matchmaker.io.swapped import report_swapped
from matchmaker.model import Column, Table

_AS_TEXT = ("id", "text", "texts")
_MARKERS = ("nan", "null", "n/a", "#n/a", "-")


def typed_table(raw: RawTable, table: Table, findings: Findings) -> pl.DataFrame:
    """Return the typed columns of a raw table, unknown columns as text behind them.

    A cell that is not valid is null in the result and an error in ``findings``; so is an empty cell of a required
    column. Rows stand as in ``raw``.
    """
    typed: dict[str, pl.Series] = {}
    failed: list[Column] = []
    for name, column in table.columns.items():
        if name not in raw.frame.columns:
            continue
        series = raw.frame[name]
        typed[name] = _typed_column(raw, column, findings)
        if series.len() > 1 and series.null_count() < series.len() and typed[name].null_count() == series.len():
            failed.append(column)
    report_swapped(raw, table, failed, findings)
    unknown = [name for name in raw.frame.columns if name not in table.columns]
    for name in unknown:
        _check_note(raw, name, findings)
    return pl.DataFrame([*typed.values(), *(raw.frame[name] for name in unknown)])


def _typed_column(raw: RawTable, column: Column, findings: Findings) -> pl.Series:
    series = raw.frame[column.name]
    values = accept(column, series, is_clean=raw.is_clean)
    natives = raw.natives.get(column.name)
    if natives is not None:
        values = values.set(natives.is_in(_refused_natives(column)), None)
    if values.null_count() > series.null_count():
        _report_cells(raw, column, series.is_not_null() & values.is_null(), findings)
    if column.required and series.null_count():
        _report_empty(raw, column, series, findings)
    if column.kind == "text":
        _warn_markers(raw, column, series, findings)
    return values


def _refused_natives(column: Column) -> list[str]:
    refused = ["object"] if column.is_list else ["object", "list"]
    return [*refused, "number", "boolean", "date", "time"] if column.kind in _AS_TEXT else refused


def _report_cells(raw: RawTable, column: Column, wrong: pl.Series, findings: Findings) -> None:
    indices = wrong.arg_true()
    series = raw.frame[column.name]
    for index in indices.head(MAX_SAME_FINDINGS):
        value = series[index]
        found = diagnose(column, value, raw.native(column.name, index))
        findings.error(
            raw.file, found.code, found.message, sheet=raw.sheet, row=raw.row(index), column=column.name, value=value,
            expected=found.expected, hint=found.hint,
        )  # fmt: skip
    behind = len(indices) - MAX_SAME_FINDINGS
    findings.more(behind, raw.file, "type-error", column=column.name, sheet=raw.sheet)


def _report_empty(raw: RawTable, column: Column, series: pl.Series, findings: Findings) -> None:
    for index in series.is_null().arg_true().head(MAX_SAME_FINDINGS):
        findings.error(
            raw.file, "missing-cell", "the cell is empty", sheet=raw.sheet, row=raw.row(index), column=column.name,
            expected=column.description,
        )  # fmt: skip
    behind = series.null_count() - MAX_SAME_FINDINGS
    findings.more(behind, raw.file, "missing-cell", column=column.name, sheet=raw.sheet)


def _warn_markers(raw: RawTable, column: Column, series: pl.Series, findings: Findings) -> None:
    if series.null_count() == series.len():
        return
    for index in series.str.to_lowercase().is_in(_MARKERS).arg_true():
        message = "read as text; missing is written as the empty cell only"
        findings.warning(
            raw.file,
            "missing-marker",
            message,
            sheet=raw.sheet,
            row=raw.row(index),
            column=column.name,
            value=series[index],
        )


def _check_note(raw: RawTable, name: str, findings: Findings) -> None:
    if raw.is_clean or raw.frame[name].null_count() == raw.frame.height:
        return
    for index in raw.frame[name].str.contains(CONTROL_IN_NOTE).arg_true():
        message = "the cell holds a control character"
        findings.error(
            raw.file, "control-character", message, sheet=raw.sheet, row=raw.row(index), column=name,
            value=raw.frame[name][index],
        )  # fmt: skip
