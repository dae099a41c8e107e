"""merge_columns: the same question about fewer columns, where only asked whether there is a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import Formulation, Rows


def merge_columns(formulation: Formulation) -> Formulation:
    """Return a formulation that has a plan exactly when the given one has.

    Of the pairs of one party that stand alike in every row only the first is kept, and none that stands in no row: to
    choose it is to choose nothing. Column bounds must be those of free columns; the gains of what is kept stay.
    """
    n_pairs = formulation.n_pairs
    matrix = stack([block.matrix for block in formulation.rows], formulation.n_columns)
    # A random combination of the rows tells columns apart; equal sums are compared entry by entry below.
    weights = np.random.default_rng(0).integers(1, 2**62, matrix.shape[0], dtype=np.int64)
    sums = (matrix.T @ weights)[:n_pairs]
    order = np.lexsort((np.arange(n_pairs), sums, formulation.left))
    again = np.zeros(n_pairs, np.bool_)
    again[1:] = (np.diff(sums[order]) == 0) & (np.diff(formulation.left[order]) == 0)
    same_as = order[np.maximum.accumulate(np.where(again, 0, np.arange(n_pairs)))]
    alike = matrix[:, order] - matrix[:, same_as]
    alike.eliminate_zeros()
    again[alike.indices] = False  # unlike after all, as happens once in 2^60
    used = np.bincount(matrix.indices, minlength=formulation.n_columns)[:n_pairs] > 0
    kept = np.sort(order[~again])
    kept = kept[used[kept]]
    columns = np.concatenate([kept, np.arange(n_pairs, formulation.n_columns)])
    return replace(
        formulation,
        gains=formulation.gains[columns],
        left=formulation.left[kept],
        rows=tuple(
            Rows(block.kind, block.names, block.matrix[:, columns], block.lower, block.upper)
            for block in formulation.rows
        ),
        lower=formulation.lower[columns],
        upper=formulation.upper[columns],
        order=formulation.order[kept],
    )
