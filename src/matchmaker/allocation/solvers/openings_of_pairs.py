"""openings_of_pairs: which pairs need which opening, and how many of them it takes, read from the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import UNBOUNDED, Formulation


@dataclass(frozen=True, slots=True, eq=False)
class OpeningsOfPairs:
    """What the rows say of openings.

    ``opening`` (n_pairs,) int64 is the one opening without which a pair cannot be chosen, or -1. ``least`` and ``most``
    (n_openings,) int64 are the numbers of *all* pairs of an open opening; 0 and the number of its parties where no
    row limits them; ``tied`` (n_openings,) int64 is what the rows that hold the opening itself say of the most.
    ``n_pairs`` (n_openings,) int64 counts the pairs that need the opening.
    """

    opening: npt.NDArray[np.int64]
    least: npt.NDArray[np.int64]
    most: npt.NDArray[np.int64]
    tied: npt.NDArray[np.int64]
    n_pairs: npt.NDArray[np.int64]


def openings_of_pairs(formulation: Formulation) -> OpeningsOfPairs:
    """Return what the rows say.

    A pair needs an opening ``y`` where a row ``a.x - m y <= 0`` with positive ``a`` and ``m`` holds it; where several
    rows name different openings, the last. The numbers come from rows of ones over exactly the pairs of the opening:
    ``sum x <= m y`` (at most m), ``sum x >= m y`` (at least m), ``sum x <= m``.
    """
    n_pairs, n_openings = formulation.n_pairs, formulation.n_openings
    if not n_openings or not n_pairs:
        nothing = np.zeros(n_openings, np.int64)
        return OpeningsOfPairs(np.full(n_pairs, -1), nothing, nothing, nothing, nothing)
    matrix = stack([block.matrix for block in formulation.rows], formulation.n_columns)
    nothing = np.empty(0, np.int64)
    lower = np.concatenate([nothing, *(block.lower for block in formulation.rows)])
    upper = np.concatenate([nothing, *(block.upper for block in formulation.rows)])
    row = np.repeat(np.arange(lower.size), np.diff(matrix.indptr))
    of_pair = matrix.indices < n_pairs
    entries = np.bincount(row[of_pair], minlength=lower.size)
    at_opening = np.flatnonzero(~of_pair)
    single = np.bincount(row[at_opening], minlength=lower.size)
    amount, opening = np.zeros(lower.size, np.int64), np.full(lower.size, -1, np.int64)
    amount[row[at_opening]] = -matrix.data[at_opening]
    opening[row[at_opening]] = matrix.indices[at_opening] - n_pairs
    smallest, largest = _extremes(matrix.data, row, of_pair, lower.size)
    needs = (single == 1) & (upper == 0) & (amount > 0) & (entries > 0) & (smallest > 0)
    needed = np.full(n_pairs, -1, np.int64)
    here = of_pair & needs[row]
    needed[matrix.indices[here]] = opening[row[here]]
    size = np.bincount(needed[needed >= 0], minlength=n_openings)
    # Which opening all pairs of a row need: the smallest and the largest name agree.
    first, last = _extremes(np.append(needed, -np.ones(n_openings, np.int64))[matrix.indices], row, of_pair, lower.size)
    common = np.where(first == last, first, -1)
    counts = (smallest == 1) & (largest == 1) & (common >= 0)
    counts[counts] = entries[counts] == size[common[counts]]
    own = counts & (single == 1) & (opening == common) & (amount > 0)
    most = _parties(formulation, needed)
    least = np.zeros(n_openings, np.int64)
    with_opening, without = own & (upper == 0), counts & (single == 0) & (upper < UNBOUNDED)
    np.minimum.at(most, common[with_opening], amount[with_opening])
    tied = most.copy()
    np.minimum.at(most, common[without], upper[without])
    floor = own & (lower == 0)
    np.maximum.at(least, common[floor], amount[floor])
    return OpeningsOfPairs(needed, least, most, tied, size)


def _extremes(
    values: npt.NDArray[np.int64], row: npt.NDArray[np.int64], of_pair: npt.NDArray[np.bool_], n_rows: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the smallest and the largest value among the pairs of each row."""
    smallest = np.full(n_rows, np.iinfo(np.int64).max)
    largest = np.full(n_rows, np.iinfo(np.int64).min)
    np.minimum.at(smallest, row[of_pair], values[of_pair])
    np.maximum.at(largest, row[of_pair], values[of_pair])
    return smallest, largest


def _parties(formulation: Formulation, needed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many parties have a pair that needs each opening."""
    here = np.flatnonzero(needed >= 0)
    both = np.unique(needed[here] * formulation.n_left + formulation.left[here])
    counts: npt.NDArray[np.int64] = np.bincount(both // max(formulation.n_left, 1), minlength=formulation.n_openings)
    return counts.astype(np.int64)
