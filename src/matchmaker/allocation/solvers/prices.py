"""prices: the answer for large problems, by prices of the rows and small problems of the pairs that the prices like."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from time import perf_counter

import numpy as np

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, SolutionStatus, without_plan
from matchmaker.allocation.solvers.best_known import BestKnown
from matchmaker.allocation.solvers.column_generation import ColumnGeneration, Relaxed
from matchmaker.allocation.solvers.exact import bound_by_person, objective_of, require_plan
from matchmaker.allocation.solvers.people_first import people_first
from matchmaker.allocation.solvers.price_node import Effort, PriceNode
from matchmaker.allocation.solvers.progress import ProgressReport
from matchmaker.allocation.solvers.tightened import Tightened, tightened
from matchmaker.errors import SolverError

NAME = "prices"
_CHEAP_RELAXATION = 60_000
"""Pairs up to which the relaxation is so cheap that openings are decided one by one before a core is solved; above, the
core comes first. [assumed]"""
_MOST_RELAXED = 200
_RELAXED_WITHOUT_PLAN = 20
"""Relaxations after which cores decide what is open: in all, and as long as there is no plan. [assumed]"""
_BROKEN = 1e-3
"""What rows may miss in the relaxation of all before it counts as having no solution. A tolerance."""
_PRECISION = 0.1
"""Of the gap: how near to the relaxation's optimum the bound must come."""
_FINEST_GAP = 1e-9


