"""Limits over all of an employer's seats: its own, and those of the settings."""

from __future__ import annotations

from matchmaker.constraints import EmployerCapacity, EmployerMaximum, Scope
from tests.constraints.helpers import found, opportunity, rows_of, seat, small

TWO = {
    "seats": [seat(0, 0), seat(1, 0), seat(2, 1, employer_id="e1")],
    "opportunities": [opportunity(0), opportunity(1)],
    "employers": [{"employer_id": "e0", "max_placements": 1}, {"employer_id": "e1"}],
}


def test_an_employers_own_limit_covers_all_its_seats() -> None:
    """Employer e0 with two seats and max_placements 1 gives one row; e1 without a limit gives none."""
    problem = small(1, **TWO)
    assert rows_of(EmployerCapacity(), problem) == {"employer 'e0' takes at most 1 people": ([1, 1, 0], None, 1)}
    both = {"p0": "s0", "p1": "s1"}
    assert found(EmployerCapacity(), small(2, **TWO), both) == ["employer 'e0' has 2 people for at most 1"]


def test_a_maximum_holds_for_every_employer() -> None:
    """Without a scope each employer gets the same row."""
    assert rows_of(EmployerMaximum(max=2), small(1, **TWO)) == {
        "at most 2 people at employer 'e0'": ([1, 1, 0], None, 2),
        "at most 2 people at employer 'e1'": ([0, 0, 1], None, 2),
    }


def test_a_maximum_may_name_employers() -> None:
    """With employer_id only those named are limited, in rows and in the check."""
    rule = EmployerMaximum(max=0, scope={"employer_id": ["e1"]})
    assert rule.scope == Scope("employer", ("e1",))
    assert list(rows_of(rule, small(1, **TWO))) == ["at most 0 people at employer 'e1'"]
    assert found(rule, small(1, **TWO), {"p0": "s0"}) == []
    assert found(rule, small(1, **TWO), {"p0": "s2"}) == ["employer 'e1' has 1 people for at most 0"]
    assert rule.describe() == "each of the employers e1 takes at most 0 people"
