"""Small problems whose explanations can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.model import Plan, Problem
from tests.strategies import problem_of


def seat(seat_id: str, opportunity_id: str, **facts: Any) -> dict[str, Any]:
    return {"seat_id": seat_id, "opportunity_id": opportunity_id, "employer_id": f"e{seat_id}", "count": 1, **facts}


def wishes(**tables: Any) -> Problem:
    """Return Dana and Omar, who both wish for logistics, one job in it and one in welding."""
    return problem_of(
        [
            {"participant_id": "p1", "name": "Dana", "wished_fields": ("logistics",)},
            {"participant_id": "p2", "name": "Omar", "wished_fields": ("logistics",)},
        ],
        tables.pop("seats", [seat("s1", "o1"), seat("s2", "o2", occupation="welder")]),
        tables.pop(
            "opportunities",
            [
                {"opportunity_id": "o1", "kind": "job", "field": "logistics", "name": "Warehouse"},
                {"opportunity_id": "o2", "kind": "job", "field": "welding"},
            ],
        ),
        **tables,
    )


def with_plan(problem: Problem, seats: dict[str, str], opened: frozenset[str] = frozenset()) -> Result:
    """Return the result of a plan given by hand."""
    return replace(mm.allocate(problem, mm.score(problem)), plan=Plan(seats, opened))


def given(
    scores: dict[tuple[str, str], float],
    seats: list[dict[str, Any]],
    opportunities: list[dict[str, Any]],
    **options: Any,
) -> Result:
    """Return the allocation of given scores."""
    people = [{"participant_id": p} for p in sorted({p for p, _ in scores})]
    rows = [{"participant_id": p, "seat_id": s, "score": v} for (p, s), v in scores.items()]
    constraint = options.pop("constraint", ())
    problem = problem_of(people, seats, opportunities, constraint, scores=rows)
    return mm.allocate(problem, **options)


def concerns() -> Result:
    """Return one placement in which everything that a reader must know is there."""
    problem = problem_of(
        [
            {
                "participant_id": "p1", "wage_floor": Decimal(7000), "available_days": ("sunday",), "works_sabbath": False,
                "earliest_start": date(2026, 5, 1), "maturity": "initial", "hebrew_level": "basic",
                "case_manager": "Noa", "organisation_id": "g1",
            },
            {"participant_id": "p2"},
        ],
        [
            seat(
                "s1", "o1", wage=Decimal(6000), days=("monday",), shifts=("night",), works_sabbath=True,
                position_percent=80, start_date=date(2026, 3, 1),
            )
        ],
        [{"opportunity_id": "o1", "kind": "triangle_training", "language": "עברית", "quality_employment": True}],
        organisations=[{"organisation_id": "g1", "kind": "youth_centre"}],
    )  # fmt: skip
    return with_plan(problem, {"p1": "s1"})
