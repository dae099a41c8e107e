"""row_changes: which number of the data or of a rule each row of a rule rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from matchmaker.constraints import Columns, Constraint
from matchmaker.constraints.among import seats_among
from matchmaker.constraints.amount_column import amount_column
from matchmaker.constraints.exact import integers, numeric_column
from matchmaker.constraints.group_rows import members
from matchmaker.constraints.scope_rows import units_of
from matchmaker.constraints.seat_index import filled
from matchmaker.constraints.share_fractions import largest_within, smallest_within
from matchmaker.criteria import decimal_of
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.way import Share
from matchmaker.errors import Finding


@dataclass(frozen=True, slots=True, eq=False)
class RowChange:
    """What one row rests on: the change, the row's integers per unit of it, and the most units that make sense."""

    change: Change
    size: int = 1
    most: int | None = None
    share: Share | None = None
    ratio: Fraction | None = None
    of: int | None = None


Found = list[RowChange | None]


def row_changes(rule: Constraint, position: int, columns: Columns) -> Found | None:
    """Return, for each row of ``rule.rows(columns)`` in its order, what it rests on; ``None`` where nothing may give way.

    ``position`` is the rule's place among all rules. Rows about one place each, the choice of an accompanying
    organisation, and people who go together or are kept apart never give way.
    """
    find = _RULES.get(rule.code)
    return None if find is None else find(rule, position, columns)


def _pins(rule: Any, position: int, columns: Columns) -> Found:
    decisions = columns.problem.decisions.filter(pl.col("decision") == "pin")
    of_seat = dict(
        zip(
            columns.problem.seats["seat_id"].to_list(),
            seats_among(columns.problem, rule.among).tolist(),
            strict=True,
        )
    )
    return [
        RowChange(Change("pin", "decisions", pin["participant_id"], pin["seat_id"], "pin", -1), 1, 1)
        for pin in decisions.iter_rows(named=True)
        if of_seat[pin["seat_id"]]
    ]


def _cell(kind: str, where: tuple[str, str, str], before: int | Decimal, *, sign: int, unit: str = "person") -> Change:
    return Change(kind, *where, unit, sign, Decimal(before))


def _seats(rule: Any, position: int, columns: Columns) -> Found:
    seats = columns.problem.seats
    ids, counts = seats["seat_id"].to_list(), seats["count"].to_list()
    # A seat without places is an employer who offers none: that is no limit that gives way.
    most: Found = [
        RowChange(_cell("places", ("seats", i, "count"), n, sign=1, unit="place")) if n else None
        for i, n in zip(ids, counts, strict=True)
    ]
    least = filled(seats["min_count"], 0) * seats_among(columns.problem, rule.among)
    return most + [
        RowChange(_cell("seat_minimum", ("seats", ids[s], "min_count"), int(least[s]), sign=-1), 1, int(least[s]))
        for s in np.flatnonzero(least > 0).tolist()
    ]


def _cohorts(rule: Any, position: int, columns: Columns) -> Found:
    of, openings = columns.problem.opportunities, columns.openings
    ids = of["opportunity_id"].to_list()
    least, most = filled(of["min_size"], 0), filled(of["max_size"], -1)
    is_cohort = np.zeros(len(ids), bool)
    is_cohort[openings] = True
    cohorts = np.flatnonzero(is_cohort).tolist()
    plain = np.flatnonzero(~is_cohort & (most >= 0)).tolist()

    def larger(o: int) -> RowChange | None:
        return (
            RowChange(_cell("max_size", ("opportunities", ids[o], "max_size"), int(most[o]), sign=1))
            if most[o] > 0
            else None
        )

    return [
        *(
            RowChange(
                _cell("min_size", ("opportunities", ids[o], "min_size"), int(least[o]), sign=-1), 1, int(least[o]) - 1
            )
            for o in cohorts
        ),
        *(larger(o) for o in cohorts),
        *(larger(o) for o in plain),
    ]


def _employers(rule: Any, position: int, columns: Columns) -> Found:
    known = columns.problem.employers.filter(pl.col("max_placements").is_not_null())
    return [
        RowChange(_cell("employer_limit", ("employers", i, "max_placements"), n, sign=1))
        for i, n in known.select("employer_id", "max_placements").iter_rows()
    ]


def _in_rule(
    rule: Any, position: int, kind: str, where: tuple[str | None, str], *, sign: int, unit: str = "person"
) -> Change:
    of, key = where
    return Change(kind, "constraint", of, key, unit, sign, Decimal(getattr(rule, key)), position, rule.describe())


def unit_ids(rule: Any, columns: Columns) -> list[str | None]:
    """Return the ids of the units of a rule's scope in the order of its rows; ``None`` for the whole plan."""
    scope, problem = rule.scope, columns.problem
    if scope.by == "plan":
        return [None]
    if scope.ids is not None:
        return list(scope.ids)
    if scope.by == "employer":
        return list(problem.employers["employer_id"])
    if scope.by == "region":
        return list(problem.opportunities["region"].drop_nulls().unique(maintain_order=True))
    ids = problem.opportunities["opportunity_id"]
    return list(ids.filter(pl.Series(columns.opening_column() >= 0)) if scope.by == "cohort" else ids)


