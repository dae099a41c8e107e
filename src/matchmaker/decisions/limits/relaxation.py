"""Relaxation: the prices of all rows of a plan's formulation, and the bounds that they prove where rows are changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from threading import Event
from time import perf_counter
from typing import Literal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.solvers.column_generation import ColumnGeneration
from matchmaker.allocation.solvers.lagrangian_bound import LagrangianBound, lagrangian_bound
from matchmaker.allocation.solvers.openings_of_pairs import openings_of_pairs
from matchmaker.allocation.solvers.tightened import Tightened, tightened
from matchmaker.errors import SolverError

_PRECISION = 1e-9
_FINER = 1024
_NEARLY = 1e-3
"""Of a gain: the prices of linear programs are not exact, and any prices prove a bound. A tolerance."""
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Relaxation:
    """``problem`` is the formulation with links between pairs and openings and no other cuts: all its rows hold as well
    where limits are wider. ``proof`` holds the prices, in parts of a gain, and what no plan exceeds at them. ``stopped_by``
    is ``time`` or ``interrupt`` where the search for prices was cut short: those that it had found so far, or prices of 0,
    prove a bound as any do, but a weaker one."""

    problem: Tightened
    proof: LagrangianBound
    stopped_by: Literal["time", "interrupt"] | None = None

    @classmethod
    def of(
        cls, formulation: Formulation, *, time_limit: float | None = None, interrupt: Event | None = None
    ) -> Relaxation:
        """Solve the relaxation. Raises `SolverError` where GLOP fails, or the numbers are too large for 64 bits."""
        problem = _linked(formulation)
        wider = _wider(problem)
        until = None if time_limit is None else perf_counter() + time_limit
        search = ColumnGeneration(wider, _PRECISION)
        found = search.solve(wider, until=until, interrupt=interrupt)
        proof = None if found is None else lagrangian_bound(problem, _per_unit(found.proof))
        if search.stopped_by is not None:
            proof = _stronger(proof, lagrangian_bound(problem, np.zeros(problem.n_rows)))
        if proof is None:
            raise SolverError("the relaxation gave no prices: its numbers are too large")
        return cls(problem, proof, search.stopped_by)

    @property
    def formulation(self) -> Formulation:
        """The formulation, its limits lifted."""
        return self.problem.formulation

    @property
    def bound(self) -> Fraction:
        """What no plan exceeds, as a sum of scores."""
        return _in_scores(self.formulation, self.proof)

    def in_scores(self, parts: int) -> Fraction:
        """Return an amount in parts of a gain as a sum of scores."""
        return Fraction(parts, self.proof.fineness * self.formulation.scale)

    def of_block(self, number: int) -> IntArray:
        """Return the prices (n_rows,) of the rows of one block, per unit of the row in parts of a gain: positive where the
        upper limit binds."""
        start = sum(len(block.names) for block in self.formulation.rows[:number])
        return self.proof.prices[start : start + len(self.formulation.rows[number].names)]

    def bound_of(self, changed: Formulation, rows: Mapping[int, IntArray] | None = None) -> Fraction | None:
        """Return what no plan of a changed formulation exceeds, proved by the prices of this one; nothing is re-solved.

        The openings must be the same, else it is ``None``. Rows keep the price of their name, and new ones have none;
        ``rows`` says for some blocks, by number, which row of the same block here each of theirs was.
        """
        before, after = self.formulation, _linked(changed)
        if before.opening_names != after.formulation.opening_names:
            return None
        prices = np.concatenate([self._own(after.formulation, rows or {}), self._links(after)])
        unit = after.formulation.scale / (before.scale * self.proof.fineness)
        proof = lagrangian_bound(after, prices * unit)
        return None if proof is None else _in_scores(after.formulation, proof)

    def _own(self, after: Formulation, rows: Mapping[int, IntArray]) -> npt.NDArray[np.float64]:
        """Return the prices of the rows of a changed problem that are no links, per unit as they are written there."""
        before = self.formulation
        starts = np.cumsum([0, *(len(block.names) for block in before.rows)])
        every = ((block.kind, name) for block in before.rows for name in block.names)
        place = {row: at for at, row in enumerate(every)}
        was = [
            starts[at] + rows[at]
            if at in rows
            else np.array([place.get((block.kind, name), -1) for name in block.names], np.int64)
            for at, block in enumerate(after.rows)
        ]
        order = np.concatenate([np.empty(0, np.int64), *was])
        prices = np.append(self.proof.prices[: self.problem.n_own], 0)[order]
        known: npt.NDArray[np.float64] = prices * _scales(np.append(_spreads(before), 0)[order], _spreads(after))
        return known

    def _links(self, after: Tightened) -> npt.NDArray[np.float64]:
        """Return the prices of the links of a changed problem: those of the same party and opening here, else 0."""
        known, wanted = _link_keys(self.problem), _link_keys(after)
        mine = np.append(self.proof.prices[self.problem.n_own :], 0).astype(np.float64)
        at = np.searchsorted(known, wanted)
        at[np.append(known, -1)[at] != wanted] = known.size
        return mine[at]


def _linked(formulation: Formulation) -> Tightened:
    """Return the formulation with links. Only pins fix columns: what a row fixes, it fixes no more once it is wider."""
    lower, upper = np.zeros(formulation.n_columns, np.int8), np.ones(formulation.n_columns, np.int8)
    for block in formulation.rows:
        if block.kind == "pin":
            lower[block.matrix.indices] = 1
    return tightened(replace(formulation, lower=lower, upper=upper), shares=False)


def _stronger(one: LagrangianBound | None, other: LagrangianBound | None) -> LagrangianBound | None:
    """Return the one of two bounds that proves more."""
    if one is None or other is None:
        return one or other
    return one if one.total * other.fineness <= other.total * one.fineness else other


def _wider(problem: Tightened) -> Tightened:
    """Return the problem with a thousandth of a unit more of every limit of its own.

    Where a limit binds to the unit, one person's price lies anywhere between what the last one in is worth and the
    first one out: what more of it brings is the latter.
    """
    own = np.arange(problem.n_rows) < problem.n_own
    below, above = problem.lower > -UNBOUNDED, problem.upper < UNBOUNDED
    one_sided = own & (below != above)
    lower = np.where(below, problem.lower * _FINER - one_sided, problem.lower)
    upper = np.where(above, problem.upper * _FINER + one_sided, problem.upper)
    finer = replace(
        problem.formulation, gains=problem.formulation.gains * _FINER
    )  # so that prices stay as large as they are
    return replace(problem, formulation=finer, matrix=problem.matrix * _FINER, lower=lower, upper=upper)


def _per_unit(proof: LagrangianBound) -> npt.NDArray[np.float64]:
    """Return the prices of a proof in gains, whole ones where they nearly are."""
    prices = proof.prices / proof.fineness
    whole = np.rint(prices)
    return np.where(np.abs(prices - whole) < _NEARLY, whole, prices)


def _link_keys(problem: Tightened) -> IntArray:
    """Return a number for the party and the opening of every link, in their order."""
    formulation = problem.formulation
    opening = openings_of_pairs(formulation).opening
    pair = np.flatnonzero(opening >= 0)
    return np.unique(formulation.left[pair].astype(np.int64) * max(formulation.n_openings, 1) + opening[pair])


def _scales(old: npt.NDArray[np.float64], new: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how much smaller the numbers of each row have become: a share may be written with other whole numbers."""
    return np.divide(old, new, out=np.ones(old.size), where=(new > 0) & (old > 0))


def _spreads(formulation: Formulation) -> npt.NDArray[np.float64]:
    return np.concatenate([np.empty(0), *(_spread(block, formulation.n_pairs) for block in formulation.rows)])


def _spread(block: Rows, n_pairs: int) -> npt.NDArray[np.float64]:
    """Return the difference of the largest and the smallest entry of the pairs of each row; of equal ones their size."""
    matrix = block.matrix
    row = np.repeat(np.arange(len(block.names)), np.diff(matrix.indptr))
    here = matrix.indices < n_pairs
    largest, smallest = np.full(len(block.names), -np.inf), np.full(len(block.names), np.inf)
    np.maximum.at(largest, row[here], matrix.data[here])
    np.minimum.at(smallest, row[here], matrix.data[here])
    spread = np.where(largest > smallest, largest - smallest, np.abs(largest))
    return np.where(np.isfinite(spread), spread, 0.0)


def _in_scores(formulation: Formulation, proof: LagrangianBound) -> Fraction:
    # A rounded gain may lie half a unit below what it stands for, for each person and each opening once.
    slack = Fraction(formulation.n_left + formulation.n_openings, 2) if formulation.rounded else Fraction(0)
    return (Fraction(proof.total, proof.fineness) + slack) / formulation.scale
