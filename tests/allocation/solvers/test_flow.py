"""The min-cost flow is exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers import solve_flow, solve_mip
from matchmaker.allocation.solvers.exact import broken_rows, objective_of
from matchmaker.errors import SolverError
from tests.allocation.helpers import every_choice, formulation, rows


def test_one_place_goes_to_the_higher_gain() -> None:
    """Two people want one place: the better pair wins, and the answer is proved."""
    answer = solve_flow(formulation([0, 1], [3, 5], rows(["s"], [[1, 1]], [None], [1])))
    assert answer is not None
    assert (answer.pairs.tolist(), answer.objective, answer.bound) == ([1], 5, 5)
    assert (answer.status, answer.stopped_by, answer.strategy) == ("optimal", "proof", "flow")


def test_fewer_people_may_be_worth_more() -> None:
    """One person with a high gain beats two with low ones: nobody is placed for the number's sake."""
    seats = rows(["s0"], [[1, 0, 1]], [None], [1])
    answer = solve_flow(formulation([0, 0, 1], [9, 1, 1], seats))
    assert answer is not None
    assert answer.pairs.tolist() == [0]


def test_a_floor_is_met_exactly() -> None:
    """A seat that needs two people gets them although both would gain more elsewhere."""
    seats = rows(["s0", "s1"], [[1, 0, 1, 0], [0, 1, 0, 1]], [2, None], [2, 2])
    answer = solve_flow(formulation([0, 0, 1, 1], [1, 9, 1, 9], seats))
    assert answer is not None
    assert answer.pairs.tolist() == [0, 2]


def test_a_floor_that_cannot_be_met_is_infeasible() -> None:
    """A seat that needs two of one person's pairs has no plan."""
    answer = solve_flow(formulation([0, 0], [1, 1], rows(["s"], [[1, 1]], [2], [2])))
    assert answer is not None
    assert answer.status == "infeasible"


def test_a_floor_above_its_ceiling_is_infeasible() -> None:
    """Limits that contradict each other have no plan."""
    answer = solve_flow(formulation([0, 1], [1, 1], rows(["s"], [[1, 1]], [2], [1])))
    assert answer is not None
    assert answer.status == "infeasible"


def test_a_fixed_pair_is_chosen() -> None:
    """A fixed pair stands although the other is worth more; two fixed pairs of one person have no plan."""
    answer = solve_flow(formulation([0, 0], [1, 9], fixed=[0]))
    assert answer is not None
    assert answer.pairs.tolist() == [0]
    twice = solve_flow(formulation([0, 0], [1, 9], fixed=[0, 1]))
    assert twice is not None
    assert twice.status == "infeasible"


def test_nothing_at_all() -> None:
    """Without people there is an empty, optimal plan."""
    answer = solve_flow(formulation([], []))
    assert answer is not None
    assert (answer.status, answer.objective) == ("optimal", 0)


def test_gains_too_large_for_the_solver_are_left_to_others() -> None:
    """Where costs times nodes might leave 64 bits, the flow does not try."""
    assert solve_flow(formulation([0], [2**60])) is None


class _Broken:
    """A solver that fails, or lies about its plan."""

    OPTIMAL, INFEASIBLE = "ok", "no"

    def __init__(self, cost: int) -> None:
        self.cost = cost

    def flows(self, arcs: Any) -> Any:
        return np.ones(arcs.size)

    def optimal_cost(self) -> int:
        return self.cost


class _Status:
    name = "BAD_RESULT"


def test_answers_that_break_a_row_or_miscount_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Optimal with a violated row, a wrong objective or a failure is an error, never a plan."""
    problem = formulation([0, 1], [3, 5], rows(["seat s"], [[1, 1]], [None], [1]))
    solve = "matchmaker.allocation.solvers.flow._solve"
    monkeypatch.setattr(solve, lambda *_, **__: (_Broken(-8), "ok"))
    with pytest.raises(SolverError, match="breaks seat s"):
        solve_flow(problem)
    monkeypatch.setattr(solve, lambda *_, **__: (_Broken(-7), "ok"))
    with pytest.raises(SolverError, match="claims 7, its plan is worth 8"):
        solve_flow(formulation([0, 1], [3, 5]))
    monkeypatch.setattr(solve, lambda *_, **__: (_Broken(0), _Status()))
    with pytest.raises(SolverError, match="BAD_RESULT"):
        solve_flow(problem)


@st.composite
def laminar_problems(draw: st.DrawFn) -> Formulation:
    """Draw up to five people, seats in opportunities in employers, with floors and ceilings on each level."""
    n_people, n_seats = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    pairs = draw(
        st.lists(st.tuples(st.integers(0, n_people - 1), st.integers(0, n_seats - 1)), unique=True, max_size=9)
    )
    pairs = sorted(pairs)
    opportunity = [draw(st.integers(0, 1)) for _ in range(n_seats)]
    blocks = []
    for level, owner in (("seat", range(n_seats)), ("opportunity", opportunity), ("plan", [0] * n_seats)):
        names = sorted({f"{level} {owner[s]}" for s in range(n_seats)})
        dense = [[int(f"{level} {owner[s]}" == name) for _, s in pairs] for name in names]
        lower = [draw(st.sampled_from([None, None, 0, 1, 2])) for _ in names]
        upper = [draw(st.sampled_from([None, 0, 1, 2, 3])) for _ in names]
        if pairs:
            blocks.append(rows(names, dense, lower, upper))
    gains = [draw(st.integers(0, 9)) for _ in pairs]
    return formulation([p for p, _ in pairs], gains, *blocks, n_left=n_people)


@settings(deadline=None, max_examples=80)
@given(laminar_problems())
def test_flow_equals_mip_and_every_plan_tried(problem: Formulation) -> None:
    """On nested rows the flow, the MIP and trying every plan agree on the value, or on there being none."""
    flow, mip = solve_flow(problem), solve_mip(problem, gap=0)
    assert flow is not None
    worth = [
        objective_of(problem, pairs, opened)
        for pairs, opened in every_choice(problem)
        if not broken_rows(problem, pairs, opened)
    ]
    assert flow.status == mip.status == ("optimal" if worth else "infeasible")
    if worth:
        assert flow.objective == flow.bound == mip.objective == mip.bound == max(worth)
