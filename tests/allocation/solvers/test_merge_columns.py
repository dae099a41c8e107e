"""Fewer columns, the same answer to whether there is a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.allocation.solvers import solve_mip
from matchmaker.allocation.solvers.merge_columns import merge_columns
from tests.allocation.helpers import formulation, rows


def test_pairs_that_stand_alike_are_one() -> None:
    """Of two pairs of one person in the same rows the first stays; one in no row goes; openings stay."""
    both = rows(["a", "b"], [[1, 1, 0, 1, 2, -1], [0, 0, 0, 1, 0, 3]], [1, None], [None, 2])
    merged = merge_columns(formulation([0, 0, 0, 1, 1], [1] * 5, both, openings=["o"]))
    assert merged.left.tolist() == [0, 1, 1]
    assert merged.rows[0].matrix.toarray().tolist() == [[1, 1, 2, -1], [0, 1, 0, 3]]
    assert merged.opening_names == ("o",)


def test_nothing_to_choose() -> None:
    """Without rows every pair goes."""
    assert merge_columns(formulation([0, 1], [1, 1])).n_pairs == 0


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_the_same_problems_have_a_plan(seed: int) -> None:
    """On random rows, the merged problem is infeasible exactly when the whole one is."""
    rng = np.random.default_rng(seed)
    block = rows(["a", "b", "c"], rng.integers(-1, 2, (3, 9)), rng.integers(-1, 3, 3), rng.integers(1, 3, 3))
    form = formulation(np.repeat([0, 1, 2, 3], 2), [0] * 8, block, openings=["o"])
    merged = merge_columns(replace(form))
    assert merged.n_pairs <= form.n_pairs
    assert (solve_mip(merged).status == "infeasible") == (solve_mip(form).status == "infeasible")
