"""parse_changes: changes as a person writes them, each judged before anything is solved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from matchmaker.decisions.limits.change import RULES, Change
from matchmaker.errors import Finding, InputError
from matchmaker.io.nearest import suggestion
from matchmaker.model import TABLES, Problem

_WRITTEN = re.compile(r"(?P<table>[^.=]+)\.(?P<id>.+?)\.(?P<column>[^.=]+)=(?P<value>.*)", re.DOTALL)
_NUMBERED = re.compile(r"(?P<kind>[^\[\]]+)\[(?P<index>[0-9]{1,4})\]")
_EXPECTED = "TABLE.ID.COLUMN=VALUE, or constraint.KIND.KEY=VALUE, such as seats.S0012.count=5"
FILE = "--set"
"""What findings about a change name as their file."""

TABLES_WITH_IDS = tuple(table.name for table in TABLES.values() if len(table.key) == 1)
"""Tables in which an id names a row."""


def parse_changes(written: Iterable[str], problem: Problem) -> tuple[Change, ...]:
    """Return the changes; whether a value is right is for the readers to say (`changed_problem`).

    Raises:
        InputError: a change is not written as one, is of an unknown table, row or column, of a key, or stands twice.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    for text in written:
        found = _change(text, problem)
        if isinstance(found, Finding):
            findings.append(found)
        elif any(_place(found) == _place(other) for other in changes):
            findings.append(
                Finding(FILE, "duplicate-label", "is changed twice", column=found.path, expected="each value once")
            )
        else:
            changes.append(found)
    if findings:
        raise InputError(findings)
    return tuple(changes)


def _place(change: Change) -> tuple[str, str, str, int]:
    """Return where a change is: the one rule of a kind and the first of them are the same."""
    return change.table, change.id, change.column, change.index or 0


def _change(text: str, problem: Problem) -> Change | Finding:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return Finding(FILE, "syntax-error", "is no change", value=text, expected=_EXPECTED)
    change = Change(match["table"].strip(), match["id"].strip(), match["column"].strip(), match["value"].strip())
    if change.is_rule:
        numbered = _NUMBERED.fullmatch(change.id)
        return change if numbered is None else replace(change, id=numbered["kind"], index=int(numbered["index"]))
    return _wrong_cell(change, problem) or change


def _wrong_cell(change: Change, problem: Problem) -> Finding | None:
    """Return what is wrong with the table, the row or the column of a change, if anything."""
    if change.table not in TABLES_WITH_IDS:
        tables = (*TABLES_WITH_IDS, RULES)
        return _unknown(change, "unknown-table", "is no table with rows to be changed", change.table, tables)
    frame, key = problem.table(change.table), TABLES[change.table].key[0]
    ids = frame[key].to_list()
    if change.id not in ids:
        return _unknown(change, "unknown-id", f"is no {key}", change.id, ids)
    if change.column not in frame.columns or change.column == key:
        known = [column for column in frame.columns if column != key]
        return _unknown(change, "unknown-column", f"is no column of {change.table} to be changed", change.column, known)
    return None


def _unknown(change: Change, code: str, message: str, value: str, known: Sequence[str]) -> Finding:
    shown = ", ".join(known) if len(known) <= 20 else f"one of {len(known)}, such as {known[0]}"
    return Finding(FILE, code, message, None, change.path, value, shown, suggestion(value, known))