def _employer_maximum(rule: Any, position: int, columns: Columns) -> Found:
    return [
        RowChange(_in_rule(rule, position, "employer_limit", (unit, "max"), sign=1)) for unit in unit_ids(rule, columns)
    ]


def _absorption(rule: Any, position: int, columns: Columns) -> Found:
    change = _in_rule(rule, position, "employer_limit", (None, "most"), sign=1)
    return [RowChange(change) for _ in rule.rows(columns).names]


def _commitment(rule: Any, position: int, columns: Columns) -> Found:
    of = columns.problem.opportunities
    bound = of.filter(of["kind"].is_in(rule.kinds) & of["committed_places"].is_not_null())
    return [
        RowChange(_cell("commitment", ("opportunities", i, "committed_places"), n, sign=1), ratio=Fraction(rule.share))
        for i, n in bound.select("opportunity_id", "committed_places").iter_rows()
    ]


def _quota(rule: Any, position: int, columns: Columns) -> Found:
    units, ids = units_of(rule.scope, columns), unit_ids(rule, columns)
    unit = units.of_seat[columns.pairs.seat]
    people = members(rule.group, columns.problem)
    n_most = np.minimum(np.bincount(unit[unit >= 0], minlength=len(ids)), columns.pairs.n_participants).tolist()
    found: Found = []
    for key, sign in (("min_count", -1), ("max_count", 1)):
        limit = getattr(rule, key)
        if limit is not None:
            cap = limit if sign < 0 else None
            found += [RowChange(_in_rule(rule, position, "quota", (i, key), sign=sign), 1, cap) for i in ids]
    for key, sign, within in (("min_share", -1, smallest_within), ("max_share", 1, largest_within)):
        share = getattr(rule, key)
        if share is not None:
            found += [
                RowChange(
                    _in_rule(rule, position, "quota", (i, key), sign=sign),
                    within(share, max(n_most[at], 1)).denominator,
                    share=Share(units.of_seat == at, people),
                )
                for at, i in enumerate(ids)
            ]
    return found


def _placement_floor(rule: Any, position: int, columns: Columns) -> Found:
    change = _in_rule(rule, position, "quota", (None, "min_rate"), sign=-1)
    return [RowChange(change, of=int(members(rule.group, columns.problem).sum()))]


def _budget(rule: Any, position: int, columns: Columns) -> Found | None:
    column = amount_column(columns.problem, rule.cost, "cost")
    if isinstance(column, Finding):
        return None
    amounts, _ = column.of_pairs(columns.problem, columns.pairs, "cost")
    scale = _scale([*amounts, rule.max])
    return [
        RowChange(_in_rule(rule, position, "budget", (unit, "max"), sign=1, unit="NIS"), scale)
        for unit in unit_ids(rule, columns)
    ]


def _scale(values: list[Decimal]) -> int:
    scaled, _ = integers([*values, Decimal(1)], Decimal(0), n=1, key="max")
    return int(scaled[-1])


def _organisations(problem: Any, column: str, scale: int) -> Found:
    values, _ = numeric_column(problem, "organisations", column)
    ids = problem.organisations["organisation_id"].to_list()
    return [
        RowChange(_cell("capacity", ("organisations", i, column), value, sign=1, unit=column), scale)
        for i, value in zip(ids, values, strict=True)
        if value is not None
    ]


def _shared(rule: Any, position: int, columns: Columns) -> Found | None:
    problem = columns.problem
    values, _ = numeric_column(problem, "organisations", rule.capacity)
    uses = [rule.use_each]
    if rule.use is not None:
        column = amount_column(problem, rule.use, "use")
        if isinstance(column, Finding):
            return None
        uses = column.of_pairs(problem, columns.pairs, "use")[0]
    most = max(uses, default=Decimal(0)) * max(problem.n_participants, 1)
    scale = _scale([*(value for value in values if value is not None), *uses, most])
    return _organisations(problem, rule.capacity, scale)


def _companions(rule: Any, position: int, columns: Columns) -> Found:
    problem = columns.problem
    amounts = [
        decimal_of(0) if value is None else value
        for table, column in (
            ("opportunities", "companion_hours"),
            ("opportunities", "companion_hours_each"),
            ("organisations", "hours"),
        )
        for value in numeric_column(problem, table, column)[0]
    ]
    hours = _organisations(problem, "hours", _scale(amounts))
    return [*([None] * (len(rule.rows(columns).names) - len(hours))), *hours]


_RULES: Mapping[str, Callable[[Any, int, Columns], Found | None]] = MappingProxyType(
    {
        "pin": _pins,
        "seat_count": _seats,
        "cohort_size": _cohorts,
        "employer_capacity": _employers,
        "employer_maximum": _employer_maximum,
        "absorption_limit": _absorption,
        "placement_commitment": _commitment,
        "group_quota": _quota,
        "placement_floor": _placement_floor,
        "budget": _budget,
        "shared_capacity": _shared,
        "companion_hours": _companions,
    }
)
