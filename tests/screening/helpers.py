"""Rules of entry drawn and written, and the eligibility of one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.model import Problem
from matchmaker.programmes import EligibilityRules
from tests.strategies import CRITERIA, problem_of

APPROVE = {"decision": "approve", "reason": "close enough", "by": "Dana"}

NEAR: dict[int, dict[str, Any]] = {
    0: {"min": 17, "max": 60},
    4: {"values": (12,)},
    5: {"min": 1},
    7: {"max": 6000},
    12: {"values": ("cooking",)},
    15: {"at_least": 1},
}
"""What is almost met, by place in `CRITERIA`."""


def rules_of(**section: Any) -> EligibilityRules:
    """Return a section from plain values as TOML has them, lists for tuples excepted."""
    return EligibilityRules.model_validate(section)


POOL: dict[str, tuple[Any, ...]] = {
    "birth_date": (date(1970, 5, 1), date(2001, 1, 1), date(2006, 6, 30)),
    "socioeconomic_cluster": (1, 2, 3, 6, 7),
    "in_quality_employment": (False, True),
    "low_basic_skills": (False, True),
    "schooling_years": (8.0, 11.999, 12.0, 15.0),
    "matriculation": ("none", "full"),
    "certificates": (("welding",), ("cooking",)),
    "wage_floor": (Decimal("0.1"), Decimal("0.3"), Decimal("5000.55")),
    "centre": ("lod", "rahat"),
}
"""What the criteria read, and values on both sides of their limits."""


def crowd(seed: int, n: int = 40) -> list[dict[str, Any]]:
    """Return ``n`` people with each fact known or not, the first one whole; cheap, so that many can be made."""
    rng = Random(seed)
    return [
        {
            "participant_id": f"p{i}",
            **{name: rng.choice((*values, *(() if i == 0 else (None,)))) for name, values in POOL.items()},
        }
        for i in range(n)
    ]


@st.composite
def rules(draw: st.DrawFn) -> EligibilityRules:
    """Draw a section: up to four criteria, some with a near, some that may be missed, with or without circumstances."""
    chosen = draw(st.lists(st.sampled_from(range(len(CRITERIA))), min_size=1, max_size=4, unique=True))
    criteria: list[dict[str, Any]] = []
    columns: set[Any] = set()
    for at in chosen:
        column = CRITERIA[at].get("column")
        if column is not None and column in columns:  # two criteria on one column may exclude each other
            continue
        columns.add(column)
        item = {"name": f"c{at}", "source": "000:1", "test": CRITERIA[at]}
        more = draw(st.sampled_from(("near", "missable", "")))
        if more == "near" and at in NEAR:
            item["near"] = {**NEAR[at], "basis": "assumed"}
        elif more == "missable":
            item["may_be_missed"] = {"value": True, "basis": "assumed"}
        criteria.append(item)
    section: dict[str, Any] = {"criteria": tuple(criteria)}
    missable = sum("may_be_missed" in item for item in criteria)
    if missable:
        section["may_miss"] = {"value": draw(st.integers(1, missable)), "basis": "assumed"}
    if draw(st.booleans()):
        section["special_circumstances"] = {"value": True, "source": "002:306"}
    if missable or "special_circumstances" in section or any("near" in item for item in criteria):
        section["approver"] = {"value": "manager", "source": "002:306"}
    return rules_of(**section)


def person(programme: str, *, approved: bool = False, **facts: Any) -> dict[str, Any]:
    """Return the row of one person's eligibility on the first of June 2018."""
    (row,) = people(programme, [facts], approved=approved)
    return row


def people(programme: str, told: Sequence[dict[str, Any]], *, approved: bool = False) -> list[dict[str, Any]]:
    """Return the rows of the eligibility of people told by their facts, on the first of June 2018."""
    rows = [{"participant_id": f"p{i}", **facts} for i, facts in enumerate(told)]
    approvals = [{"participant_id": row["participant_id"], **APPROVE} for row in rows] if approved else []
    table = mm.eligibility(problem_of(rows, [], [], decisions=approvals), programme, date(2018, 6, 1))
    found: list[dict[str, Any]] = table.to_polars().to_dicts()
    return found


def one(**facts: Any) -> Problem:
    """Return a problem with one person and one job without a date."""
    return problem_of(
        [{"participant_id": "p", **facts}],
        [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1}],
        [{"opportunity_id": "o", "kind": "job"}],
    )
