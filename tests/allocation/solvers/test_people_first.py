"""Among plans of equal score, more people have a place."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.allocation.solvers import solve_flow, solve_mip
from matchmaker.allocation.solvers.people_first import people_first
from tests.allocation.helpers import formulation, rows


@pytest.mark.parametrize("solver", [solve_flow, solve_mip])
def test_a_place_at_score_0_is_given(solver) -> None:  # type: ignore[no-untyped-def]
    """Both solvers place the second person at 0, and report the sum of scores as it is."""
    seats = rows(["s0", "s1"], [[1, 0, 1], [0, 1, 0]], [None, None], [1, 1])
    answer = solver(formulation([0, 0, 1], [6, 6, 0], seats))
    assert answer.pairs.tolist() == [1, 2]
    assert (answer.objective, answer.bound, answer.status) == (6, 6, "optimal")


def test_score_comes_before_people() -> None:
    """One person at 1 is worth more than two at 0."""
    budget = rows(["budget"], [[2, 1, 1]], [None], [2])
    answer = solve_mip(formulation([0, 1, 2], [1, 0, 0], budget))
    assert (answer.pairs.tolist(), answer.objective, answer.bound) == ([0], 1, 1)


def test_weights() -> None:
    """Without a pair at 0 the gains stay; with one they are weighed, unless the sums would be too large."""
    assert people_first(formulation([0, 1], [4, 6]), 2)[0].tolist() == [2, 3]
    gains, weight = people_first(formulation([0, 1], [0, 6], openings=["o"]), 2)
    assert (gains.tolist(), weight) == ([1, 10, 0], 3)
    assert people_first(formulation([0, 1], [0, 2**52]))[1] == 1
    assert people_first(formulation([], []))[0].dtype == np.int64
