"""PriceNode: a part of all plans, with some openings decided, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.column_generation import TINY, Relaxed
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.allocation.solvers.progress import ProgressReport
from matchmaker.allocation.solvers.tightened import Tightened

_SMALL_CORE = 2_000
_CORE_OF_TIGHT = 1.3
"""The first core holds as many pairs as the prices leave undecided times the second number, but at least the first:
so many HiGHS always solves well, and fewer leave it without good plans. Each level doubles them. [assumed]"""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one small problem may take: seconds (``None``: no limit), HiGHS's seed, who may interrupt it, and who is told
    of its plans (they are plans of the whole; its bounds are not bounds of the whole)."""

    time_limit: float | None
    seed: int
    interrupt: Event | None
    progress: ProgressReport


@dataclass(slots=True, eq=False)
class PriceNode:
    """``problem`` holds the decided openings as bounds of columns; ``bound`` is in whole gains; ``level`` is the size of
    the core tried last, -1 before the first; ``number`` orders nodes of the same bound; ``gap`` is what the next core is
    solved to. ``branched`` nodes are solved by cores alone; ``tried`` counts the calls of `solve_nearby`."""

    problem: Tightened
    relaxed: Relaxed
    bound: int
    number: int
    gap: float
    level: int = -1
    branched: bool = False
    tried: int = 0

    def undecided(self) -> int | None:
        """Return the opening that the relaxation leaves most undecided, or ``None``; further decisions are left to cores:
        they open nothing, so deciding one of many alike moves no bound."""
        whole = self.problem.formulation
        openings = self.relaxed.openings[: whole.n_openings - whole.n_further]
        share = np.abs(openings - np.rint(openings))
        return int(np.argmax(share)) if share.size and share.max() > TINY else None

    def core(self, floor: int | None, level: int) -> npt.NDArray[np.bool_]:
        """Return which pairs (n_pairs,) a core of ``level`` holds: those the prices like best, none that a plan of at
        least ``floor`` cannot hold. No randomness, no clock."""
        proof = self.relaxed.proof
        allowed = proof.possible if floor is None else proof.within(floor) & proof.possible
        size = int(max(_SMALL_CORE, _CORE_OF_TIGHT * int((proof.missing <= 0).sum()))) << level
        missing = proof.missing[allowed]
        if missing.size > size:
            allowed &= proof.missing <= np.partition(missing, size)[size]
        return allowed

    def solve_nearby(self, effort: Effort) -> Solution:
        """Return a plan near the relaxation, early; it says nothing of the bound.

        The first time it keeps what the relaxation has whole, pairs and openings, except the pairs of openings that hold
        a fraction (relaxation induced neighbourhood, Danna, Rothberg and Le Pape, *Exploring relaxation induced
        neighborhoods*, 2005); from then on the whole openings alone.
        """
        whole, relaxed, n_pairs = self.problem.formulation, self.relaxed, self.problem.formulation.n_pairs
        rounded = np.rint(relaxed.openings)
        decided = np.abs(relaxed.openings - rounded) <= TINY
        decided[whole.n_openings - whole.n_further :] = False  # easily found for whatever opens
        lower, upper = whole.lower.copy(), whole.upper.copy()
        lower[n_pairs:][decided & (rounded == 1)] = 1
        upper[n_pairs:][decided & (rounded == 0)] = 0
        kept = self.core(None, level=0)
        kept[relaxed.pairs] = True
        if not self.tried:
            fixed = self._whole_pairs(~decided)
            lower[fixed] = 1
            placed = np.zeros(whole.n_left, np.bool_)
            placed[whole.left[fixed]] = True
            kept &= ~placed[whole.left]
            kept[fixed] = True
        self.tried += 1
        return self._solve(self.problem.fixed(lower, upper), np.flatnonzero(kept), self.gap / 2, effort)

    def _whole_pairs(self, undecided: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """Return the pairs that the relaxation chooses whole, without those of openings that hold a fraction."""
        relaxed, opening = self.relaxed, self.problem.opening[self.relaxed.pairs]
        is_whole = relaxed.shares > 1 - TINY
        touched = np.append(undecided, False)  # the last stands for "needs no opening", which is -1
        touched[opening[~is_whole]] = True
        touched[-1] = False
        fixed: npt.NDArray[np.int64] = relaxed.pairs[is_whole & ~touched[opening]]
        return fixed

    def solve_core(self, floor: int | None, effort: Effort) -> tuple[Solution, bool]:
        """Solve the next core and lower the bound; return its plan in the columns of the whole, and whether the core
        held all pairs that may matter."""
        self.level += 1
        kept = self.core(floor, self.level)
        answer = self._solve(self.problem, np.flatnonzero(kept), self.gap, effort)
        outside = self.relaxed.proof.without(kept)
        complete = outside is None or (floor is not None and outside < floor)
        reached = [answer.bound] if answer.status != "infeasible" else []
        reached += [outside] if outside is not None else []
        self.bound = min(self.bound, max(reached, default=self.bound))
        return answer, complete

    def _solve(self, problem: Tightened, kept: npt.NDArray[np.int64], gap: float, effort: Effort) -> Solution:
        # HiGHS gets no plan to start from: with the best one it takes several times as long to prove it (RESULTS.md).
        part = problem.restricted(kept, self.relaxed.cuts)
        answer = solve_mip(
            part,
            gap=gap,
            time_limit=effort.time_limit,
            seed=effort.seed,
            interrupt=effort.interrupt,
            progress=effort.progress,
        )
        return replace(answer, pairs=kept[answer.pairs])
