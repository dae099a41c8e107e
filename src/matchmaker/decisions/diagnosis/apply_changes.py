"""apply_changes: the problem and the rules with some numbers changed and some pins gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.constraints import Columns, Constraint, Scope
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.row_changes import unit_ids
from matchmaker.model import TABLES, Problem

_BY = {"cohort": "opportunity"}
"""Cohorts cannot be named one by one in a scope; the opportunities that they are can."""


def apply_changes(
    problem: Problem,
    constraints: Sequence[Constraint],
    columns: Columns,
    changes: Iterable[tuple[Change, Decimal | None]],
) -> tuple[Problem, tuple[Constraint, ...]]:
    """Return problem and rules with every change at its new number (``None``: the pin goes).

    A rule that gives way in some units only becomes two: one for those as they are now, one for the others.
    """
    in_rules: dict[int, dict[str | None, dict[str, Decimal]]] = {}
    for change, after in changes:
        if change.table == "constraint" and change.rule is not None and after is not None:
            in_rules.setdefault(change.rule, {}).setdefault(change.id, {})[change.column] = after
        elif change.table == "decisions":
            mine = (pl.col("participant_id") == change.id) & (pl.col("seat_id") == change.column)
            kept = problem.decisions.filter(~(mine & (pl.col("decision") == "pin")).fill_null(False))
            problem = problem.replace(decisions=kept)
        elif after is not None:
            problem = _with_cell(problem, change, after)
    rules: list[Constraint] = []
    for position, rule in enumerate(constraints):
        rules += _split(rule, in_rules[position], columns) if position in in_rules else [rule]
    return problem, tuple(rules)


def _with_cell(problem: Problem, change: Change, after: Decimal) -> Problem:
    frame = problem.table(change.table)
    key, dtype = next(iter(TABLES[change.table].schema)), frame.schema[change.column]
    value: Any = str(after) if dtype == pl.String else int(after) if dtype.is_integer() else float(after)
    changed = pl.when(pl.col(key) == change.id).then(pl.lit(value, dtype=dtype)).otherwise(pl.col(change.column))
    return problem.replace(**{change.table: frame.with_columns(changed.alias(change.column))})


def _split(rule: Any, units: dict[str | None, dict[str, Decimal]], columns: Columns) -> list[Constraint]:
    if None in units:
        return [rule.model_copy(update=_typed(rule, units[None]))]
    others = tuple(each for each in unit_ids(rule, columns) if each is not None and each not in units)
    by = _BY.get(rule.scope.by, rule.scope.by)
    split = [rule.model_copy(update={"scope": Scope(by, others)})] if others else []
    return split + [
        rule.model_copy(update={"scope": Scope(by, (str(unit),)), **_typed(rule, numbers)})
        for unit, numbers in units.items()
    ]


def _typed(rule: Any, numbers: dict[str, Decimal]) -> dict[str, Any]:
    """Return the numbers as the rule holds them: a count is a whole number, everything else exact."""
    return {key: int(value) if isinstance(getattr(rule, key), int) else value for key, value in numbers.items()}
