"""lagrangian_bound: what prices prove, in integers: no plan is worth more, and by how much each column falls short."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import UNBOUNDED
from matchmaker.allocation.solvers.tightened import Tightened

_LARGEST = 2**56
"""Reduced gains stay below this, so that none overflows 64 bits, nor the difference of two."""
_FINEST = 2**24
"""Finest division of a unit of gain that prices are rounded to."""
_CHUNK = 2**18
_NEVER = 2 * _LARGEST
"""What a plan misses with a pair that no plan holds."""


@dataclass(frozen=True, slots=True, eq=False)
class LagrangianBound:
    """A proof by prices, valid whatever the prices are.

    ``total`` is a bound of every plan times ``fineness`` (parts of a unit of gain, a power of two). ``reduced``
    (n_columns,) int64 are the gains less the prices of the rows; ``best`` (n_left,) int64 what each party is worth at
    these prices, at least 0. ``missing`` (n_pairs,) int64 is by how much a plan with the pair stays below the total at
    least; all in parts of a unit. No plan holds the pairs that are not ``possible`` (n_pairs,). ``prices`` (n_rows,) int64
    are those it was made with, as they were rounded: positive where the upper limit binds, in parts of a unit.
    """

    total: int
    fineness: int
    reduced: npt.NDArray[np.int64]
    best: npt.NDArray[np.int64]
    missing: npt.NDArray[np.int64]
    prices: npt.NDArray[np.int64]

    @property
    def bound(self) -> int:
        """The bound in whole gains."""
        return self.total // self.fineness

    @property
    def possible(self) -> npt.NDArray[np.bool_]:
        """Which pairs a plan may hold: neither fixed out nor beside a fixed pair of the same party."""
        return self.missing < _NEVER

    def within(self, gains: int) -> npt.NDArray[np.bool_]:
        """Return the pairs (n_pairs,) that a plan of at least ``gains`` may hold."""
        return self.missing <= self.total - gains * self.fineness

    def without(self, kept: npt.NDArray[np.bool_]) -> int | None:
        """Return what a plan that holds some pair outside ``kept`` (n_pairs,) is worth at most, or ``None`` if no plan
        does."""
        missing = self.missing[~kept & self.possible]
        return (self.total - int(missing.min())) // self.fineness if missing.size else None


def lagrangian_bound(problem: Tightened, prices: npt.NDArray[np.float64]) -> LagrangianBound | None:
    """Return the bound of ``prices`` (n_rows,), in gains per unit of a row: positive where the upper limit binds,
    negative where the lower does.

    The prices are rounded to parts of a unit first; all the rest is exact: the limits at their prices, and for every
    party its best pair (its fixed one, if any) and for every opening its reduced gain, where they are positive
    (Lagrangian relaxation, Geoffrion 1974). ``None`` where the numbers would not fit in 64 bits.
    """
    formulation = problem.formulation
    prices = np.where(np.isfinite(prices), prices, 0.0)
    prices[(prices > 0) & (problem.upper >= UNBOUNDED) | (prices < 0) & (problem.lower <= -UNBOUNDED)] = 0
    size = _largest(problem, np.abs(prices)) + float(np.abs(formulation.gains).max(initial=0)) + 1
    if size >= _LARGEST / 2:
        return None
    fineness = min(_FINEST, 2 ** int(np.floor(np.log2(_LARGEST / 2 / size))))
    whole = np.rint(prices * fineness).astype(np.int64)
    binding = np.flatnonzero(whole)
    limits = np.where(whole > 0, problem.upper, problem.lower)[binding]
    total = sum(a * b for a, b in zip(limits.tolist(), whole[binding].tolist(), strict=True))
    reduced = formulation.gains * fineness - problem.matrix.T @ whole
    best, missing = _parties(problem, reduced)
    openings = reduced[formulation.n_pairs :]
    fixed_in, free = formulation.lower[formulation.n_pairs :] == 1, formulation.upper[formulation.n_pairs :] == 1
    worth = np.where(fixed_in, openings, np.where(free, np.maximum(openings, 0), 0))
    return LagrangianBound(total + sum(best.tolist()) + sum(worth.tolist()), fineness, reduced, best, missing, whole)


def _largest(problem: Tightened, prices: npt.NDArray[np.float64]) -> float:
    """Return the largest sum of a column's entries at prices, whatever their signs; in chunks, to spare memory."""
    largest = 0.0
    for at in range(0, problem.formulation.n_columns, _CHUNK):
        sums = abs(problem.matrix[:, at : at + _CHUNK]).T @ prices
        largest = max(largest, float(sums.max(initial=0)))
    return largest


def _parties(problem: Tightened, reduced: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return what each party is worth, and how much a plan loses with each pair (the most there is where it is out)."""
    formulation = problem.formulation
    n_pairs, left = formulation.n_pairs, formulation.left
    pairs = reduced[:n_pairs]
    fixed_in, out = formulation.lower[:n_pairs] == 1, formulation.upper[:n_pairs] == 0
    best = np.zeros(formulation.n_left, np.int64)
    np.maximum.at(best, left[~out], pairs[~out])
    best[left[fixed_in]] = pairs[fixed_in]
    missing = best[left] - pairs
    pinned = np.zeros(formulation.n_left, np.bool_)
    pinned[left[fixed_in]] = True
    missing[out | (pinned[left] & ~fixed_in)] = _NEVER
    return best, missing
