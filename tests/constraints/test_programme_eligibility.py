"""The programme's criteria as a rule, with approvals."""

from __future__ import annotations

from datetime import date
from typing import Any

from matchmaker.allocation import allocate
from matchmaker.allocation.unplaced import unplaced_frame
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.constraints import ProgrammeEligibility, constraint_warnings, parse_constraints
from matchmaker.programmes import load_programme
from tests.constraints.helpers import allowed, found, opportunity, people, small

PROFILE = load_programme("emtza_haderech")
START = [opportunity(0, start_date=date(2018, 6, 1))]
BORN = [date(1960, 1, 1), date(1974, 1, 1), date(1990, 1, 1)]
OVERRIDE = {"participant_id": "p2", "seat_id": "s0", "decision": "override", "reason": "r", "by": "Dana"}


def approval(number: int) -> dict[str, Any]:
    """Return an approval of one person by Dana."""
    return {"participant_id": f"p{number}", "decision": "approve", "reason": "near", "by": "Dana"}


def test_a_near_miss_passes_with_an_approval_only() -> None:
    """Of one old enough, one almost and one far too young the first passes; approvals let the others pass."""
    assert PROFILE.eligibility is not None
    rule = ProgrammeEligibility(rules=PROFILE.eligibility)
    facts = {"participants": people(3, birth_date=BORN), "opportunities": START}
    problem = small(**facts)
    assert allowed(rule, problem) == [[True], [False], [False]]
    assert found(rule, problem, {"p1": "s0", "p2": "s0"}) == [
        "participant 'p1' is almost eligible, and nobody approved: 45-75",
        "participant 'p2' is not eligible: 45-75",
    ]
    approved = small(**facts, decisions=[approval(1), approval(2)])
    assert allowed(rule, approved) == [[True], [True], [True]]
    assert found(rule, approved, {"p1": "s0", "p2": "s0"}) == []
    assert allowed(rule, small(**facts, decisions=[OVERRIDE])) == [[True], [False], [True]]


def test_an_approval_beyond_almost_is_in_vain_where_no_circumstances_count() -> None:
    """Under Ovdim Beyachad, which knows no near-miss, the approval changes nothing and is warned of at its row."""
    profile = load_programme("ovdim_beyachad")
    problem = small(participants=people(3, birth_date=BORN), opportunities=START, decisions=[OVERRIDE, approval(1)])
    rule = next(each for each in parse_constraints(problem, profile) if each.code == "eligibility")
    assert allowed(rule, problem) == [[False], [False], [True]]
    warnings = constraint_warnings(problem, profile, programme_file="ovdim_beyachad.toml")
    assert [(w.file, w.row, w.column, w.code, w.value) for w in warnings if w.code == "approval-in-vain"] == [
        ("decisions.csv", 3, "participant_id", "approval-in-vain", "p1")
    ]


def test_it_says_how_many_wait() -> None:
    """The findings name the profile's file and count who fails, who waits for an approval, and who cannot be told."""
    problem = small(participants=people(3, birth_date=BORN), opportunities=START)
    warnings = constraint_warnings(problem, PROFILE, programme_file="emtza_haderech.toml")
    assert [(w.file, w.column, w.code, w.message[:6]) for w in warnings if w.column == "eligibility.criteria"] == [
        ("emtza_haderech.toml", "eligibility.criteria", "not-eligible", "1 of 3"),
        ("emtza_haderech.toml", "eligibility.criteria", "near-miss", "1 of 3"),
        ("emtza_haderech.toml", "eligibility.criteria", "cannot-say", "1 of 3"),
    ]


def test_who_waits_for_an_approval_is_told_so() -> None:
    """A near-miss that nobody approved is not placed, for the reason that an approval is missing; approved, it is placed."""
    facts = {"participants": people(2, birth_date=BORN[:2]), "opportunities": START}
    told = []
    for decisions in ([], [approval(1)]):
        made = setup(small(**facts, decisions=decisions), "emtza_haderech")
        result = allocate(
            made.problem, score(made.problem, programme="emtza_haderech"), made.constraints, made.commutes
        )
        told.append(unplaced_frame(result).rows())
    assert told == [
        [("p1", "near_miss", "almost eligible, and nobody has approved; this does not hold: 45-75")],
        [],
    ]
