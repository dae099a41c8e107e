"""link_rows: nobody is placed, not even in part, where nothing opens."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from matchmaker.allocation.csr import csr
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers.openings_of_pairs import OpeningsOfPairs


def link_rows(formulation: Formulation, openings: OpeningsOfPairs) -> sparse.csr_array:
    """Return one row per party and opening, ``sum of the party's pairs that need it - opening <= 0``.

    The row ``sum x <= m y`` lets a fraction 1/m of an opening carry one whole pair; these do not (the strong form of
    facility location, Balinski, *Integer programming: methods, uses, computation*, 1965).
    """
    pair = np.flatnonzero(openings.opening >= 0)
    n = formulation.n_openings
    both, row = np.unique(
        formulation.left[pair].astype(np.int64) * max(n, 1) + openings.opening[pair], return_inverse=True
    )
    opening = both % max(n, 1)
    values = np.concatenate([np.ones(pair.size, np.int64), np.full(both.size, -1, np.int64)])
    rows = np.concatenate([row.astype(np.int64).ravel(), np.arange(both.size)])
    columns = np.concatenate([pair, formulation.n_pairs + opening])
    return csr(values, rows, columns, (both.size, formulation.n_columns))
