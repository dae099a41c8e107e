"""Parts of a problem that no row joins."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from matchmaker.allocation.formulation import Formulation, Rows
from matchmaker.allocation.solvers import auto, solve, solve_mip
from matchmaker.allocation.solvers.exact import broken_rows
from matchmaker.allocation.solvers.regions import regions
from tests.allocation.helpers import formulation, rows
from tests.allocation.solvers.generated import formulations


def beside(*parts: Formulation) -> Formulation:
    """Return formulations as one: people, pairs, openings and rows of each after those of the one before."""
    n_pairs, n_openings = sum(part.n_pairs for part in parts), sum(part.n_openings for part in parts)
    blocks, left, people, pairs, openings = [], [], 0, 0, 0
    for number, part in enumerate(parts):
        columns = np.concatenate([pairs + np.arange(part.n_pairs), n_pairs + openings + np.arange(part.n_openings)])
        for block in part.rows:
            found = block.matrix.tocoo()
            shape = (len(block.names), n_pairs + n_openings)
            wide = sparse.coo_array((found.data, (found.row, columns[found.col])), shape=shape).tocsr()
            names = tuple(f"{name} of {number}" for name in block.names)
            blocks.append(Rows(block.kind, names, wide, block.lower, block.upper))
        left.append(part.left + people)
        people, pairs, openings = people + part.n_left, pairs + part.n_pairs, openings + part.n_openings

    def columns_of(name: str) -> np.ndarray:
        first = [getattr(part, name)[: part.n_pairs] for part in parts]
        return np.concatenate([*first, *(getattr(part, name)[part.n_pairs :] for part in parts)])

    return Formulation(
        gains=columns_of("gains"),
        scale=1,
        left=np.concatenate(left).astype(np.int32),
        n_left=people,
        rows=tuple(blocks),
        lower=columns_of("lower"),
        upper=columns_of("upper"),
        opening_names=tuple(f"{name} of {i}" for i, part in enumerate(parts) for name in part.opening_names),
        order=np.arange(n_pairs),
    )


def cohort(*gains: int, least: int = 2) -> Formulation:
    """Return one cohort that opens with ``least`` people or not at all; every person has a pair with it."""
    n = len(gains)
    return formulation(
        list(range(n)),
        list(gains),
        rows(["least"], [[1] * n + [-least]], [0], [None]),
        rows(["most"], [[1] * n + [-n]], [None], [0]),
        openings=["o"],
    )


def test_two_cohorts_apart_are_two_regions() -> None:
    """Worked by hand: two cohorts without a common row are two parts, the larger first, and both open."""
    whole = beside(cohort(1, 2), cohort(3, 4, 5))
    found = regions(whole)
    assert [(part.pairs.tolist(), part.openings.tolist()) for part in found] == [([2, 3, 4], [1]), ([0, 1], [0])]
    answer = solve(whole, gap=0.0)
    assert (answer.objective, answer.bound, answer.pairs.tolist()) == (15, 15, [0, 1, 2, 3, 4])
    assert answer.openings.tolist() == [True, True]


def test_a_budget_joins_them_and_one_that_never_binds_does_not() -> None:
    """A row over everybody makes one part; where nothing can break it, it joins nothing."""
    whole = beside(cohort(1, 2), cohort(3, 4, 5))
    tight = rows(["budget"], [[1] * 5 + [0, 0]], [None], [4])
    loose = rows(["budget"], [[1] * 5 + [0, 0]], [None], [5])
    assert [len(regions(replace(whole, rows=(*whole.rows, more)))) for more in (tight, loose)] == [1, 2]


def test_where_nothing_opens_parts_stay_together() -> None:
    """Seats that share nobody are one part beside the cohort: a flow takes them at once."""
    seats = formulation([0, 1, 2], [1, 1, 1], rows(["a", "b"], [[1, 1, 0], [0, 0, 1]], [None, None], [1, 0]))
    assert [part.pairs.tolist() for part in regions(beside(seats, cohort(3, 4)))] == [[0, 1, 2], [3, 4]]


def test_an_empty_row_is_not_lost() -> None:
    """A row that asks for what no column gives makes the whole infeasible, with its name."""
    whole = beside(cohort(1, 2), cohort(3, 4, 5))
    nothing = rows(["impossible"], [[0] * 7], [1], [None])
    answer = solve(replace(whole, rows=(*whole.rows, nothing)))
    assert (answer.status, answer.clash) == ("infeasible", ("impossible",))


@settings(max_examples=60, deadline=None)
@given(st.lists(formulations(most_people=6), min_size=2, max_size=3), st.booleans())
def test_the_whole_is_worth_its_parts(parts: list[Formulation], with_prices: bool) -> None:
    """Solved apart, a problem made of several has the sum of their optima, or is infeasible where one is."""
    whole = beside(*parts)
    best = [solve_mip(part, gap=0.0) for part in parts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auto, "_PRICES_FROM", 1 if with_prices else 10**6)
        answer = solve(whole, gap=0.0, explain=False)
    if any(each.status == "infeasible" for each in best):
        assert answer.status == "infeasible"
        return
    assert broken_rows(whole, answer.pairs, answer.openings) == ()
    assert answer.objective == answer.bound == sum(each.objective for each in best)


def test_an_interrupt_stops_every_part() -> None:
    """Stopped before it began, the greedy plans of the parts together are the answer."""
    event = Event()
    event.set()
    answer = solve(beside(cohort(1, 2), cohort(3, 4, 5)), interrupt=event)
    assert (answer.stopped_by, answer.objective) == ("interrupt", 15)


def test_plans_and_bounds_of_the_parts_add_up() -> None:
    """What is told of the whole is never a bound below a plan, and ends with the answer's own."""
    told = []
    answer = solve(beside(cohort(1, 2), cohort(3, 4, 5)), gap=0.0, progress=told.append)
    assert all(each.best is None or each.bound is None or each.best <= each.bound for each in told)
    assert (told[-1].best, told[-1].bound) == (answer.objective, answer.bound)
