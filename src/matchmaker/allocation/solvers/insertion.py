"""Insertion: a plan built pair by pair that never breaks an upper limit, for heuristics and for a first plan."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers.shares_to_come import SharesToCome

_CHUNK = 512


class Insertion:
    """A growing choice of pair columns of a formulation.

    ``opened`` (n_openings,) bool says which openings count as open, ``kept`` (n_openings,) bool which of them are never
    closed: rows about those alone are floors like any other (`fill_floors`). A pair *fits* when its party has none yet, no
    row would exceed its upper limit, and no row that the pair lowers would fall below its lower limit. What stays
    below a lower limit is the caller's to judge (`unmet`).

    *Tied* rows weigh pairs of some parties against pairs of others, both limits 0 (people who go together): no pair of
    them fits alone, so `place` brings the others along, each by their pair with the largest gain that fits. Rows about
    shares within an opening count its places that are still to come (`SharesToCome`).
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
        self._shares = SharesToCome(formulation, self.matrix, self.lower, self.upper)
        self._tied = self._tied_rows()
        self._has_tied = bool(self._tied.any())
        of_pairs = slice(0, self._indptr[formulation.n_pairs])
        self.mixed = bool(((self._values[of_pairs] < 0) & ~self._tied[self._rows[of_pairs]]).any())
        self.restart(opened)

    def _tied_rows(self) -> npt.NDArray[np.bool_]:
        n_rows, of_pairs = self.lower.size, slice(0, self._indptr[self.formulation.n_pairs])
        raised, lowered, opens = (np.zeros(n_rows, np.bool_) for _ in range(3))
        rows, values = self._rows[of_pairs], self._values[of_pairs]
        raised[rows[values > 0]] = True
        lowered[rows[values < 0]] = True
        opens[self._rows[of_pairs.stop :]] = True
        tied: npt.NDArray[np.bool_] = (self.lower == 0) & (self.upper == 0) & raised & lowered & ~opens
        return tied

    def restart(self, opened: npt.NDArray[np.bool_]) -> None:
        """Give every column up and count ``opened`` as open."""
        self.opened = opened
        x = np.zeros(self.formulation.n_columns, np.int64)
        x[self.formulation.n_pairs :] = opened
        self.activity: npt.NDArray[np.int64] = self.matrix @ x
        self.held = np.full(self.formulation.n_left, -1, np.int64)
        shares = self._shares
        self._n_in = np.zeros(opened.size, np.int64)
        # The last one stands for rows that are about no opening's shares.
        self._to_come = np.append(np.where(opened, shares.first, 0), 0)
        self.activity += shares.worth * self._to_come[shares.of_row]

    def _changes(self, rows: npt.NDArray[np.int64], values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return by how much rows change if columns with these entries are added: a place to come is taken."""
        shares = self._shares
        return values - shares.worth[rows] * (self._to_come[shares.of_row[rows]] > 0)

    def _come(self, pair: int, step: int) -> None:
        """Note that an opening's pair came (1) or went (-1)."""
        opening = self._shares.opening[pair]
        if opening < 0:
            return
        self._n_in[opening] += step
        to_come = max(self._shares.first[opening] - self._n_in[opening], 0) if self.opened[opening] else 0
        rows = self._shares.rows[opening]
        self.activity[rows] += self._shares.worth[rows] * (to_come - self._to_come[opening])
        self._to_come[opening] = to_come

    @property
    def pairs(self) -> npt.NDArray[np.int64]:
        """The chosen pair columns, ascending."""
        return np.sort(self.held[self.held >= 0])

    def rows_of(self, pair: int) -> npt.NDArray[np.int64]:
        """Return the rows in which a column has an entry."""
        return self._rows[self._indptr[pair] : self._indptr[pair + 1]]

    def is_tied(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which of several pair columns stand in a tied row."""
        tied = np.zeros(self.formulation.n_columns, np.bool_)
        tied[self.matrix[np.flatnonzero(self._tied)].indices] = True
        return tied[pairs]

    def blocking(self, pair: int) -> npt.NDArray[np.int64]:
        """Return the rows that a column would break if it were added now, alone."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        rows = self._rows[entries]
        values = self._changes(rows, self._values[entries])
        after = self.activity[rows] + values
        return rows[(after > self.upper[rows]) & (values > 0) | (after < self.lower[rows]) & (values < 0)]

    def fits(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which of several pair columns fit now, each by itself, tied rows aside."""
        free: npt.NDArray[np.bool_] = (self.held[self.formulation.left[pairs]] < 0) & (
            self.formulation.upper[pairs] == 1
        )
        at = np.flatnonzero(free)  # most are out of the question before any row is looked at
        pairs = pairs[at]
        counts = self._indptr[pairs + 1] - self._indptr[pairs]
        owner = np.repeat(np.arange(pairs.size), counts)
        entry = np.arange(owner.size) + np.repeat(self._indptr[pairs] - np.cumsum(counts) + counts, counts)
        rows = self._rows[entry]
        values = self._changes(rows, self._values[entry])
        after = self.activity[rows] + values
        bad = (after > self.upper[rows]) & (values > 0) | (after < self.lower[rows]) & (values < 0)
        free[at[owner[bad & ~self._tied[rows]]]] = False
        return free

    def place(self, pair: int) -> bool:
        """Choose a column that fits, and those that tied rows ask for beside it; whether that could be, else nothing is."""
        if self.held[self.formulation.left[pair]] >= 0 or not self._fits_untied(pair):
            return False
        self.add(pair)
        if self._bring_along(pair):
            return True
        self.remove(pair)
        return False

    def _fits_untied(self, pair: int) -> bool:
        rows = self.blocking(pair)
        return not rows.size or bool(self._tied[rows].all())

    def _bring_along(self, pair: int) -> bool:
        """Even out the tied rows of a chosen column with columns of others; whether that could be, else nothing is added."""
        if not self._has_tied:
            return True
        added, at = [pair], 0
        while at < len(added):
            rows = self.rows_of(added[at])
            open_rows = rows[self._tied[rows] & (self.activity[rows] != 0)]
            if not open_rows.size:
                at += 1
                continue
            other = self._counterpart(int(open_rows[0]))
            if other is None:
                for each in added[1:]:
                    self.remove(each)
                return False
            self.add(other)
            added.append(other)
        return True

    def _counterpart(self, row: int) -> int | None:
        """Return the column with the largest gain that fits and evens out a tied row, ties to the first."""
        entries = slice(self.matrix.indptr[row], self.matrix.indptr[row + 1])
        columns = self.matrix.indices[entries][self.matrix.data[entries] == -self.activity[row]].astype(np.int64)
        columns = columns[self.fits(columns)]
        return int(columns[np.argmax(self.formulation.gains[columns])]) if columns.size else None

    def add(self, pair: int) -> None:
        """Choose a column."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        self.activity[self._rows[entries]] += self._values[entries]
        self.held[self.formulation.left[pair]] = pair
        self._come(pair, 1)

    def remove(self, pair: int) -> None:
        """Give a chosen column up."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        self.activity[self._rows[entries]] -= self._values[entries]
        self.held[self.formulation.left[pair]] = -1
        self._come(pair, -1)

    def may_leave(self, pair: int, newcomer: int) -> bool:
        """Whether giving ``pair`` up for ``newcomer`` keeps every row that holds now."""
        entries = slice(self._indptr[pair], self._indptr[pair + 1])
        rows, values = self._rows[entries], self._values[entries]
        opening = self._shares.opening[pair]
        if opening >= 0 and self._n_in[opening] <= self._shares.first[opening]:
            values = values - self._shares.worth[rows]  # their place is one to come again
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
            rows = rows[~self._tied[rows]]
            if self.held[self.formulation.left[pair]] >= 0:
                broken.append("one place each")
            elif self.formulation.upper[pair] == 0:
                broken.append("fixed columns")
            elif rows.size:
                broken.extend(self.names[row] for row in rows)
            else:
                self.add(pair)
        # Others come along only after all fixed ones are in: some of them may be fixed themselves.
        for pair in self.pairs.tolist():
            if not self._bring_along(pair):
                rows = self.rows_of(pair)
                broken.extend(self.names[row] for row in rows[self._tied[rows] & (self.activity[rows] != 0)])
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
        for pair in chunk[self.fits(chunk)].tolist():
            added += self.place(pair)
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
            if short.any() and self.place(pair) and not (floors & (self.activity < self.lower)).any():
                return

    def unmet(self) -> npt.NDArray[np.int64]:
        """Return the rows outside their limits."""
        return np.flatnonzero((self.activity < self.lower) | (self.activity > self.upper))
