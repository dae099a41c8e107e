"""Cohort sizes with opening."""

from __future__ import annotations

from matchmaker.constraints import CohortSize
from tests.constraints.helpers import found, opportunity, rows_of, seat, small

TRAINING = {
    "seats": [seat(0, 0, count=2), seat(1, 0, count=1)],
    "opportunities": [opportunity(0, min_size=2, max_size=5)],
}


def test_a_cohort_has_a_floor_and_a_ceiling_times_its_opening() -> None:
    """One person, two seats of 2 + 1 places, sizes 2 to 5: n - 2 open >= 0 and n - 3 open <= 0."""
    assert rows_of(CohortSize(), small(1, **TRAINING)) == {
        "cohort 'o0' needs at least 2 people": ([1, 1, -2], 0, None),
        "cohort 'o0' takes at most 3 people, none if closed": ([1, 1, -3], None, 0),
    }


def test_without_a_minimum_the_maximum_is_a_plain_limit() -> None:
    """A job with max_size 1 gives x0 + x1 <= 1 and no opening."""
    problem = small(opportunities=[opportunity(0, max_size=1)])
    assert rows_of(CohortSize(), problem) == {"opportunity 'o0' takes at most 1 people": ([1, 1], None, 1)}
    both = {"p0": "s0", "p1": "s0"}
    assert found(CohortSize(), problem, both) == ["opportunity 'o0' has 2 people for at most 1"]


def test_a_minimum_of_zero_opens_nothing() -> None:
    """min_size 0 is no cohort, and without max_size there is no row."""
    assert rows_of(CohortSize(), small(opportunities=[opportunity(0, min_size=0)])) == {}


def test_closed_and_too_small_cohorts_are_found() -> None:
    """A closed cohort with a person, an open one with too few and an open empty one are violations."""
    problem = small(**TRAINING)
    assert found(CohortSize(), problem, {"p0": "s0"}) == ["cohort 'o0' is closed and has 1 people"]
    assert found(CohortSize(), problem, {"p0": "s0"}, "o0") == ["cohort 'o0' is open with 1 people and needs 2"]
    assert found(CohortSize(), problem, {}, "o0") == ["cohort 'o0' is open with 0 people and needs 2"]
    assert found(CohortSize(), problem, {"p0": "s0", "p1": "s1"}, "o0") == []
