"""lifted_rows: a limit on what lies in one opening is a limit only if it opens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.allocation.csr import csr
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.solvers.exact import extremes
from matchmaker.allocation.solvers.openings_of_pairs import OpeningsOfPairs, openings_of_pairs

_MOST = 10**6
"""Limits up to which a row is lifted: a larger coefficient would ask HiGHS for a finer tolerance (`solve_mip`)."""


def lifted_rows(formulation: Formulation) -> Formulation:
    """Return the formulation with every row ``a.x <= b`` (a > 0) over pairs that all need one opening ``y`` as ``a.x <= b y``.

    No plan has such pairs where y is closed, so the plans are the same; but in fractions, a tenth of an opening now
    gives a tenth of the room (Aardal, Pochet and Wolsey, *Capacitated facility location: valid inequalities and facets*,
    1995). ``b`` is first lowered to the most the row can come to. Rows of the same name stay in their place.
    """
    if not formulation.n_openings:
        return formulation
    openings = openings_of_pairs(formulation)
    return replace(formulation, rows=tuple(_lifted(block, formulation, openings) for block in formulation.rows))


def _lifted(block: Rows, formulation: Formulation, openings: OpeningsOfPairs) -> Rows:
    needed = openings.opening
    matrix, n_pairs = block.matrix, formulation.n_pairs
    length = np.diff(matrix.indptr)
    row = np.repeat(np.arange(length.size), length)
    of_pair = matrix.indices < n_pairs
    opening = np.where(of_pair, np.append(needed, -1)[np.minimum(matrix.indices, n_pairs)], -1)
    alike = (length > 0) & (block.lower <= -UNBOUNDED) & (block.upper < UNBOUNDED) & (block.upper > 0)
    first = np.full(length.size, -1, np.int64)
    first[row[::-1]] = opening[::-1]
    alike &= first >= 0
    alike[row[(opening != first[row]) | (matrix.data <= 0)]] = False
    if not alike.any():
        return block
    most = np.minimum(block.upper, extremes(matrix, formulation.left)[1])
    # A count of no less than the opening takes anyway would only stand there twice, and HiGHS is slower for it.
    largest = np.zeros(length.size, np.int64)
    np.maximum.at(largest, row, matrix.data)
    told = alike & (largest == 1) & (most >= openings.tied[first])
    rows = np.flatnonzero(alike & ~told & (most > 0) & (most <= _MOST))
    if not rows.size:
        return block
    whole = matrix.tocoo()
    values = np.concatenate([whole.data, -most[rows]])
    columns = np.concatenate([whole.col, n_pairs + first[rows]])
    upper = block.upper.copy()
    upper[rows] = 0
    lifted = csr(values, np.concatenate([whole.row, rows]), columns, (length.size, formulation.n_columns))
    return Rows(block.kind, block.names, lifted, block.lower, upper)
