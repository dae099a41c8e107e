"""SharesToCome: rows about shares of an opening's pairs, judged as if its first places were still to be taken."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.formulation import UNBOUNDED, Formulation
from matchmaker.allocation.solvers.openings_of_pairs import openings_of_pairs


class SharesToCome:
    """Which rows are about shares within one opening, and what the places still to come are worth to them.

    The first pair of an opening is all of it, so "at most 70 % of a group" would refuse whoever comes first. Until an
    opening has as many pairs as it takes at least, each place to come counts in such a row as the value that helps the
    row most. ``opening`` (n_pairs,) is the opening that a pair needs, or -1; ``first`` (n_openings,) the number of places
    that count so; ``of_row`` (n_rows,) the opening of a row about shares, ``n_openings`` for every other row; ``worth``
    (n_rows,) what a place to come counts; ``rows[opening]`` the rows of an opening.
    """

    def __init__(
        self,
        formulation: Formulation,
        matrix: sparse.csr_array,
        lower: npt.NDArray[np.int64],
        upper: npt.NDArray[np.int64],
    ) -> None:
        n_openings, n_rows = formulation.n_openings, lower.size
        facts = openings_of_pairs(formulation)
        self.opening = facts.opening
        self.of_row = np.full(n_rows, n_openings, np.int64)
        self.worth = np.zeros(n_rows, np.int64)
        filled = np.flatnonzero(np.diff(matrix.indptr) > 0)
        if filled.size and n_openings:
            starts = matrix.indptr[filled]
            # An opening's own column counts as one of another opening, so that its rows are no shares.
            needed = np.concatenate([facts.opening, np.full(n_openings, -1)])[matrix.indices]
            first, last = np.minimum.reduceat(needed, starts), np.maximum.reduceat(needed, starts)
            least, most = np.minimum.reduceat(matrix.data, starts), np.maximum.reduceat(matrix.data, starts)
            ceiling = (upper[filled] < UNBOUNDED) & (lower[filled] <= -UNBOUNDED)
            floor = (lower[filled] > -UNBOUNDED) & (upper[filled] >= UNBOUNDED)
            share = (first == last) & (first >= 0) & (least < 0) & (most > 0) & (ceiling | floor)
            self.of_row[filled[share]] = first[share]
            self.worth[filled[share]] = np.where(ceiling, least, most)[share]
        by_opening = np.argsort(self.of_row, kind="stable")
        ends = np.searchsorted(self.of_row[by_opening], np.arange(n_openings + 1))
        self.rows = np.split(by_opening[: ends[-1]], ends[1:-1]) if n_openings else []
        has_rows = np.array([rows.size > 0 for rows in self.rows], np.bool_)
        self.first = np.where(has_rows, facts.least, 0) if n_openings else np.empty(0, np.int64)
