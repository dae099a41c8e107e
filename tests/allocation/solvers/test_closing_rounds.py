"""Cohorts that hold a fixed pair stay open."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers import Insertion, closing_rounds, fill_by_gain
from tests.allocation.helpers import formulation, rows


def pinned(n_left: int = 2, needs: int = 2) -> Formulation:
    """Return people with a cohort A (even pairs) and a job B (odd pairs, worth more); the first is fixed to A."""
    a = [1, 0] * n_left
    return formulation(
        [i // 2 for i in range(2 * n_left)],
        [5, 9] * n_left,
        rows(["A needs"], [[*a, -needs]], [0], [None]),
        rows(["A takes"], [[*a, -n_left]], [None], [0]),
        rows(["B takes"], [[*([0, 1] * n_left), 0]], [None], [2]),
        openings=["A"],
        fixed=[0],
    )


def test_a_cohort_with_a_fixed_pair_is_filled_first() -> None:
    """The person who would rather take the job fills the cohort that cannot be closed."""
    answer = closing_rounds(pinned(), fill_by_gain, "greedy")
    assert (answer.pairs.tolist(), answer.openings.tolist()) == ([0, 2], [True])
    assert answer.notes == ()


def test_a_cohort_with_a_fixed_pair_that_cannot_be_filled_is_named() -> None:
    """Where too few people are there, the cohort is not closed behind the fixed pair; its floor is named."""
    answer = closing_rounds(pinned(needs=3), fill_by_gain, "greedy")
    assert (answer.status, answer.clash) == ("no_plan_found", ("A needs",))


@pytest.mark.parametrize("fixed_in", [True, False])
def test_an_opening_fixed_in_is_never_closed(fixed_in: bool) -> None:
    """An opening that is fixed stays open though nobody prefers it; one that is free closes."""
    form = pinned()
    form.lower[0] = 0
    form.lower[-1] = int(fixed_in)
    answer = closing_rounds(form, fill_by_gain, "greedy")
    assert answer.openings.tolist() == [fixed_in]
    assert answer.pairs.tolist() == ([0, 2] if fixed_in else [1, 3])


def shared() -> Formulation:
    """Return six people, half of a group, with a cohort that needs four, takes five and at most 50 % of each half."""
    one = [1] * 6
    group = [1, 1, 1, -1, -1, -1]
    return formulation(
        range(6),
        [9, 8, 7, 3, 2, 1],
        rows(["needs"], [[*one, -4]], [0], [None]),
        rows(["takes"], [[*one, -5]], [None], [0]),
        rows(["few of these"], [[*group, 0]], [None], [0]),
        rows(["few of those"], [[*(-value for value in group), 0]], [None], [0]),
        openings=["cohort"],
    )


def test_a_ceiling_on_shares_does_not_keep_the_first_away() -> None:
    """Whoever comes first is all of the cohort; places still to come count, and the shares hold in the end."""
    answer = closing_rounds(shared(), fill_by_gain, "greedy")
    assert answer.openings.tolist() == [True]
    assert answer.pairs.tolist() == [0, 1, 3, 4]  # worked by hand: two of each half; a fifth would be 3 of 5


def test_places_to_come_are_taken_back_with_whoever_leaves() -> None:
    """Adding and giving up in any order leaves every row as it was at the start."""
    state = Insertion(shared(), np.array([True]))
    before = state.activity.copy()
    for pair in (0, 3, 1, 4):
        assert not state.blocking(pair).size
        state.add(pair)
    assert state.blocking(2).size
    for pair in (3, 0, 4, 1):
        state.remove(pair)
    assert state.activity.tolist() == before.tolist()
