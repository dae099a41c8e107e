"""Small problems worked by hand, and rows as readable text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from matchmaker.constraints import Columns, Constraint, plan_rules, verify_plan
from matchmaker.model import Plan, Problem
from matchmaker.travel import Commutes
from tests.contracts import cohorts_of
from tests.strategies import all_pairs, commutes_of, problem_of


def seat(number: int, opportunity: int, count: int = 2, **facts: Any) -> dict[str, Any]:
    """Return the row of seat ``s{number}`` in opportunity ``o{opportunity}`` at employer ``e0`` (or as told)."""
    return {
        "seat_id": f"s{number}",
        "opportunity_id": f"o{opportunity}",
        "employer_id": "e0",
        "count": count,
        **facts,
    }


def opportunity(number: int, **facts: Any) -> dict[str, Any]:
    """Return the row of opportunity ``o{number}``, a job unless told otherwise."""
    return {"opportunity_id": f"o{number}", "kind": "job", **facts}


def people(n: int, **columns: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the rows of participants ``p0`` ... with the given columns."""
    return [{"participant_id": f"p{i}", **{name: values[i] for name, values in columns.items()}} for i in range(n)]


def small(n: int = 2, constraint: Sequence[dict[str, Any]] = (), **tables: Any) -> Problem:
    """Return ``n`` people, one job ``o0`` and its seat ``s0`` with two places, or the tables given."""
    participants = tables.pop("participants", people(n))
    seats = tables.pop("seats", [seat(0, 0)])
    opportunities = tables.pop("opportunities", [opportunity(0)])
    return problem_of(participants, seats, opportunities, constraint, **tables)


def near(problem: Problem) -> Commutes:
    """Return commutes of ten minutes everywhere."""
    return commutes_of([[10.0] * problem.n_seats] * problem.n_participants)


def rows_of(constraint: Constraint, problem: Problem) -> dict[str, tuple[list[int], int | None, int | None]]:
    """Return every row as name -> (coefficients over all pairs then openings, lower, upper)."""
    pairs, openings = all_pairs(problem), cohorts_of(problem)
    (rule,) = plan_rules([constraint])
    rows = rule.rows(Columns(problem, pairs, openings))
    table = np.zeros((len(rows.names), pairs.n_pairs + openings.size), np.int64)
    np.add.at(table, (rows.row, rows.column), rows.value)
    return {name: (table[i].tolist(), rows.lower[i], rows.upper[i]) for i, name in enumerate(rows.names)}


def found(constraint: Constraint, problem: Problem, seats: dict[str, str], *opened: str, **options: Any) -> list[str]:
    """Return what one rule's check says of a plan."""
    commutes = options.get("commutes") or near(problem)
    return [v.message for v in verify_plan(problem, Plan(seats, frozenset(opened)), [constraint], commutes)]


def allowed(constraint: Any, problem: Problem, commutes: Commutes | None = None) -> list[list[bool]]:
    """Return what a pair rule says of every pair, asked both ways that it may be asked."""
    n, s = problem.n_participants, problem.n_seats
    where = near(problem) if commutes is None else commutes
    person, place = np.arange(n, dtype=np.int32), np.arange(s, dtype=np.int32)
    answer = constraint.allowed(problem, where, person[:, None], place[None, :])
    flat = constraint.allowed(problem, where, np.repeat(person, s), np.tile(place, n))
    assert answer.shape == (n, s)
    assert answer.ravel().tolist() == flat.tolist()
    table: list[list[bool]] = answer.tolist()
    return table
