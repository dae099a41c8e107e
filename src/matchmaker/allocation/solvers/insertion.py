"""Insertion: a plan built pair by pair that never breaks an upper limit, for heuristics and for a first plan."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import Formulation

_CHUNK = 512


class Insertion:
    """A growing choice of pair columns of a formulation.

    ``opened`` (n_openings,) bool says which openings count as open, ``kept`` (n_openings,) bool which of them are never
    closed: rows about those alone are floors like any other (`fill_floors`). A pair *fits* when its party has none yet, no
    row would exceed its upper limit, and no row that the pair lowers would fall below its lower limit. What stays
    below a lower limit is the caller's to judge (`unmet`).
    """

    def __init__(
        self, formulation: Formulation, opened: npt.NDArray[np.bool_], kept: npt.NDArray[np.bool_] | None = None
    ) -> None:
        self.formulation = formulation
        self.matrix = stack([block.matrix for block in formulation.rows], formulation.n_columns)
        columns = self.matrix.tocsc()
        columns.sort_indices()
        self._indptr: npt.NDArray[np.int64] = columns.indptr.astype(np.int64)
        self._rows: npt.NDArray[np.int64] = columns.indices.astype(np.int64)
        self._values: npt.NDArray[np.int64] = columns.data
        nothing = np.empty(0, np.int64)
        self.lower = np.concatenate([nothing, *(block.lower for block in formulation.rows)])
        self.upper = np.concatenate([nothing, *(block.upper for block in formulation.rows)])
        self.names = [name for block in formulation.rows for name in block.names]
        free = np.ones(formulation.n_openings, np.bool_) if kept is None else ~kept
        of_opening = np.repeat(free, np.diff(self._indptr[formulation.n_pairs :]))
        self._closable = np.zeros(self.lower.size, np.bool_)
        self._closable[self._rows[self._indptr[formulation.n_pairs] :][of_opening]] = True
        self.mixed = bool((self._values[: self._indptr[formulation.n_pairs]] < 0).any())
        self.restart(opened)

    def restart(self, opened: npt.NDArray[np.bool_]) -> None:
        """Give every column up and count ``opened`` as open."""
        self.opened = opened
        x = np.zeros(self.formulation.n_columns, np.int64)
        x[self.formulation.n_pairs :] = opened
        self.activity: npt.NDArray[np.int64] = self.matrix @ x
        self.held = np.full(self.formulation.n_left, -1, np.int64)

    @property
    def pairs(self) -> npt.NDArray[np.int64]:
        """The chosen pair columns, ascending."""
        return np.sort(self.held[self.held >= 0])

    def rows_of(self, pair: int) -> npt.NDArray[np.int64]:
        """Return the rows in which a column has an entry."""
        return self._rows[self._indptr[pair] : self._indptr[pair + 1]]

    def blocking(self, pair: int) -> npt.NDArray[np.int64]:
        """Return the rows that a column would break if it were added now."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        rows, values = self._rows[entries], self._values[entries]
        after = self.activity[rows] + values
        return rows[(after > self.upper[rows]) & (values > 0) | (after < self.lower[rows]) & (values < 0)]

    def fits(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which of several pair columns fit now, each by itself."""
        free: npt.NDArray[np.bool_] = (self.held[self.formulation.left[pairs]] < 0) & (
            self.formulation.upper[pairs] == 1
        )
        counts = self._indptr[pairs + 1] - self._indptr[pairs]
        owner = np.repeat(np.arange(pairs.size), counts)
        entry = np.arange(owner.size) + np.repeat(self._indptr[pairs] - np.cumsum(counts) + counts, counts)
        rows, values = self._rows[entry], self._values[entry]
        after = self.activity[rows] + values
        bad = (after > self.upper[rows]) & (values > 0) | (after < self.lower[rows]) & (values < 0)
        free[owner[bad]] = False
        return free

    def add(self, pair: int) -> None:
        """Choose a column."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        self.activity[self._rows[entries]] += self._values[entries]
        self.held[self.formulation.left[pair]] = pair

    def remove(self, pair: int) -> None:
        """Give a chosen column up."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        self.activity[self._rows[entries]] -= self._values[entries]
        self.held[self.formulation.left[pair]] = -1

    def may_leave(self, pair: int, newcomer: int) -> bool:
        """Whether giving ``pair`` up for ``newcomer`` keeps every row that holds now."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        rows, values = self._rows[entries], self._values[entries]
        after = self.activity[rows] - values
        too_low = (after < self.lower[rows]) & (self.activity[rows] >= self.lower[rows])
        too_low &= ~np.isin(rows, self.rows_of(newcomer))
        return not (too_low | (after > self.upper[rows]) & (values < 0)).any()

    def add_fixed(self) -> tuple[str, ...]:
        """Choose the columns fixed in; return the names of rows that forbid one of them."""
        fixed = np.flatnonzero(self.formulation.lower[: self.formulation.n_pairs] == 1)
        broken: list[str] = []
        for pair in fixed.tolist():
            rows = self.blocking(pair)
            if self.held[self.formulation.left[pair]] >= 0:
                broken.append("one place each")
            elif rows.size or self.formulation.upper[pair] == 0:
                broken.extend(self.names[row] for row in rows)
            else:
                self.add(pair)
        return tuple(dict.fromkeys(broken))

    def fill(self, order: npt.NDArray[np.int64]) -> None:
        """Add each column of ``order`` that still fits, first come first served, until none is left.

        A pair refused because it would lower a row too far is tried again after others raised the row.
        """
        while True:
            order = order[self.fits(order)]
            added = [self._fill_chunk(order[at : at + _CHUNK]) for at in range(0, order.size, _CHUNK)]
            if not any(added) or not self.mixed:
                return

    def _fill_chunk(self, chunk: npt.NDArray[np.int64]) -> int:
        added = 0
        left = self.formulation.left
        for pair in chunk[self.fits(chunk)].tolist():
            if self.held[left[pair]] < 0 and not self.blocking(pair).size:
                self.add(pair)
                added += 1
        return added

    def fill_floors(self, order: npt.NDArray[np.int64]) -> None:
        """Add columns of ``order`` that raise a row below its lower limit, for rows that no opening could be closed for."""
        n_pairs = self.formulation.n_pairs
        floors = ~self._closable & (self.activity < self.lower)
        if not floors.any():
            return
        raises = np.zeros(n_pairs, np.bool_)
        pairs_only = self._indptr[n_pairs]
        column = np.repeat(np.arange(n_pairs), np.diff(self._indptr[: n_pairs + 1]))
        raises[column[floors[self._rows[:pairs_only]] & (self._values[:pairs_only] > 0)]] = True
        for pair in order[raises[order] & self.fits(order)].tolist():
            rows = self.rows_of(pair)
            short = floors[rows] & (self.activity[rows] < self.lower[rows])
            if short.any() and self.held[self.formulation.left[pair]] < 0 and not self.blocking(pair).size:
                self.add(pair)
                if not (floors & (self.activity < self.lower)).any():
                    return

    def unmet(self) -> npt.NDArray[np.int64]:
        """Return the rows outside their limits."""
        return np.flatnonzero((self.activity < self.lower) | (self.activity > self.upper))
