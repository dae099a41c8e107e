"""Moves: other tables that would look the same from outside, which is what protects a suppressed count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from matchmaker.disclosure.cube import Counts, Cube

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
_SHORT = 1e-3  # cost of moving one person between hidden cells: next to nothing, so that moves stay short


@dataclass(frozen=True, slots=True)
class Demand:
    """What a move must do at a cell: change the count of a layer by ``change``, or, where that is 0, at all."""

    layer: str
    cell: int
    change: int


class Moves:
    """Searches for moves: changes (K, C) of the counts of every kind that keep all that is published.

    A move leaves each published cell as it is, keeps every sum, leaves no count negative and no listed level empty; what it makes of the
    table is a table that an attacker cannot tell from the true one. Every move is of whole people and is checked exactly.
    No count changes by more than ``reach``; ``cost`` (C,) is that of hiding a cell.
    """

    def __init__(self, cube: Cube, reach: int, cost: Numbers) -> None:
        self._cube = cube
        self._reach = reach
        self._cost = cost
        self._spare = cube.count("people")[cube.listed] - 1

    def meeting(self, demand: Demand, hidden: Mask, *, elsewhere: bool) -> Counts | None:
        """Return a move that meets a demand, or ``None`` where there is none.

        It changes ``hidden`` cells alone, or, with ``elsewhere``, any cells, at the least cost of those not hidden yet,
        counted by people moved.
        """
        usable = np.ones_like(hidden) if elsewhere else hidden
        for change in (demand.change,) if demand.change else (-1, 1):
            move = self._one(Demand(demand.layer, demand.cell, change), hidden, np.flatnonzero(usable))
            if move is not None:
                return move
        return None

    def towards(self, weight: Numbers, hidden: Mask) -> Counts | None:
        """Return the move of ``hidden`` cells alone that goes furthest along ``weight`` (K, C), which may be no way."""
        kinds, cells = np.arange(len(self._cube.kinds)), np.flatnonzero(hidden)
        gain = weight[np.ix_(kinds, cells)].reshape(-1)
        return self._solved(kinds, cells, -gain, self._balance(kinds.size, cells), None)

    def _one(self, demand: Demand, hidden: Mask, cells: npt.NDArray[np.int64]) -> Counts | None:
        kinds = np.flatnonzero(self._cube.layers[demand.layer])
        at = np.flatnonzero(np.tile(cells == demand.cell, kinds.size))
        width = kinds.size * cells.size
        asked = sparse.csr_matrix((np.ones(at.size), (np.zeros(at.size, int), at)), shape=(1, width))
        rows = sparse.vstack([self._balance(kinds.size, cells), asked], format="csr")
        cost = np.tile(np.where(hidden, _SHORT, self._cost)[cells], kinds.size)
        move = self._solved(kinds, cells, cost, rows, demand.change)
        return move if move is not None and move[kinds, demand.cell].sum() == demand.change else None

    def _solved(
        self,
        kinds: npt.NDArray[np.int64],
        cells: npt.NDArray[np.int64],
        cost: Numbers,
        rows: sparse.csr_matrix,
        change: int | None,
    ) -> Counts | None:
        """Return the cheapest change with ``rows`` @ change = 0 (the last row: ``change``), in whole people.

        Where a change is asked for, ``cost`` is paid for gains and for losses, which are two variables.
        """
        loss = np.minimum(self._cube.kinds[np.ix_(kinds, cells)], self._reach).reshape(-1)
        target = np.zeros(rows.shape[0])
        stay, spare = self._stay(kinds.size, cells)
        if change is None:
            bounds = Bounds(-loss, self._reach)
        else:
            target[-1] = change
            rows, cost = sparse.hstack([rows, -rows], format="csr"), np.r_[cost, cost]
            stay = sparse.hstack([stay, -stay], format="csr")
            bounds = Bounds(0, np.r_[np.full(loss.size, self._reach), loss])
        # A table of two dimensions is a network, whose basic solutions are whole numbers already.
        for whole in (False, True):
            solved = milp(
                cost,
                constraints=[LinearConstraint(rows, target, target), LinearConstraint(stay, -spare, np.inf)],
                bounds=bounds,
                integrality=np.full(cost.size, int(whole)),
            )
            if solved.x is None:
                return None
            found = solved.x if change is None else solved.x[: loss.size] - solved.x[loss.size :]
            move = np.zeros(self._cube.kinds.shape, np.int64)
            move[np.ix_(kinds, cells)] = np.rint(found).astype(np.int64).reshape(kinds.size, cells.size)
            if self._keeps_all(move):
                return move
        return None

    def _keeps_all(self, move: Counts) -> bool:
        return (
            not (self._cube.additivity @ move.T).any()
            and bool((self._cube.kinds + move >= 0).all())
            and bool((move.sum(axis=0)[self._cube.listed] >= -self._spare).all())
        )

    def _balance(self, n_kinds: int, cells: npt.NDArray[np.int64]) -> sparse.csr_matrix:
        kept = self._cube.additivity[:, cells]
        kept = kept[np.diff(kept.indptr) > 0]
        return sparse.csr_matrix(sparse.block_diag([kept] * n_kinds))

    def _stay(self, n_kinds: int, cells: npt.NDArray[np.int64]) -> tuple[sparse.csr_matrix, Counts]:
        """Return rows that add up the people who move in each listed level, and how many may leave it."""
        near = self._spare < self._reach * n_kinds  # of others not all can leave
        row, column = np.nonzero(self._cube.listed[near][:, None] == cells)
        where = (np.tile(row, n_kinds), (np.arange(n_kinds)[:, None] * cells.size + column).reshape(-1))
        rows = sparse.csr_matrix((np.ones(where[0].size), where), shape=(int(near.sum()), n_kinds * cells.size))
        return rows, self._spare[near]
