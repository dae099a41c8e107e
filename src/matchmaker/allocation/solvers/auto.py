"""solve: the exact strategy that suits the rows."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from time import perf_counter

import numpy as np

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, SolutionStatus
from matchmaker.allocation.solvers.clash import clashing_rows
from matchmaker.allocation.solvers.closing_rounds import closing_rounds
from matchmaker.allocation.solvers.exact import impossible_row
from matchmaker.allocation.solvers.flow import solve_flow
from matchmaker.allocation.solvers.insertion import Insertion
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.allocation.solvers.prices import solve_prices
from matchmaker.errors import SolverError

_PRICES_FROM = 5_000
"""Pairs from which prices are tried before HiGHS alone: from about there on they reach a gap sooner, below the two are
alike (``benchmarks/solvers/RESULTS.md``)."""
_FIRST_PLAN_FROM = 20_000
"""Pairs from which HiGHS is started from a greedy plan. Below, it finds better ones sooner by itself. [assumed]"""


def solve(
    formulation: Formulation,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
) -> Solution:
    """Return the best plan, by the first strategy that applies.

    ``flow`` when nothing is to be opened and all rows count pairs in nested sets: exact, in seconds for millions of
    pairs, so ``gap`` and ``time_limit`` are not needed. Else ``prices`` from `_PRICES_FROM` pairs on. Else, and where
    prices do not help, ``mip``. A greedy plan stands in where they are stopped before they have a better one (``mip``
    starts large problems from it). An infeasible problem is answered with rows that clash;
    ``time_limit`` and ``interrupt`` cut the search for them short too. Raises `SolverError` where a solver says
    "infeasible" and the greedy plan obeys every row.
    """
    started = perf_counter()
    first: Solution | None = None
    answer = solve_flow(formulation)
    if answer is None and formulation.n_pairs >= _PRICES_FROM:
        answer = solve_prices(formulation, gap=gap, time_limit=time_limit, seed=seed, interrupt=interrupt)
    if answer is None:
        first = _greedy(formulation) if formulation.n_pairs >= _FIRST_PLAN_FROM else None
        answer = solve_mip(
            formulation, gap=gap, time_limit=_left(time_limit, started), seed=seed, hint=first, interrupt=interrupt
        )
    if first is None and answer.stopped_by in ("time", "interrupt"):
        answer = _better(answer, _greedy(formulation))
    if answer.status != "infeasible":
        return answer
    alone = impossible_row(formulation)
    if alone is not None:
        return replace(answer, clash=(alone,))
    if first is not None or _greedy(formulation) is not None:
        raise SolverError(f"{answer.strategy} claims that no plan obeys every row, and there is one")
    names, minimal = clashing_rows(formulation, time_limit=_left(time_limit, started), interrupt=interrupt)
    notes = () if minimal else ("the clashing rows were not all proved needed: the effort for it ran out",)
    return replace(answer, clash=names, notes=notes)


def _left(time_limit: float | None, started: float) -> float | None:
    return None if time_limit is None else max(0.0, time_limit - (perf_counter() - started))


def _greedy(formulation: Formulation) -> Solution | None:
    plan = closing_rounds(formulation, fill_by_gain, "greedy")
    return plan if plan.status in ("optimal", "feasible") else None


def _better(answer: Solution, greedy: Solution | None) -> Solution:
    """Return the answer of a solver that was stopped, or the greedy plan under its bound where that is worth more."""
    found = answer.status in ("optimal", "feasible")
    if greedy is None or (found and answer.objective >= greedy.objective):
        return answer
    bound = min(answer.bound, greedy.bound)
    status: SolutionStatus = "optimal" if bound == greedy.objective else "feasible"
    return replace(greedy, bound=bound, status=status, stopped_by=answer.stopped_by, strategy=answer.strategy)


def fill_by_gain(state: Insertion) -> None:
    """Fill a plan by gain, largest first, ties in column order; rows with a floor first."""
    gains = state.formulation.gains[: state.formulation.n_pairs]
    order = np.argsort(-gains, kind="stable")
    state.fill_floors(order)
    state.fill(order)
