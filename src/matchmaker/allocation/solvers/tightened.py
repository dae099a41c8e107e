"""Tightened: a formulation with all its rows, and rows that cut fractions off, in one matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.solvers.lifted_rows import lifted_rows
from matchmaker.allocation.solvers.link_rows import link_rows
from matchmaker.allocation.solvers.openings_of_pairs import openings_of_pairs
from matchmaker.allocation.solvers.share_rows import share_rows


@dataclass(frozen=True, slots=True, eq=False)
class Tightened:
    """All rows of a formulation, then its cuts; one place per party is meant, as there.

    ``matrix`` (n_rows, n_columns) is int64 by columns, ``lower`` and ``upper`` (n_rows,) int64 are the limits; the
    first ``n_own`` rows are those of the formulation. ``opening`` (n_pairs,) is the one that a pair needs, or -1.
    """

    formulation: Formulation
    matrix: sparse.csc_array
    lower: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]
    n_own: int
    opening: npt.NDArray[np.int64]

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return int(self.lower.size)

    def fixed(self, lower: npt.NDArray[np.int8], upper: npt.NDArray[np.int8]) -> Tightened:
        """Return the same with other bounds of the columns (n_columns,)."""
        return replace(self, formulation=replace(self.formulation, lower=lower, upper=upper))

    def restricted(self, kept: npt.NDArray[np.int64], cuts: npt.NDArray[np.int64]) -> Formulation:
        """Return the formulation of the pair columns ``kept`` (ascending) and all openings, with some of the cuts."""
        whole = self.formulation
        columns = np.concatenate([kept, np.arange(whole.n_pairs, whole.n_columns)])
        part = self.matrix[:, columns].tocsr()
        blocks, at = [], 0
        for block in whole.rows:
            end = at + len(block.names)
            blocks.append(Rows(block.kind, block.names, part[at:end], block.lower, block.upper))
            at = end
        if cuts.size:
            names = tuple(f"cut {row}" for row in cuts.tolist())
            blocks.append(Rows("cut", names, part[cuts], self.lower[cuts], self.upper[cuts]))
        return replace(
            whole,
            gains=whole.gains[columns],
            left=whole.left[kept],
            rows=tuple(blocks),
            lower=whole.lower[columns],
            upper=whole.upper[columns],
            order=whole.order[kept],
        )


def tightened(formulation: Formulation, *, shares: bool = True) -> Tightened:
    """Return the formulation with its limits lifted, its shares made whole and its pairs linked to openings.

    These rows (the cuts) change no set of plans, so a bound of the problem with them is a bound of the problem without.
    Rows that make shares whole hold for the sizes of openings as they are; without ``shares`` they are left out, and all
    cuts that are left hold too where limits are wider.
    """
    formulation = lifted_rows(formulation)
    openings = openings_of_pairs(formulation)
    links = link_rows(formulation, openings)
    cuts = [share_rows(formulation, openings), links] if shares else [links]
    n_cuts = sum(part.shape[0] for part in cuts)
    own = [block.matrix for block in formulation.rows]
    n_own = sum(len(block.names) for block in formulation.rows)
    matrix = stack([*own, *cuts], formulation.n_columns).tocsc()
    matrix.sort_indices()
    return Tightened(
        formulation,
        matrix,
        np.concatenate([*(block.lower for block in formulation.rows), np.full(n_cuts, -UNBOUNDED)]),
        np.concatenate([*(block.upper for block in formulation.rows), np.zeros(n_cuts, np.int64)]),
        n_own,
        openings.opening,
    )
