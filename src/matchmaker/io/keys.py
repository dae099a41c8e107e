"""Keys: no two rows that are the same thing, and no reference to nothing."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_SAME_FINDINGS
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES, Table
from matchmaker.text.identity import identity_key, identity_keys

MAX_SUGGESTIONS = 20
"""Distinct dangling references for which the nearest id is looked for; a fuzzy search over all ids costs (assumed)."""


def check_primary_key(raw: RawTable, table: Table, findings: Findings) -> None:
    """Report rows whose key columns have equal identity keys: each repeated row with the row it repeats."""
    needed = [name for name in table.key if table.columns[name].required]
    if not needed or not set(needed) <= set(raw.frame.columns):
        return
    # As written: an id that is refused may also be a twin. Parts that may be missing tell rows apart all the same.
    parts = raw.frame.select(name for name in table.key if name in raw.frame.columns)
    is_whole = parts.select(pl.all_horizontal(pl.col(needed).is_not_null())).to_series()
    if table.name == "scores" and _is_distinct(parts):
        return  # both parts are foreign keys, which are compared as text, so equal keys mean equal text
    keys = pl.DataFrame([identity_keys(series) for series in parts.get_columns()])
    if _is_distinct(keys):
        return
    rows = keys.with_row_index("row").filter(is_whole)
    first = rows.with_columns(first=pl.col("row").min().over(keys.columns)).filter(pl.col("row") != pl.col("first"))
    for index, earlier in first.select("row", "first").head(MAX_SAME_FINDINGS).iter_rows():
        _report_repeat(findings, raw, parts, index, earlier)
    behind = first.height - MAX_SAME_FINDINGS
    findings.more(behind, raw.file, "primary-key", column=table.key[0], sheet=raw.sheet)


def _is_distinct(keys: pl.DataFrame) -> bool:
    """Whether all rows differ, judged by hashes: a collision only costs the exact look."""
    hashes = (
        keys.select(pl.struct(pl.all()).hash())
        if keys.width == 1
        else keys.select(
            pl.sum_horizontal(pl.col(name).hash(seed=seed) // (seed + 2) for seed, name in enumerate(keys.columns))
        )
    )
    return hashes.to_series().n_unique() == keys.height


def _report_repeat(findings: Findings, raw: RawTable, parts: pl.DataFrame, index: int, earlier: int) -> None:
    mine, theirs = parts.row(index), parts.row(earlier)
    shown = _shown(mine)
    if mine == theirs:
        message = f"the key of row {raw.row(index)} stands in row {raw.row(earlier)} already"
        hint = "delete one of the rows, or give one another id"
    else:
        message = f"the key differs from '{_shown(theirs)}' in row {raw.row(earlier)} only by case, spaces or invisible characters"
        hint = "write the id in one way, or give one of the two another id"
    findings.error(
        raw.file, "primary-key", message, sheet=raw.sheet, row=raw.row(index), column=parts.columns[0], value=shown,
        expected="one row for each " + " and ".join(parts.columns), hint=hint,
    )  # fmt: skip


def _shown(parts: tuple[str | None, ...]) -> str:
    return ", ".join(part for part in parts if part is not None)


def check_foreign_keys(
    raw: RawTable, frame: pl.DataFrame, table: Table, frames: Mapping[str, pl.DataFrame], findings: Findings
) -> None:
    """Report references to ids that do not exist, with the nearest one.

    References are compared as text, exactly: an id that differs only by case or spaces is an error with that hint. A
    table that could not be read is not held against those that refer to it.
    """
    for name, column in table.columns.items():
        if column.references is None or name not in frame.columns:
            continue
        target = TABLES[column.references]
        referred = frames.get(target.name)
        if referred is None or target.key[0] not in referred.columns:
            continue
        ids = referred[target.key[0]].drop_nulls()
        wrong = _dangling_items(frame[name], ids) if column.is_list else _dangling(frame[name], ids)
        if wrong.null_count() < wrong.len():
            _report_dangling(findings, raw, wrong, target, ids)
            if not wrong.null_count() and frame.height > 1:
                _report_swapped_ids(findings, raw, wrong, frames)


def _dangling(references: pl.Series, ids: pl.Series) -> pl.Series:
    """Return the references that are no id, null elsewhere."""
    return references.set(references.is_in(ids.implode()).fill_null(True), None)


def _dangling_items(lists: pl.Series, ids: pl.Series) -> pl.Series:
    """Return the first item of each list that is no id, null where there is none."""
    known = set(ids.to_list())
    items = [next((item for item in each or () if item not in known), None) for each in lists.to_list()]
    return pl.Series(lists.name, items, dtype=pl.String)


def _report_dangling(findings: Findings, raw: RawTable, dangling: pl.Series, target: Table, ids: pl.Series) -> None:
    hints = _hints(dangling.drop_nulls().unique(maintain_order=True).head(MAX_SUGGESTIONS), ids)
    indices = dangling.is_not_null().arg_true()
    for index in indices.head(MAX_SAME_FINDINGS):
        value = dangling[index]
        findings.error(
            raw.file, "foreign-key", f"there is no such row in {target.name}", sheet=raw.sheet, row=raw.row(index),
            column=dangling.name, value=value, hint=hints.get(value),
            expected=f"a value of {target.key[0]} in {target.name}",
        )  # fmt: skip
    behind = len(indices) - MAX_SAME_FINDINGS
    findings.more(behind, raw.file, "foreign-key", column=dangling.name, sheet=raw.sheet)


def _hints(values: pl.Series, ids: pl.Series) -> dict[str, str | None]:
    by_key = dict(zip(identity_keys(ids), ids, strict=True))
    known = ids.to_list()
    hints: dict[str, str | None] = {}
    for value in values:
        twin = by_key.get(identity_key(value)) or by_key.get("0" + value)
        hints[value] = f"write it as there: '{twin}'" if twin is not None else suggestion(value, known)
    return hints


def _report_swapped_ids(
    findings: Findings, raw: RawTable, dangling: pl.Series, frames: Mapping[str, pl.DataFrame]
) -> None:
    """Say so when all values of a column are ids, only of another table."""
    for name, other in TABLES.items():
        ids = frames[name].get_column(other.key[0], default=None) if name in frames and len(other.key) == 1 else None
        if ids is not None and dangling.is_in(ids.implode()).all():
            message = f"every value is an id of {name}"
            hint = f"is the column '{dangling.name}' swapped with another?"
            findings.error(
                raw.file, "swapped-columns", message, sheet=raw.sheet, row=1, column=dangling.name, hint=hint
            )
