"""Seat counts."""

from __future__ import annotations

from matchmaker.constraints import SeatCount
from tests.constraints.helpers import found, opportunity, rows_of, seat, small


def test_a_seat_row_is_the_sum_of_its_pairs() -> None:
    """Two people and a seat of two places give x0 + x1 <= 2."""
    assert rows_of(SeatCount(), small()) == {"seat 's0' takes at most 2 people": ([1, 1], None, 2)}


def test_a_floor_binds_always_where_there_is_nothing_to_open() -> None:
    """A job with min_count 1 asks for one person."""
    rows = rows_of(SeatCount(), small(seats=[seat(0, 0, min_count=1)]))
    assert rows["seat 's0' takes at least 1 people"] == ([1, 1], 1, None)


def test_a_floor_in_a_cohort_binds_only_if_it_opens() -> None:
    """A seat with min_count 2 in cohort o0 asks for 2 x open."""
    problem = small(seats=[seat(0, 0, min_count=2)], opportunities=[opportunity(0, min_size=1)])
    assert rows_of(SeatCount(), problem)["seat 's0' takes at least 2 people if its cohort opens"] == (
        [1, 1, -2],
        0,
        None,
    )
    assert found(SeatCount(), problem, {}) == []
    assert found(SeatCount(), problem, {"p0": "s0"}, "o0") == ["seat 's0' has 1 people and needs at least 2"]


def test_too_many_people_are_found() -> None:
    """Three people for two places is a violation that gives both numbers."""
    taken = {f"p{i}": "s0" for i in range(3)}
    assert found(SeatCount(), small(3), taken) == ["seat 's0' has 3 people for 2 places"]
