"""Placements, requests and profiles of money, small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from matchmaker.model import Problem
from matchmaker.programmes import load_programme
from matchmaker.programmes.incentive import PerGroup
from matchmaker.programmes.money import Money
from tests.strategies import problem_of

OJT, PRACTICUM = "on_the_job_training", "practicum"
IN_FULL = {
    "position_percent": 100.0,
    "mentor_named": True,
    "agreement_signed": True,
}
"""A seat of which every condition holds."""

TOLD = {"payslips": 3, "reported_on": date(2027, 12, 1), "payment_demanded_on": date(2027, 12, 2)}
"""A spell of which every condition holds."""

ASKED = {
    "request_id": "r0", "participant_id": "p0", "kind": "scholarship", "companion_opinion": True,
    "employment_potential": True, "state_funding_sufficient": False, "course_start": date(2020, 3, 1),
    "requested_on": date(2020, 2, 1), "practical_engineer": False, "course_cost": Decimal(10000), "amount": Decimal(7000),
    "other_funding": Decimal(2000), "demanded_field": True, "employer_letter": False, "starting_wage": Decimal(5830),
}  # fmt: skip
"""A request of which every condition holds, each just so: 5,830 is 1.1 x 5,300, and 2,000 a fifth of 10,000."""

ELIGIBLE = {
    "certificates": ("cook",), "birth_date": date(1998, 1, 1), "district": "south", "in_quality_employment": False,
    "family_backing": False, "socioeconomic_cluster": 3,
}  # fmt: skip
"""A participant for whom Ovdim Beyachad is meant, with a certificate."""


def money_of(spec: str = "ovdim_beyachad") -> Money:
    """Return the section of a built-in profile."""
    money = load_programme(spec).money
    assert money is not None
    return money


def per_group(at_least: int = 2) -> Money:
    """Return the newest profile's section with the other reading of the OJT incentive."""
    money = money_of()
    first, *others = money.incentives
    counted = PerGroup(kind="per_group", at_least=at_least, source="000:2889-2891")
    return money.model_copy(update={"incentives": (first.model_copy(update={"counted": counted}), *others)})


def spell(person: int, first: date, last: date | None, **facts: Any) -> dict[str, Any]:
    """Return the history row of person ``p{person}`` in seat ``s0``."""
    return {"participant_id": f"p{person}", "seat_id": "s0", "start_date": first, "end_date": last, **TOLD, **facts}


def hired(
    n: int, kind: str = OJT, history: Sequence[dict[str, Any]] = (), seat: dict[str, Any] | None = None, **tables: Any
) -> tuple[Problem, dict[str, str]]:
    """Return ``n`` people with a certificate, one seat of a quality workplace, and all of them placed in it."""
    people = tables.pop("participants", [{"participant_id": f"p{i}", "certificates": ("cook",)} for i in range(n)])
    problem = problem_of(
        people,
        [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": n, **IN_FULL, **(seat or {})}],
        [{"opportunity_id": "o0", "kind": kind, "quality_employment": True}],
        history=history,
        **tables,
    )
    return problem, {f"p{i}": "s0" for i in range(n)}


def asked(*requests: dict[str, Any], **participant: Any) -> Problem:
    """Return one participant ``p0`` with the requests, each as `ASKED` but for what is told."""
    return problem_of(
        [{"participant_id": "p0", **participant}],
        [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 1}],
        [{"opportunity_id": "o0", "kind": "job"}],
        requests=[{**ASKED, **request} for request in requests],
    )
