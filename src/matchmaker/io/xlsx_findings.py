"""What is wrong or odd in a sheet beside its values: errors of Excel, formulas, merged and hidden cells."""

from __future__ import annotations

from matchmaker.io.findings import Findings
from matchmaker.io.xlsx_sheet import SheetFacts, sheet_facts
from matchmaker.io.xlsx_workbook import SheetEntry


def report_sheet(findings: Findings, file: str, entry: SheetEntry, xml: bytes, labels: list[str | None]) -> None:
    """Add the findings of one sheet's XML; ``labels`` names its columns."""
    facts = sheet_facts(xml)
    places = [
        *(("error-cell", row, column, value) for row, column, value in facts.errors),
        *(("formula-without-value", row, column, None) for row, column in facts.formulas_without_value),
        *(("merged-cells", row, column, None) for row, column in facts.merged if row > 1),
    ]
    for code, row, column, value in places:
        label = labels[column - 1] if 0 < column <= len(labels) else None
        message, hint = _WORDS[code]
        findings.error(file, code, message, sheet=entry.name, row=row, column=label, value=value, hint=hint)
    hidden = _hidden(facts, entry)
    if hidden:
        findings.warning(file, "hidden-data", f"{', '.join(hidden)}; everything was read", sheet=entry.name)


_WORDS = {
    "error-cell": ("the cell holds an error of Excel", "mend the formula, or clear the cell"),
    "formula-without-value": (
        "the formula's value was never computed",
        "open and save the workbook in Excel, or paste values",
    ),
    "merged-cells": ("cells are merged below the header", "unmerge them and fill each cell"),
}


def _hidden(facts: SheetFacts, entry: SheetEntry) -> list[str]:
    found = {
        "the sheet is hidden": entry.is_hidden,
        f"{facts.n_hidden_rows} rows are hidden": facts.n_hidden_rows > 0,
        f"{facts.n_hidden_columns} groups of columns are hidden": facts.n_hidden_columns > 0,
        "a filter is set": facts.has_filter,
    }
    return [text for text, is_so in found.items() if is_so]
