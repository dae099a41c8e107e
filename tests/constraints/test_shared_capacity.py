"""Capacity of a training body or an accompanying organisation over its cohorts."""

from __future__ import annotations

from matchmaker.constraints import SharedCapacity
from tests.constraints.helpers import found, opportunity, rows_of, seat, small

TABLES = {
    "seats": [seat(0, 0), seat(1, 1), seat(2, 2)],
    "opportunities": [
        opportunity(0, companion_org_id="g0"),
        opportunity(1, companion_org_id="g0"),
        opportunity(2, companion_org_id="g1"),
    ],
    "organisations": [{"organisation_id": "g0", "hours": 2.5}, {"organisation_id": "g1"}],
}
RULE = SharedCapacity(owner="companion_org_id", capacity="hours", use_per_participant=1.2)


def test_hours_and_use_become_integers() -> None:
    """2.5 hours at 1.2 each is 12 x0 + 12 x1 <= 25; the organisation without hours has no row."""
    assert rows_of(RULE, small(1, **TABLES)) == {"companion_org_id 'g0' has 2.5 hours": ([12, 12, 0], None, 25)}


def test_an_unknown_capacity_is_no_limit_and_is_reported() -> None:
    """Organisation g1 may serve anyone, and a warning names it."""
    (warning,) = RULE.inspect(small(1, **TABLES))
    assert (warning.severity, warning.code, warning.value) == ("warning", "missing-cell", "g1")
    assert found(RULE, small(3, **TABLES), {f"p{i}": "s2" for i in range(3)}) == []


def test_use_beyond_the_capacity_is_found() -> None:
    """Three people over both cohorts use 3.6 of 2.5 hours."""
    text = "companion_org_id 'g0' would use 3.6 of 2.5 hours"
    assert found(RULE, small(3, **TABLES), {"p0": "s0", "p1": "s1", "p2": "s1"}) == [text]
    assert found(RULE, small(3, **TABLES), {"p0": "s0", "p1": "s1"}) == []


def test_a_column_of_ones_own_may_be_the_capacity() -> None:
    """An extra text column that holds a number serves, and one that holds words is an error at its row."""
    organisations = [{"organisation_id": "g0", "desks": "1"}, {"organisation_id": "g1", "desks": "few"}]
    problem = small(1, **{**TABLES, "organisations": organisations})
    rule = SharedCapacity(owner="companion_org_id", capacity="desks")
    (error,) = rule.inspect(problem)
    assert (error.file, error.row, error.column, error.value) == ("organisations.csv", 3, "desks", "few")
    assert found(rule, small(1, **{**TABLES, "organisations": organisations[:1]}), {"p0": "s0"}) == []


def test_capacities_that_cannot_be_held_are_refused() -> None:
    """A capacity of 15 digits beside a use with nine decimals overflows, and says so."""
    organisations = [{"organisation_id": "g0", "desks": "123456789012345"}, {"organisation_id": "g1", "desks": "1"}]
    rule = SharedCapacity(owner="companion_org_id", capacity="desks", use_per_participant=0.000000001)
    (error,) = rule.inspect(small(1, **{**TABLES, "organisations": organisations}))
    assert (error.code, error.column) == ("out-of-range", "capacity")
