"""regions: the parts of a problem that no row joins, each a problem of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from matchmaker.allocation.formulation import Formulation, Rows
from matchmaker.allocation.solvers.exact import extremes

# scipy's types differ from version to version; these names keep that out of the code.
_connected: Any = csgraph.connected_components
_csr_array: Any = sparse.csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part of a formulation: ``pairs`` and ``openings`` (int64, ascending) are the positions of its columns there."""

    formulation: Formulation
    pairs: npt.NDArray[np.int64]
    openings: npt.NDArray[np.int64]


def regions(formulation: Formulation) -> list[Region]:
    """Return the parts that share no person, no opening and no row that can bind; the largest first, ties by column.

    Parts in which nothing opens are one together: there are often many small ones, and a flow takes them all at once. A
    row without columns goes to the first part, so that what it says is not lost. One part is the formulation itself.
    """
    blocks = [_binding(block, formulation.left) for block in formulation.rows]
    whole = [Region(formulation, np.arange(formulation.n_pairs), np.arange(formulation.n_openings))]
    if _joins_all(formulation, blocks):
        return whole
    label = _labels(formulation, blocks)
    plain = ~np.isin(label, label[formulation.n_pairs :])
    label[plain] = label[plain].min(initial=formulation.n_columns)
    names, sizes = np.unique(label, return_counts=True)
    if names.size <= 1:
        return whole
    rank = np.zeros(int(names[-1]) + 1, np.int64)
    rank[names[np.lexsort((names, -sizes))]] = np.arange(names.size)
    return _parts(formulation, blocks, rank[label], names.size)


def _binding(block: Rows, left: npt.NDArray[np.int32]) -> Rows:
    """Return the rows that some choice of columns breaks."""
    least, most = extremes(block.matrix, left)
    return _chosen(block, np.flatnonzero((least < block.lower) | (most > block.upper)))


def _chosen(block: Rows, rows: npt.NDArray[np.int64]) -> Rows:
    names = tuple(block.names[row] for row in rows.tolist())
    return Rows(block.kind, names, block.matrix[rows], block.lower[rows], block.upper[rows])


def _joins_all(formulation: Formulation, blocks: Sequence[Rows]) -> bool:
    """Whether some row holds a pair of every person, as a budget does: the usual case, seen without a search."""
    n_people = np.unique(formulation.left).size
    for block in blocks:
        starts = block.matrix.indptr
        for row in np.flatnonzero(np.diff(starts) >= n_people).tolist():
            columns = block.matrix.indices[starts[row] : starts[row + 1]]
            if np.unique(formulation.left[columns[columns < formulation.n_pairs]]).size == n_people:
                return True
    return False


def _labels(formulation: Formulation, blocks: Sequence[Rows]) -> npt.NDArray[np.int64]:
    """Return the number of its part for each column (n_columns,)."""
    node = np.concatenate([formulation.left, formulation.n_left + np.arange(formulation.n_openings)]).astype(np.int64)
    n_nodes = formulation.n_left + formulation.n_openings
    ends = [np.empty(0, np.int64)]
    rows = [np.empty(0, np.int64)]
    for block in blocks:
        length = np.diff(block.matrix.indptr)
        rows.append(np.repeat(n_nodes + np.arange(length.size), length))
        ends.append(node[block.matrix.indices])
        n_nodes += length.size
    row, end = np.concatenate(rows), np.concatenate(ends)
    graph = sparse.coo_array((np.ones(row.size, np.int8), (end, row)), shape=(n_nodes, n_nodes))
    found = _connected(graph, directed=False)[1]
    labels: npt.NDArray[np.int64] = found[node].astype(np.int64)
    return labels


def _parts(formulation: Formulation, blocks: Sequence[Rows], part: npt.NDArray[np.int64], n_parts: int) -> list[Region]:
    n_pairs = formulation.n_pairs
    columns = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part, minlength=n_parts))
    position = np.empty(part.size, np.int64)
    position[columns] = np.arange(part.size) - np.concatenate([[0], ends])[part[columns]]
    part_of_rows = [_part_of_rows(block, part) for block in blocks]
    found = []
    for number in range(n_parts):
        own = columns[ends[number - 1] if number else 0 : ends[number]]
        pairs, openings = own[own < n_pairs], own[own >= n_pairs] - n_pairs
        people, left = np.unique(formulation.left[pairs], return_inverse=True)
        of_part = (
            _chosen(block, np.flatnonzero(of_row == number)) for block, of_row in zip(blocks, part_of_rows, strict=True)
        )
        rows = tuple(
            replace(block, matrix=_moved(block.matrix, position, own.size)) for block in of_part if block.names
        )
        made = replace(
            formulation,
            gains=formulation.gains[own],
            left=left.astype(np.int32),
            n_left=int(people.size),
            rows=rows,
            lower=formulation.lower[own],
            upper=formulation.upper[own],
            opening_names=tuple(formulation.opening_names[i] for i in openings.tolist()),
            order=formulation.order[pairs],
            n_further=int((openings >= formulation.n_openings - formulation.n_further).sum()),
        )
        found.append(Region(made, pairs, openings))
    return found


def _part_of_rows(block: Rows, part: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the part of each row's first column, 0 where it has none."""
    starts, has_columns = block.matrix.indptr[:-1], np.diff(block.matrix.indptr) > 0
    found = np.zeros(starts.size, np.int64)
    found[has_columns] = part[block.matrix.indices[starts[has_columns]]]
    return found


def _moved(matrix: sparse.csr_array, position: npt.NDArray[np.int64], n_columns: int) -> sparse.csr_array:
    moved: sparse.csr_array = _csr_array(
        (matrix.data, position[matrix.indices], matrix.indptr), shape=(matrix.shape[0], n_columns)
    )
    return moved
