"""From raw tables to typed frames, with every check over cells, rows and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from matchmaker.io.coordinates import check_coordinates
from matchmaker.io.decisions import check_decisions
from matchmaker.io.facts import (
    check_birth_dates,
    check_identity_numbers,
    check_orderings,
    check_penalties,
    check_sums,
)
from matchmaker.io.findings import Findings
from matchmaker.io.keys import check_foreign_keys, check_primary_key
from matchmaker.io.protected_grounds import check_protected_grounds
from matchmaker.io.raw_table import RawTable
from matchmaker.io.tidy_rows import tidy_rows
from matchmaker.io.typed_parse import typed_table
from matchmaker.model import TABLES
from matchmaker.model.settings import Region


def judge(
    tables: Mapping[str, RawTable],
    findings: Findings,
    *,
    missing_name: Callable[[str], str],
    region: Region,
    today: date,
) -> dict[str, pl.DataFrame]:
    """Return the typed frames of all tables; everything that is wrong with them is in ``findings``."""
    _check_presence(tables, findings, missing_name)
    ordered = {name: tidy_rows(tables[name], findings) for name in TABLES if name in tables}
    frames = {name: judge_rows(raw, findings, region=region, today=today) for name, raw in ordered.items()}
    referred = _referred({name: frames[name] for name, raw in ordered.items() if not raw.is_partial}, tables)
    for name, raw in ordered.items():
        check_foreign_keys(raw, frames[name], TABLES[name], referred, findings)
    return frames


def judge_rows(raw: RawTable, findings: Findings, *, region: Region, today: date) -> pl.DataFrame:
    """Return one table's typed frame, after every check that needs no other table."""
    table = TABLES[raw.name]
    frame = typed_table(raw, table, findings)
    check_primary_key(raw, table, findings)
    check_orderings(raw, frame, table, findings)
    check_penalties(raw, frame, findings)
    check_coordinates(raw, frame, region, findings)
    check_birth_dates(raw, frame, today, findings)
    check_sums(raw, frame, findings)
    check_protected_grounds(raw, findings)
    if raw.name == "participants":
        check_identity_numbers(raw, frame, table, findings)
    if raw.name == "decisions":
        check_decisions(raw, frame, findings)
    return frame


def _check_presence(tables: Mapping[str, RawTable], findings: Findings, missing_name: Callable[[str], str]) -> None:
    is_unread = bool(findings.errors) and not tables  # the one file that holds all tables was refused
    for name, table in TABLES.items():
        raw = tables.get(name)
        if raw is not None and table.required and not raw.frame.height and not raw.is_partial:
            message = f"{name} holds no record"
            findings.error(raw.file, "empty", message, sheet=raw.sheet, expected="at least one record below the header")
        elif raw is None and table.required and not is_unread:
            message = f"the table '{name}' is missing"
            findings.error(missing_name(name), "missing-table", message, expected=f"a table of {name}")


def _referred(frames: Mapping[str, pl.DataFrame], tables: Mapping[str, RawTable]) -> dict[str, pl.DataFrame]:
    """Return what references are held against: an optional table that is absent holds no ids at all."""
    absent = [name for name, table in TABLES.items() if not table.required and name not in tables]
    return {**{name: pl.DataFrame(schema=TABLES[name].schema) for name in absent}, **frames}
