"""Prices prove what they say, and find what HiGHS finds."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers import (
    auto,
    column_generation,
    price_node,
    prices,
    solve,
    solve_flow,
    solve_mip,
    solve_prices,
)
from matchmaker.allocation.solvers.exact import broken_rows, objective_of
from matchmaker.allocation.solvers.lagrangian_bound import lagrangian_bound
from matchmaker.allocation.solvers.openings_of_pairs import openings_of_pairs
from matchmaker.allocation.solvers.tightened import tightened
from matchmaker.errors import SolverError
from tests.allocation.helpers import every_choice, formulation, rows
from tests.allocation.solvers.generated import formulations, generated


@pytest.fixture(autouse=True)
def small_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Start with one pair each and cores of three, so that small problems take every step that large ones do."""
    monkeypatch.setattr(column_generation, "_FIRST_PAIRS", 1)
    monkeypatch.setattr(column_generation, "_MORE_PAIRS", 1)
    monkeypatch.setattr(price_node, "_SMALL_CORE", 3)
    monkeypatch.setattr(price_node, "_CORE_OF_TIGHT", 0.3)
    yield


def cohort() -> Formulation:
    """Three people; the cohort o (pairs 0, 2, 4) needs two, the job (pairs 1, 3, 5) has one place."""
    return formulation(
        [0, 0, 1, 1, 2, 2],
        [5, 6, 5, 4, 1, 3],
        rows(["o needs 2"], [[1, 0, 1, 0, 1, 0, -2]], [0], [None]),
        rows(["o takes 3"], [[1, 0, 1, 0, 1, 0, -3]], [None], [0]),
        rows(["job takes 1"], [[0, 1, 0, 1, 0, 1, 0]], [None], [1]),
        openings=["o"],
    )


def test_a_cohort_opens_when_it_is_worth_it() -> None:
    """Worked by hand: open with persons 0 and 1 (10) plus 2 in the job (3) beats the job alone (6)."""
    answer = solve_prices(cohort(), gap=0.0)
    assert answer is not None
    assert (answer.pairs.tolist(), answer.openings.tolist()) == ([0, 2, 5], [True])
    assert (answer.objective, answer.bound, answer.status, answer.stopped_by) == (13, 13, "optimal", "proof")


@settings(max_examples=150, deadline=None)
@given(formulations(), st.sampled_from((0.0, 1e-4, 1e-2)), st.booleans())
def test_agrees_with_highs(form: Formulation, gap: float, cores_first: bool) -> None:
    """The plan obeys every row and is within the gap of the optimum, the bound is not below it; infeasible means so."""
    best = solve_mip(form, gap=0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prices, "_CHEAP_RELAXATION", 0 if cores_first else 10**6)
        patch.setattr(prices, "_MOST_RELAXED", 3 if cores_first else 200)
        answer = solve_prices(form, gap=gap)
    if answer is None:
        return
    if best.status == "infeasible":
        assert answer.status == "infeasible"
        return
    assert answer.status in ("optimal", "feasible")
    assert broken_rows(form, answer.pairs, answer.openings) == ()
    assert answer.objective == objective_of(form, answer.pairs, answer.openings) <= best.objective <= answer.bound
    assert answer.bound - answer.objective <= gap * abs(answer.bound)


def test_seldom_gives_up() -> None:
    """Of 60 generated problems that have a plan every one is solved, not handed back."""
    problems = [generated(np.random.default_rng(seed), 8) for seed in range(60)]
    feasible = [form for form in problems if form.n_pairs and solve_mip(form).status != "infeasible"]
    assert len(feasible) > 30
    assert all(solve_prices(form) is not None for form in feasible)


@settings(max_examples=40, deadline=None)
@given(formulations(cohorts=False))
def test_all_strategies_agree_on_flows(form: Formulation) -> None:
    """Where the rows are nested sets, the flow, HiGHS and the prices find plans of the same worth."""
    flow, mip, answer = solve_flow(form), solve_mip(form, gap=0.0), solve_prices(form, gap=0.0)
    assert flow is not None
    assert flow.status == mip.status
    if answer is not None and flow.status == "optimal":
        assert flow.objective == mip.objective == answer.objective == answer.bound


@settings(max_examples=60, deadline=None)
@given(formulations(), st.integers(0, 2**32 - 1))
def test_any_prices_give_a_bound(form: Formulation, seed: int) -> None:
    """Whatever the prices, no plan is worth more than they say, nor more than they say of its pairs."""
    best = solve_mip(form, gap=0.0)
    problem = tightened(form)
    proof = lagrangian_bound(problem, np.random.default_rng(seed).normal(0, 3, problem.n_rows))
    assert proof is not None
    if best.status == "optimal":
        assert proof.bound >= best.objective
        assert (proof.total - proof.missing[best.pairs] >= best.objective * proof.fineness).all()
        assert proof.within(best.objective)[best.pairs].all()


