"""PriceNode: a part of all plans, with some openings decided, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.column_generation import Relaxed
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.allocation.solvers.tightened import Tightened

_WHOLE = 1e-6
_SMALL_CORE = 2_000
_CORE_OF_TIGHT = 1.3
"""The first core holds as many pairs as the prices leave undecided times the second number, but at least the first:
so many HiGHS always solves well, and fewer leave it without good plans. Each level doubles them. [assumed]"""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one small problem may take: seconds (``None``: no limit), HiGHS's seed, and who may interrupt it."""

    time_limit: float | None
    seed: int
    interrupt: Event | None


@dataclass(slots=True, eq=False)
class PriceNode:
    """``problem`` holds the decided openings as bounds of columns; ``bound`` is in whole gains; ``level`` is the size of
    the core tried last, -1 before the first; ``number`` orders nodes of the same bound; ``gap`` is what the next core is
    solved to. ``branched`` nodes are solved by cores alone; ``tried`` says that `solve_as_relaxed` was called."""

    problem: Tightened
    relaxed: Relaxed
    bound: int
    number: int
    gap: float
    level: int = -1
    branched: bool = False
    tried: bool = False

    def undecided(self) -> int | None:
        """Return the opening that the relaxation leaves most undecided, or ``None``."""
        share = np.abs(self.relaxed.openings - np.rint(self.relaxed.openings))
        return int(np.argmax(share)) if share.size and share.max() > _WHOLE else None

    def core(self, floor: int | None) -> npt.NDArray[np.bool_]:
        """Return which pairs (n_pairs,) a core of this level holds: those the prices like best, none that a plan of at
        least ``floor`` cannot hold. No randomness, no clock."""
        proof = self.relaxed.proof
        allowed = proof.possible if floor is None else proof.within(floor) & proof.possible
        size = int(max(_SMALL_CORE, _CORE_OF_TIGHT * int((proof.missing <= 0).sum()))) << self.level
        missing = proof.missing[allowed]
        if missing.size > size:
            allowed &= proof.missing <= np.partition(missing, size)[size]
        return allowed

    def solve_as_relaxed(self, plan: Solution | None, effort: Effort) -> Solution:
        """Return a plan of the first core that opens what the relaxation opens whole; it says nothing of the bound."""
        self.level, self.tried = 0, True
        kept = np.flatnonzero(self.core(None))
        self.level = -1
        whole = self.problem.formulation
        decided = np.abs(self.relaxed.openings - np.rint(self.relaxed.openings)) <= _WHOLE
        decided = np.concatenate([np.zeros(whole.n_pairs, np.bool_), decided])
        value = np.concatenate([np.zeros(whole.n_pairs), np.rint(self.relaxed.openings)]).astype(np.int8)
        problem = self.problem.fixed(np.where(decided, value, whole.lower), np.where(decided, value, whole.upper))
        return self._solve(problem, kept, plan, effort)

    def solve_core(self, floor: int | None, plan: Solution | None, effort: Effort) -> tuple[Solution, bool]:
        """Solve the next core and lower the bound; return its plan in the columns of the whole, and whether the core
        held all pairs that may matter."""
        self.level += 1
        kept = self.core(floor)
        answer = self._solve(self.problem, np.flatnonzero(kept), plan, effort)
        outside = self.relaxed.proof.without(kept)
        complete = outside is None or (floor is not None and outside < floor)
        reached = [answer.bound] if answer.status != "infeasible" else []
        reached += [outside] if outside is not None else []
        self.bound = min(self.bound, max(reached, default=self.bound))
        return answer, complete

    def _solve(
        self, problem: Tightened, kept: npt.NDArray[np.int64], plan: Solution | None, effort: Effort
    ) -> Solution:
        part = problem.restricted(kept, self.relaxed.cuts)
        hint = _within_part(plan, kept, part)
        answer = solve_mip(
            part,
            gap=self.gap,
            time_limit=effort.time_limit,
            seed=effort.seed,
            hint=hint,
            interrupt=effort.interrupt,
        )
        return replace(answer, pairs=kept[answer.pairs])


def _within_part(plan: Solution | None, kept: npt.NDArray[np.int64], part: Formulation) -> Solution | None:
    """Return the plan in the columns of a part, or ``None`` where it is not of that part."""
    if plan is None:
        return None
    at = np.searchsorted(kept, plan.pairs)
    held = (at < kept.size) & (kept[np.minimum(at, kept.size - 1)] == plan.pairs) if kept.size else at < 0
    opened = plan.openings.astype(np.int8)
    bounds = slice(part.n_pairs, part.n_columns)
    if not held.all() or (opened < part.lower[bounds]).any() or (opened > part.upper[bounds]).any():
        return None
    return Solution(at, plan.openings, plan.objective, plan.bound, plan.status, plan.stopped_by, plan.strategy)