def solve_prices(
    formulation: Formulation,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    interrupt: Event | None = None,
    hint: Solution | None = None,
    progress: ProgressReport | None = None,
) -> Solution | None:
    """Return the best plan within ``gap`` (relative to the bound), or within ``time_limit`` seconds, with its bound, or
    ``None`` where prices do not help: no bound comes of them, or rows cannot be met even in fractions (or it seems so).

    The relaxation, tightened by rows that whole plans obey, gives prices for all rows (`ColumnGeneration`); the prices
    give a bound in integers and, for each pair, how much a plan loses by holding it (`LagrangianBound`). The pairs that
    lose least make a small problem for HiGHS; what it proves and what the others lose at least bound the whole. Where
    this is not enough, openings that the relaxation leaves undecided are decided both ways (branch and bound, the
    largest bound first) and cores grow until they hold every pair that a better plan could hold: that is a proof.
    ``hint`` is a plan to beat; ``progress`` is told of better plans and bounds. No choice depends on the clock, except
    that ``time_limit`` ends it (``stopped_by``). Raises what `solve_mip` raises.
    """
    pinned = formulation.left[formulation.lower[: formulation.n_pairs] == 1]
    if not formulation.n_pairs or (np.bincount(pinned, minlength=1) > 1).any():
        return None
    gains, weight = people_first(formulation)
    known = BestKnown(progress)

    def tell(best: int | None, bound: int | None) -> None:
        known.tell(
            NAME, best=None if best is None else best // weight, bound=None if bound is None else bound // weight
        )

    search = _Search(
        replace(formulation, gains=gains),
        weight=weight,
        gap=gap,
        time_limit=time_limit,
        seed=seed,
        interrupt=interrupt,
        tell=tell,
    )
    search.take(hint)
    if not search.start():
        return None
    stopped_by = search.run()
    return _solution(formulation, search.plan, search.bound() // weight, stopped_by)


def _solution(formulation: Formulation, plan: Solution | None, bound: int, stopped_by: str) -> Solution:
    bound = min(bound, bound_by_person(formulation))
    if plan is None:
        if stopped_by == "proof":
            return without_plan("infeasible", n_openings=formulation.n_openings, strategy=NAME, stopped_by="proof")
        return without_plan(
            "no_plan_found", n_openings=formulation.n_openings, strategy=NAME, stopped_by=stopped_by, bound=bound
        )
    objective = require_plan(formulation, plan.pairs, plan.openings, NAME)
    if objective > bound:
        raise SolverError(f"prices claim that nothing is worth more than {bound}, their plan is worth {objective}")
    status: SolutionStatus = "optimal" if objective == bound else "feasible"
    return Solution(
        plan.pairs, plan.openings, objective, bound, status, "proof" if status == "optimal" else stopped_by, NAME
    )


class _Search:
    """Branch and bound over openings; a node is solved by its relaxation, then by cores of growing size."""

    def __init__(
        self,
        formulation: Formulation,
        *,
        weight: int,
        gap: float,
        time_limit: float | None,
        seed: int,
        interrupt: Event | None,
        tell: Callable[[int | None, int | None], None],
    ) -> None:
        self.formulation, self.weight, self.tell = formulation, weight, tell
        self.gap, self.seed, self.interrupt = gap, seed, interrupt
        self.until = None if time_limit is None else perf_counter() + time_limit
        self.unit = int(np.gcd.reduce(formulation.gains)) or 1
        self.plan: Solution | None = None
        self.value = 0
        self.nodes: list[tuple[int, int, PriceNode]] = []
        self.n_pushed = self.n_relaxed = 0
        self.closed: int | None = None
        self.root: PriceNode | None = None

    def take(self, plan: Solution | None) -> None:
        """Keep a plan where it is better than the one there is."""
        if plan is None or plan.status not in ("optimal", "feasible"):
            return
        value = objective_of(self.formulation, plan.pairs, plan.openings)
        if self.plan is None or value > self.value:
            self.plan, self.value = plan, value

    def bound(self) -> int:
        """Return what no plan exceeds."""
        known = [self.nodes[0][2].bound] if self.nodes else []
        known += [self.closed] if self.closed is not None else []
        known += [self.value] if self.plan is not None else []
        return max(known, default=0)

    def start(self) -> bool:
        """Make the root; return whether its relaxation is of use."""
        problem = tightened(self.formulation)
        self.columns = ColumnGeneration(problem, max(self.gap * _PRECISION, _FINEST_GAP))
        try:
            relaxed = self._relax(problem, None)
        except SolverError:
            return False
        if relaxed is None:
            self._close(bound_by_person(self.formulation))
            return self._stopped() is not None
        if relaxed.broken > _BROKEN:
            return False
        self.root = PriceNode(problem, relaxed, self._floored(relaxed.proof.bound), 0, self.gap)
        self._push(self.root)
        return True

    def run(self) -> str:
        """Search until the gap is reached or the effort ends; return what stopped it."""
        while self.nodes:
            self.tell(self.value if self.plan is not None else None, self.bound())
            if self._enough(self.bound()):
                return "gap"
            stopped = self._stopped()
            if stopped is not None:
                return stopped
            node = heapq.heappop(self.nodes)[2]
            stopped = self._work(node)
            if stopped is not None:
                self._push(node)
                return stopped
        return self._stopped() or ("gap" if self.plan is not None else "proof")

    def _work(self, node: PriceNode) -> str | None:
        """Improve one node: decide an opening, or solve the next core. Return what stopped it, if anything."""
        opening = None if node.branched or self.n_relaxed >= _MOST_RELAXED else node.undecided()
        dear = self.formulation.n_pairs > _CHEAP_RELAXATION
        core_first = node.level < 0 and (dear or (self.plan is None and self.n_relaxed > _RELAXED_WITHOUT_PLAN))
        if node.level < 0 and node.tried < (2 if dear and node is self.root else 1):
            return self._nearby(node)
        if opening is not None and not core_first:
            return self._branch(node, opening)
        return self._core(node)

    def _branch(self, node: PriceNode, opening: int) -> str | None:
        column = self.formulation.n_pairs + opening
        children = []
        for value in (0, 1):
            whole = node.problem.formulation
            lower, upper = whole.lower.copy(), whole.upper.copy()
            lower[column] = upper[column] = value
            problem = node.problem.fixed(lower, upper)
            try:
                relaxed = self._relax(problem, node.relaxed.basis)
            except SolverError:
                relaxed = None
            if relaxed is None:
                node.branched = True  # from now on it is solved by cores, whole as it is
                self._push(node)
                return None
            bound = min(node.bound, self._floored(relaxed.proof.bound))
            children.append(PriceNode(problem, relaxed, bound, 0, self.gap))
        for child in children:
            self._push(child)
        return None

    def _nearby(self, node: PriceNode) -> str | None:
        """Take a plan early: what the relaxation holds whole is mostly what the best plan holds."""
        answer = node.solve_nearby(self._effort())
        self.take(answer)
        if answer.stopped_by in ("time", "interrupt"):
            return answer.stopped_by
        self._push(node)
        return None

    def _core(self, node: PriceNode) -> str | None:
        effort = self._effort()
        floor = self.value + self.unit if self.plan is not None else None
        answer, complete = node.solve_core(floor, effort)
        node.bound = self._floored(node.bound)
        self.take(answer)
        if answer.stopped_by in ("time", "interrupt"):
            return answer.stopped_by
        if answer.status == "no_plan_found":
            return "effort"
        if complete and answer.status == "infeasible":
            return None
        if complete and answer.status == "optimal":
            self._close(node.bound)
            return None
        if answer.bound >= node.bound:
            node.gap /= 2
        self._push(node)
        return None

    def _push(self, node: PriceNode) -> None:
        """Put a node back among those to be worked on, or close it where it is of no more use."""
        if self.plan is not None and self._enough(node.bound):
            self._close(node.bound)
            return
        node.number = self.n_pushed
        self.n_pushed += 1
        heapq.heappush(self.nodes, (-node.bound, node.number, node))

    def _close(self, bound: int) -> None:
        self.closed = bound if self.closed is None else max(bound, self.closed)

    def _relax(self, problem: Tightened, basis: object) -> Relaxed | None:
        self.n_relaxed += 1
        return self.columns.solve(problem, basis, until=self.until, interrupt=self.interrupt)

    def _enough(self, bound: int) -> bool:
        # The gains may count people beside the score (`people_first`): the gap is to hold in the score too.
        return self.plan is not None and all(
            bound // unit - self.value // unit <= self.gap * abs(bound // unit) for unit in (1, self.weight)
        )

    def _floored(self, bound: int) -> int:
        """Return the bound as a multiple of what all gains are multiples of."""
        return bound // self.unit * self.unit

    def _effort(self) -> Effort:
        return Effort(self._left(), self.seed, self.interrupt, lambda found: self.tell(found.best, None))

    def _left(self) -> float | None:
        return None if self.until is None else max(0.0, self.until - perf_counter())

    def _stopped(self) -> str | None:
        if self.columns.stopped_by is not None:
            return self.columns.stopped_by
        if self.interrupt is not None and self.interrupt.is_set():
            return "interrupt"
        left = self._left()
        return "time" if left is not None and left <= 0 else None