@settings(max_examples=25, deadline=None)
@given(formulations(most_people=3))
def test_cuts_leave_every_plan(form: Formulation) -> None:
    """Every plan of a tiny problem obeys every row that was added to it."""
    problem = tightened(form)
    for pairs, openings in every_choice(form):
        if not broken_rows(form, pairs, openings):
            x = np.zeros(form.n_columns, np.int64)
            x[pairs] = 1
            x[form.n_pairs :] = openings
            assert (problem.matrix @ x <= problem.upper).all()


def test_shares_are_made_whole() -> None:
    """Worked by hand: 35 % of 8 to 12 people are at least 3, 4, 4, 4, 5; two lines bound these points from below."""
    n = 12
    share = [13] * 5 + [-7] * 7
    form = formulation(
        list(range(n)),
        [1] * n,
        rows(["least"], [[1] * n + [-8]], [0], [None]),
        rows(["most"], [[1] * n + [-12]], [None], [0]),
        rows(["share"], [[*share, 0]], [0], [None]),
        openings=["o"],
    )
    openings = openings_of_pairs(form)
    assert (openings.least.tolist(), openings.most.tolist(), openings.n_pairs.tolist()) == ([8], [12], [12])
    cuts = tightened(form).matrix.toarray()[3:5]
    # 3 g >= n + 1 through (8, 3) and (11, 4); g >= n - 7 through (11, 4) and (12, 5)
    assert cuts.tolist() == [[-2] * 5 + [1] * 7 + [1], [0] * 5 + [1] * 7 + [-7]]


def test_an_interrupt_and_the_clock_end_it() -> None:
    """Stopped before it has begun, it says by what, and that it has no plan."""
    event = Event()
    event.set()
    for answer, why in (
        (solve_prices(cohort(), interrupt=event), "interrupt"),
        (solve_prices(cohort(), time_limit=0), "time"),
    ):
        assert answer is not None
        assert (answer.status, answer.stopped_by) == ("no_plan_found", why)
        assert answer.bound >= 13


def test_a_hint_is_kept_when_stopped() -> None:
    """The plan it was given is the plan it answers with when no time is left."""
    hint = solve_mip(cohort())
    answer = solve_prices(cohort(), time_limit=0, hint=hint)
    assert answer is not None
    assert (answer.objective, answer.stopped_by, answer.status) == (13, "time", "feasible")


def test_what_prices_leave_to_others() -> None:
    """Nothing to choose, one party fixed twice, rows out of reach even in fractions, a linear solver that fails."""
    assert solve_prices(formulation([], [])) is None
    assert solve_prices(formulation([0, 0], [1, 1], fixed=[0, 1])) is None
    assert solve_prices(formulation([0], [1], rows(["two"], [[1]], [2], [None]))) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("matchmaker.allocation.solvers.core_lp.call_math_opt", _failing)
        assert solve_prices(cohort()) is None


@pytest.mark.parametrize(("pairs_from", "strategy"), [(6, "prices"), (7, "mip")])
def test_auto_takes_prices_for_many_pairs(monkeypatch: pytest.MonkeyPatch, pairs_from: int, strategy: str) -> None:
    """From the measured number of pairs on it is prices, below it HiGHS alone."""
    monkeypatch.setattr(auto, "_PRICES_FROM", pairs_from)
    answer = solve(cohort(), gap=0.0)
    assert (answer.strategy, answer.objective) == (strategy, 13)


def test_auto_without_a_plan_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock stops prices first, the greedy plan stands in; where prices do not help, HiGHS answers."""
    monkeypatch.setattr(auto, "_PRICES_FROM", 1)
    stopped = solve(cohort(), time_limit=0)
    assert (stopped.objective, stopped.stopped_by) == (12, "time")  # 6 + 5 + 1 by gain
    impossible = formulation([0, 1], [1, 1], rows(["two", "one"], [[1, 1], [1, 1]], [2, None], [None, 1]))
    assert solve(impossible).status == "infeasible"
    one_of_two = rows(["a", "b", "c"], [[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1] * 3, [1] * 3)
    assert solve(formulation([0, 1, 2], [1, 1, 1], one_of_two)).status == "infeasible"


def _failing(*_: object) -> None:
    raise SolverError("GLOP failed")


def test_prices_too_large_for_the_arithmetic() -> None:
    """Numbers that might overflow 64 bits give no bound instead of a wrong one."""
    problem = tightened(cohort())
    assert lagrangian_bound(problem, np.full(problem.n_rows, 1e17)) is None


def test_the_same_seed_gives_the_same_plan() -> None:
    """Two runs choose the same pairs."""
    form = generated(np.random.default_rng(5), 20)
    first, second = solve_prices(form, seed=3), solve_prices(form, seed=3)
    assert first is not None
    assert second is not None
    assert (first.pairs.tolist(), first.bound) == (second.pairs.tolist(), second.bound)
