"""Checks on a table's header: blank, repeated, missing and unknown column names."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_COLUMNS
from matchmaker.io.nearest import suggestion
from matchmaker.model import Table
from matchmaker.text.identity import identity_key


def check_labels(
    labels: Sequence[str | None], table: Table, findings: Findings, *, file: str, sheet: str | None = None, row: int = 1
) -> list[int]:
    """Return the positions of the columns to read, with what is wrong in the header added to ``findings``.

    Blank names and names repeated by identity key are errors, missing required columns too; unknown columns are kept
    and reported as a warning with the nearest known name. ``row`` is where the header stands.
    """
    if len(labels) > MAX_COLUMNS:
        message = f"the table has {len(labels):,} columns"
        findings.error(file, "too-many-columns", message, sheet=sheet, row=row, expected=f"at most {MAX_COLUMNS:,}")
        return []
    kept = _distinct(labels, findings, file, sheet, row)
    names = {labels[position] for position in kept}
    for name, column in table.columns.items():
        if column.required and name not in names:
            near = suggestion(name, (str(label) for label in names if label not in table.columns))
            message = f"the column '{name}' is missing"
            findings.error(
                file, "missing-label", message, sheet=sheet, row=row, column=name, expected=column.description,
                hint=near and near.replace("did you mean", "is it called") ,
            )  # fmt: skip
    for position in kept:
        label = str(labels[position])
        if label not in table.columns:
            message = "this column is not known; it is kept as text and read by nothing"
            hint = suggestion(label, (name for name in table.columns if name not in names))
            findings.warning(file, "extra-label", message, sheet=sheet, row=row, column=label, hint=hint)
    return kept


def _distinct(labels: Sequence[str | None], findings: Findings, file: str, sheet: str | None, row: int) -> list[int]:
    seen: dict[str, int] = {}
    for position, label in enumerate(labels):
        key = identity_key(label or "")
        if not key:
            message = f"column {position + 1} has no name"
            findings.error(file, "blank-label", message, sheet=sheet, row=row, expected="a column name")
        elif key in seen:
            message = f"columns {seen[key] + 1} and {position + 1} have the same name"
            hint = "delete one of the columns, or give it another name"
            findings.error(file, "duplicate-label", message, sheet=sheet, row=row, column=label, hint=hint)
        else:
            seen[key] = position
    return list(seen.values())
