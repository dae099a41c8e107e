"""Nested sets are recognised, and put into the right tree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from matchmaker.allocation.solvers.laminar import laminar_forest
from tests.allocation.helpers import formulation, rows

LEFT = [0, 0, 1, 1]


def test_no_rows_is_a_forest_without_sets() -> None:
    """Without rows every pair is in no set."""
    forest = laminar_forest(formulation(LEFT, [1] * 4))
    assert forest is not None
    assert forest.parent.size == 0
    assert forest.leaf.tolist() == [-1] * 4


def test_seats_inside_an_opportunity_inside_an_employer() -> None:
    """Each set hangs on the smallest set around it, and each pair on its smallest set."""
    seats = rows(["s0", "s1"], [[1, 1, 0, 0], [0, 0, 1, 0]], [None, None], [1, 0])
    opportunity = rows(["o"], [[1, 1, 1, 0]], [1], [2])
    plan = rows(["all"], [[1, 1, 1, 1]], [None], [3])
    forest = laminar_forest(formulation(range(4), [1] * 4, plan, opportunity, seats))
    assert forest is not None
    assert forest.parent.tolist() == [-1, 0, 1, 1]
    assert forest.leaf.tolist() == [2, 2, 3, 0]
    assert forest.lower[1] == 1
    assert forest.upper.tolist() == [3, 2, 1, 0]


def test_equal_sets_hang_on_one_another() -> None:
    """Two limits on the same pairs are a chain, not a cycle."""
    both = rows(["a", "b"], [[1, 1, 1, 1], [1, 1, 1, 1]], [None, 1], [2, 3])
    forest = laminar_forest(formulation(range(4), [1] * 4, both))
    assert forest is not None
    assert sorted(forest.parent.tolist()) == [-1, 1]
    assert forest.leaf.tolist() == [0] * 4


def test_sets_nested_in_mixed_directions() -> None:
    """Two blocks whose sets contain one another here and there are laminar all the same."""
    first = rows(["big", "small"], [[1, 1, 0, 0], [0, 0, 1, 0]], [1, None], [1, 0])
    second = rows(["inner", "outer"], [[1, 0, 0, 0], [0, 0, 1, 1]], [None, 1], [0, 1])
    forest = laminar_forest(formulation([0, 1, 2, 3], [1] * 4, first, second))
    assert forest is not None
    assert forest.leaf.tolist() == [2, 0, 1, 3]
    assert forest.parent.tolist() == [-1, 3, 0, -1]


def test_rows_that_cannot_bind_are_left_out() -> None:
    """A limit above the number of pairs, and a floor of nothing, make no set, whatever their numbers are."""
    loose = rows(["loose"], [[5, 1, 0, 7]], [0], [13])
    forest = laminar_forest(formulation(LEFT, [1] * 4, loose))
    assert forest is not None
    assert forest.parent.size == 0


@pytest.mark.parametrize(
    "dense",
    [
        [[1, 1, 0, 0], [0, 1, 1, 0]],
        [[1, 2, 0, 0]],
        [[1, -1, 0, 0]],
    ],
)
def test_crossing_weighted_and_signed_rows_are_no_flow(dense: Any) -> None:
    """Sets that overlap without nesting, weights and signs are refused."""
    block = rows([f"r{i}" for i in range(len(dense))], dense, [None] * len(dense), [0] * len(dense))
    assert laminar_forest(formulation(LEFT, [1] * 4, block)) is None


def test_openings_are_no_flow() -> None:
    """Where something must be opened there is no flow."""
    assert laminar_forest(formulation(LEFT, [1] * 4, openings=["o"])) is None


def test_a_block_of_too_many_layers_is_given_up() -> None:
    """Forty nested rows in one block are past the layers that are tried."""
    dense = [[1] * (i + 1) + [0] * (39 - i) for i in range(40)]
    block = rows([f"r{i}" for i in range(40)], dense, [None] * 40, [0] * 40)
    assert laminar_forest(formulation(np.arange(40).tolist(), [1] * 40, block)) is None
