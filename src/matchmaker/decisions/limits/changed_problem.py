"""changed_problem: a problem with some cells and some keys of rules changed, judged by the readers of files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from matchmaker.decisions.limits.change import Change
from matchmaker.decisions.limits.parse_changes import FILE
from matchmaker.errors import Finding, InputError
from matchmaker.io.findings import Findings
from matchmaker.io.frame_reader import read_frame
from matchmaker.io.judge import judge_rows
from matchmaker.io.keys import check_foreign_keys
from matchmaker.io.nearest import suggestion
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES, Problem
from matchmaker.money import COST_COLUMNS

RawRule = Mapping[str, Any]


def changed_problem(
    problem: Problem, changes: Sequence[Change], rules: Sequence[RawRule] = (), *, today: date | None = None
) -> Problem:
    """Return the problem with the changes made, costs that a programme computes left out: they are computed anew.

    ``rules`` are the programme's own, as raw tables: where one of them is changed, all of its kind are written to the
    settings, which go before the programme's. A changed row is read again as if it stood in its file. What a rule's
    new value must be is judged when the rules are parsed.

    Raises:
        InputError: a value cannot be read, or a rule is not there.
    """
    findings = Findings()
    seats = [name for name in COST_COLUMNS if name in problem.seats.columns and problem.seats[name].dtype != pl.String]
    changed = problem.replace(seats=problem.seats.drop(seats))
    for name in TABLES:
        mine = [change for change in changes if change.table == name]
        if mine:
            changed = changed.replace(**{name: _table(changed, name, mine, findings, today or date.today())})
    changed = _rules(changed, [change for change in changes if change.is_rule], rules, findings)
    if findings.errors:
        raise InputError(findings.errors)
    return changed


def _table(problem: Problem, name: str, changes: Sequence[Change], findings: Findings, today: date) -> pl.DataFrame:
    table, frame = TABLES[name], problem.table(name)
    key = table.key[0]
    order = {each: row for row, each in enumerate(frame[key].to_list())}
    rows = sorted({order[change.id] for change in changes})
    read = read_frame(frame[rows], table, findings, file=f"{FILE} {name}")
    if read is None:
        return frame
    texts, natives = read.frame, dict(read.natives)
    for change in changes:
        at = rows.index(order[change.id])
        texts = texts.with_columns(_with(texts[change.column], at, change.value or None))
        if change.column in natives:
            natives[change.column] = _with(natives[change.column], at, None)
    raw = RawTable(name, read.file, texts, rows=pl.Series([row + 2 for row in rows]), natives=natives)
    typed = judge_rows(raw, findings, region=problem.settings.region, today=today)
    check_foreign_keys(raw, typed, table, problem.tables(), findings)
    if findings.errors:
        return frame
    typed = typed.select(pl.col(column).cast(kind) for column, kind in frame.schema.items())
    at_row = pl.Series("row", rows, dtype=pl.UInt32)
    kept = frame.with_row_index("row").filter(~pl.col("row").is_in(at_row.implode()))
    both = pl.concat([kept, typed.insert_column(0, at_row)])
    return both.sort("row").drop("row")


def _with(series: pl.Series, at: int, value: str | None) -> pl.Series:
    values = series.to_list()
    values[at] = value
    return pl.Series(series.name, values, dtype=pl.String)


def _rules(problem: Problem, changes: Sequence[Change], rules: Sequence[RawRule], findings: Findings) -> Problem:
    if not changes:
        return problem
    own = [dict(rule) for rule in problem.settings.constraint]
    for kind in dict.fromkeys(change.id for change in changes):
        if not any(rule.get("kind") == kind for rule in own):
            own += [dict(rule) for rule in rules if rule.get("kind") == kind]
    kinds = sorted({str(rule.get("kind")) for rule in (*own, *rules)})
    for change in changes:
        rule = _rule(own, change, kinds, findings)
        if rule is not None:
            rule[change.column] = _value(change.value)
            if not change.value:
                del rule[change.column]
    settings = problem.settings.model_copy(update={"constraint": tuple(own)})
    return problem.replace(settings=settings)


def _rule(
    rules: Iterable[dict[str, Any]], change: Change, kinds: Sequence[str], findings: Findings
) -> dict[str, Any] | None:
    mine = [rule for rule in rules if rule.get("kind") == change.id]
    if not mine:
        findings.add(
            _wrong(change, "unknown-kind", "no such rule is set", ", ".join(kinds), suggestion(change.id, kinds))
        )
        return None
    if change.index is None and len(mine) > 1:
        paths = ", ".join(f"{change.id}[{at}]" for at in range(len(mine)))
        findings.add(_wrong(change, "ambiguous-rule", "there are several rules of this kind", paths))
        return None
    if (change.index or 0) >= len(mine):
        findings.add(_wrong(change, "unknown-id", "there are not so many rules of this kind", f"0 to {len(mine) - 1}"))
        return None
    return mine[change.index or 0]


def _wrong(change: Change, code: str, message: str, expected: str, hint: str | None = None) -> Finding:
    return Finding(FILE, code, message, column=change.path, value=change.id, expected=expected, hint=hint)


def _value(text: str) -> Any:
    """Return a value as TOML reads it, and what TOML does not read as the text that it is."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return text
