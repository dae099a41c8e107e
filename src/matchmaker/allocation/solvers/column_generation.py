"""ColumnGeneration: the relaxation over all columns and cuts, solved over the few that matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event
from time import perf_counter
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.solvers.core_lp import CoreLp, LpAnswer
from matchmaker.allocation.solvers.lagrangian_bound import LagrangianBound, lagrangian_bound
from matchmaker.allocation.solvers.tightened import Tightened

_FIRST_PAIRS = 6
_MORE_PAIRS = 5
"""Pairs of each party with which the core starts, and that join it in one round. [assumed; more make each round dearer
than they save rounds]"""
_MOST_ROUNDS = 60
_VIOLATED = 1e-6
TINY = 1e-6
"""Fractions nearer than this to a whole number count as whole. A tolerance."""


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """What the relaxation says: a bound with its proof, the optimum in fractions (``pairs`` (n_held,) int64 with a share
    above `TINY`, ascending, their ``shares`` (n_held,) and all ``openings`` (n_openings,)), the cuts that bind (row
    numbers), what rows miss (`LpAnswer.broken`) and the basis."""

    proof: LagrangianBound
    pairs: npt.NDArray[np.int64]
    shares: npt.NDArray[np.float64]
    openings: npt.NDArray[np.float64]
    cuts: npt.NDArray[np.int64]
    broken: float
    basis: Any


class ColumnGeneration:
    """The columns and rows found so far, over all solves of one problem (sifting; Bixby et al., *Very large-scale linear
    programming*, 1992).

    ``precision`` (relative) is how near the bound must come to the optimum of the relaxation. ``stopped_by`` is ``time``
    or ``interrupt`` once one of these has cut a solve short.
    """

    def __init__(self, problem: Tightened, precision: float) -> None:
        formulation = problem.formulation
        self.stopped_by: Literal["time", "interrupt"] | None = None
        self._precision = precision
        self._columns = np.ones(formulation.n_columns, np.bool_)
        gains = formulation.gains[: formulation.n_pairs]
        first = _best_of_each(formulation.left, gains, np.arange(formulation.n_pairs), _FIRST_PAIRS)
        self._columns[: formulation.n_pairs] = formulation.lower[: formulation.n_pairs] == 1
        self._columns[first] = True
        self._rows = np.arange(problem.n_rows) < problem.n_own

    def solve(
        self, problem: Tightened, basis: Any = None, *, until: float | None = None, interrupt: Event | None = None
    ) -> Relaxed | None:
        """Return the relaxation of ``problem`` (the one given first, with other column bounds), or ``None`` where
        ``until`` (on `perf_counter`) or the user stopped it before there was a bound, or its numbers are too large.
        Raises `SolverError` where the linear solver fails."""
        lp, more_columns = CoreLp(problem), False
        found: Relaxed | None = None
        before = np.inf
        for _ in range(_MOST_ROUNDS):
            left = None if until is None else until - perf_counter()
            if left is not None and left <= 0:
                self.stopped_by = "time"
                break
            columns, rows = np.flatnonzero(self._columns), np.flatnonzero(self._rows)
            answer = lp.solve(
                columns, rows, basis=basis, more_columns=more_columns, time_limit=left, interrupt=interrupt
            )
            if not isinstance(answer, LpAnswer):
                self.stopped_by = answer
                break
            proof = lagrangian_bound(problem, answer.prices)
            if proof is None:
                break
            found = _better(found, _relaxed(problem, answer, proof))
            basis = answer.basis
            value = float(answer.x @ problem.formulation.gains)
            tolerance = self._precision * abs(proof.bound)
            more_columns = self._add_columns(problem, answer, proof) if proof.bound - value > tolerance else False
            if more_columns:
                continue
            if before - value < tolerance / 2 or not self._add_rows(problem, answer.x):
                break
            before = value
        return found

    def _add_columns(self, problem: Tightened, answer: LpAnswer, proof: LagrangianBound) -> bool:
        formulation = problem.formulation
        n_pairs, left = formulation.n_pairs, formulation.left
        worth = np.maximum(np.rint(answer.party_prices * proof.fineness).astype(np.int64), 0)
        excess = proof.reduced[:n_pairs] - worth[left]
        open_pairs = ~self._columns[:n_pairs] & (formulation.upper[:n_pairs] == 1)
        new = np.flatnonzero(open_pairs & (excess > max(1, proof.fineness // 100)))
        self._columns[_best_of_each(left, excess, new, _MORE_PAIRS)] = True
        return bool(new.size)

    def _add_rows(self, problem: Tightened, x: npt.NDArray[np.float64]) -> bool:
        activity = problem.matrix @ x
        new = ~self._rows & (activity > problem.upper + _VIOLATED)
        self._rows |= new
        return bool(new.any())


def _relaxed(problem: Tightened, answer: LpAnswer, proof: LagrangianBound) -> Relaxed:
    cuts = np.flatnonzero(answer.prices != 0)
    n_pairs = problem.formulation.n_pairs
    pairs = np.flatnonzero(answer.x[:n_pairs] > TINY)
    binding = cuts[cuts >= problem.n_own]
    return Relaxed(
        proof, pairs, answer.x[pairs], answer.x[n_pairs:].copy(), binding, broken=answer.broken, basis=answer.basis
    )


def _better(before: Relaxed | None, now: Relaxed) -> Relaxed:
    """Return the newer one, with the stronger proof."""
    if before is None or now.proof.total * before.proof.fineness <= before.proof.total * now.proof.fineness:
        return now
    return replace(now, proof=before.proof)


def _best_of_each(
    left: npt.NDArray[np.int32], worth: npt.NDArray[np.int64], pairs: npt.NDArray[np.int64], n: int
) -> npt.NDArray[np.int64]:
    """Return the ``n`` pairs of the largest worth of each party, of some pairs; ties in column order."""
    order = pairs[np.lexsort((-worth[pairs], left[pairs]))]
    rank = np.arange(order.size) - np.searchsorted(left[order], left[order])
    return order[rank < n]
