"""solve: the exact strategy that suits the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event
from time import perf_counter

import numpy as np

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, SolutionStatus
from matchmaker.allocation.solvers.best_known import BestKnown
from matchmaker.allocation.solvers.clash import clashing_rows
from matchmaker.allocation.solvers.closing_rounds import closing_rounds
from matchmaker.allocation.solvers.exact import impossible_row, objective_of
from matchmaker.allocation.solvers.flow import solve_flow
from matchmaker.allocation.solvers.insertion import Insertion
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.allocation.solvers.prices import solve_prices
from matchmaker.allocation.solvers.progress import ProgressReport
from matchmaker.allocation.solvers.regions import Region, regions
from matchmaker.allocation.solvers.solve_apart import solve_apart
from matchmaker.errors import SolverError

_PRICES_FROM = 300
"""Pairs from which prices are tried before HiGHS alone: measured from 320 to 550,000 pairs they reach a gap sooner or end
with a smaller one (``benchmarks/solvers/RESULTS.md``); below, both take a moment."""
_FIRST_PLAN_FROM = 20_000
"""Pairs from which HiGHS is started from a greedy plan. Below, it finds better ones sooner by itself. [assumed]"""


def solve(
    formulation: Formulation,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
    hint: Solution | None = None,
    explain: bool = True,
    progress: ProgressReport | None = None,
) -> Solution:
    """Return the best plan, by the first strategy that applies; parts that no row joins are solved apart, on all cores.

    ``flow`` when nothing is to be opened and all rows count pairs in nested sets: exact, in seconds for millions of
    pairs, so ``gap`` and ``time_limit`` are not needed. Else ``prices`` from `_PRICES_FROM` pairs on. Else, and where
    prices do not help, ``mip``. A greedy plan stands in where they are stopped before they have a better one (``mip``
    starts large problems from it, or from ``hint``, a plan). An infeasible problem is answered with rows that clash,
    where ``explain`` asks for them; ``time_limit`` and ``interrupt`` cut the search for them short too. Raises
    `SolverError` where a solver says "infeasible" and the greedy plan obeys every row.
    """
    known = BestKnown(progress)
    told = None if progress is None else known
    effort = _Effort(gap, _until(time_limit), seed, interrupt, told)
    answer = solve_flow(formulation)
    if answer is not None:
        answer = _explained(formulation, answer, effort, explain=explain)
    else:
        parts = regions(formulation)

        def solve_part(part: Region, limit: float | None, stop: Event | None, told: ProgressReport | None) -> Solution:
            of_part = _Effort(gap, _until(limit), seed, stop, told)
            answer = solve_flow(part.formulation) if len(parts) > 1 else None
            if answer is None:
                answer = _solve_connected(part.formulation, of_part, None if hint is None else _within(hint, part))
            return _explained(part.formulation, answer, of_part, explain=explain)

        if len(parts) > 1:
            answer = solve_apart(
                formulation, parts, solve_part, time_limit=effort.left, interrupt=interrupt, known=known
            )
        else:
            answer = solve_part(parts[0], effort.left, interrupt, told)
    if answer.status in ("optimal", "feasible"):
        known.tell(answer.strategy, best=answer.objective, bound=answer.bound)
    return answer


@dataclass(frozen=True, slots=True)
class _Effort:
    """What a search may take; ``until`` is a time of `perf_counter`."""

    gap: float
    until: float | None
    seed: int
    interrupt: Event | None
    progress: ProgressReport | None

    @property
    def left(self) -> float | None:
        """Seconds left, ``None`` without a limit."""
        return None if self.until is None else max(0.0, self.until - perf_counter())


def _solve_connected(formulation: Formulation, effort: _Effort, hint: Solution | None) -> Solution:
    """Return the answer for a problem that does not fall into parts, or for a part."""
    known = BestKnown(effort.progress)
    told = None if effort.progress is None else known
    first: Solution | None = None
    answer: Solution | None = None
    if formulation.n_pairs >= _PRICES_FROM:
        answer = solve_prices(
            formulation,
            gap=effort.gap,
            time_limit=effort.left,
            seed=effort.seed,
            interrupt=effort.interrupt,
            hint=hint,
            progress=told,
        )
    if answer is None:
        first = hint
        if first is None and formulation.n_pairs >= _FIRST_PLAN_FROM:
            first = _greedy(formulation)
        if first is not None:
            known.tell(first.strategy, best=first.objective, bound=first.bound)
        answer = solve_mip(
            formulation,
            gap=effort.gap,
            time_limit=effort.left,
            seed=effort.seed,
            hint=first,
            interrupt=effort.interrupt,
            progress=told,
        )
    if first is None and answer.stopped_by in ("time", "interrupt"):
        answer = _better(answer, _greedy(formulation))
    return answer


def _explained(formulation: Formulation, answer: Solution, effort: _Effort, *, explain: bool) -> Solution:
    """Return the answer, an infeasible one with the rows that clash."""
    if answer.status != "infeasible" or not explain:
        return answer
    alone = impossible_row(formulation)
    if alone is not None:
        return replace(answer, clash=(alone,))
    if _greedy(formulation) is not None:
        raise SolverError(f"{answer.strategy} claims that no plan obeys every row, and there is one")
    names, minimal = clashing_rows(formulation, time_limit=effort.left, interrupt=effort.interrupt)
    notes = () if minimal else ("the clashing rows were not all proved needed: the effort for it ran out",)
    return replace(answer, clash=names, notes=notes)


def _within(plan: Solution, part: Region) -> Solution:
    """Return what a plan says of a part, in its columns."""
    pairs = np.flatnonzero(np.isin(part.pairs, plan.pairs))
    openings = plan.openings[part.openings]
    objective = objective_of(part.formulation, pairs, openings)
    return replace(plan, pairs=pairs, openings=openings, objective=objective, status="feasible")


def _until(time_limit: float | None) -> float | None:
    return None if time_limit is None else perf_counter() + time_limit


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
