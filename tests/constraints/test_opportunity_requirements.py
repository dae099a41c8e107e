"""What each kind of opportunity must have."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from matchmaker.constraints import EmployerDisqualified, OpportunityRequirements
from tests.constraints.helpers import allowed, found, opportunity, seat, small

RULE = OpportunityRequirements()


@pytest.mark.parametrize("kind", ["on_the_job_training", "practicum"])
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"position_percent": 75.0, "agreement_signed": True, "mentor_named": True}, None),
        ({"position_percent": 74.9}, "a position of 74.9 %, 75 needed"),
        ({"agreement_signed": False}, "no signed agreement"),
        ({"mentor_named": False}, "no named mentor"),
    ],
)
def test_guided_work_needs_position_agreement_and_mentor(kind: str, facts: dict[str, Any], reason: str | None) -> None:
    """A fact that is missing passes; one that is known and short blocks, with its reason."""
    problem = small(1, seats=[seat(0, 0, **facts)], opportunities=[opportunity(0, kind=kind)])
    texts = [] if reason is None else [f"participant 'p0' cannot take seat 's0': {reason}"]
    assert allowed(RULE, problem) == [[reason is None]]
    assert found(RULE, problem, {"p0": "s0"}) == texts


def test_an_ordinary_job_needs_none_of_it() -> None:
    """A part-time job without a mentor is open."""
    problem = small(1, seats=[seat(0, 0, position_percent=20.0, mentor_named=False, agreement_signed=False)])
    assert allowed(RULE, problem) == [[True]]
    assert found(RULE, problem, {"p0": "s0"}) == []


def test_a_practicum_needs_a_certificate() -> None:
    """An empty list of certificates blocks, and so does a word for none; a missing one and a real one do not."""
    problem = small(5, opportunities=[opportunity(0, kind="practicum")])
    certificates = pl.Series("certificates", [[], None, ["אין"], ["None"], ["טבח"]], dtype=pl.List(pl.String))
    problem = problem.replace(participants=problem.participants.with_columns(certificates))
    assert allowed(RULE, problem) == [[False], [True], [False], [False], [True]]
    texts = [
        f"participant '{person}' cannot take seat 's0': a practicum needs a certificate"
        for person in ("p0", "p2", "p3")
    ]
    assert found(RULE, problem, {f"p{i}": "s0" for i in range(5)}) == texts


def test_closed_seats_take_nobody() -> None:
    """A seat without places and an opportunity with max_size 0 are closed."""
    tables = {"seats": [seat(0, 0, count=0), seat(1, 1)], "opportunities": [opportunity(0), opportunity(1, max_size=0)]}
    problem = small(2, **tables)
    assert allowed(RULE, problem) == [[False, False], [False, False]]
    assert len(found(RULE, problem, {"p0": "s0", "p1": "s1"})) == 2


def test_the_position_asked_for_is_a_setting() -> None:
    """With min_position_percent 50 a half post is enough."""
    problem = small(
        1, seats=[seat(0, 0, position_percent=50.0)], opportunities=[opportunity(0, kind="on_the_job_training")]
    )
    assert allowed(OpportunityRequirements(min_position_percent=50), problem) == [[True]]
    assert allowed(RULE, problem) == [[False]]


def test_a_disqualified_employer_never_appears() -> None:
    """No override lifts disqualification."""
    decisions = [{"participant_id": "p0", "seat_id": "s0", "decision": "override", "reason": "r", "by": "Dana"}]
    problem = small(1, employers=[{"employer_id": "e0", "circle": "disqualified"}], decisions=decisions)
    assert allowed(EmployerDisqualified(), problem) == [[False]]
    text = "participant 'p0' is at disqualified employer 'e0'"
    assert found(EmployerDisqualified(), problem, {"p0": "s0"}) == [text]
