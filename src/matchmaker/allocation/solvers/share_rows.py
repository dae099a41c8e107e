"""share_rows: a share of a whole number of people is a whole number of people."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.csr import csr_of_rows
from matchmaker.allocation.formulation import UNBOUNDED, Formulation
from matchmaker.allocation.solvers.openings_of_pairs import OpeningsOfPairs

_MOST_SIZES = 2_000
"""Sizes of an opening up to which its shares are tightened; past it rounding to whole people changes little. [assumed]"""


def share_rows(formulation: Formulation, openings: OpeningsOfPairs) -> sparse.csr_array:
    """Return rows ``matrix @ x <= 0`` (n_rows, n_columns): convex hulls of what asks for a share of an opening's pairs.

    Such a row is ``a g - b (n - g) >= 0`` (or ``<= 0``) with a, b > 0 over all n pairs that need one opening y, g of
    them in a group: g is at least ``ceil(b n / (a + b))`` (at most the floor of it). Over the sizes n that an open
    opening may have, the hull of these points has few edges; each, times y, is a valid row. With 35 % of 8 to
    12 people it asks for 3 of 8 where the row itself is content with 2.8.
    """
    values_of_rows, columns_of_rows = [], []
    for block in formulation.rows:
        matrix = block.matrix
        length = np.diff(matrix.indptr)
        for row in _candidates(formulation, openings, block.lower, block.upper, length).tolist():
            entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
            columns, values = matrix.indices[entries].astype(np.int64), matrix.data[entries]
            floor = block.lower[row] == 0
            made = _edges(openings, columns, values if floor else -values, formulation.n_pairs)
            if made is not None:
                opening, raising, edges = made
                values_of_rows += _as_rows(raising, edges)
                columns_of_rows += [np.append(columns, opening)] * len(edges)
    return csr_of_rows(values_of_rows, columns_of_rows, formulation.n_columns)


def _candidates(
    formulation: Formulation,
    openings: OpeningsOfPairs,
    lower: npt.NDArray[np.int64],
    upper: npt.NDArray[np.int64],
    length: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:
    """Return the rows with one limit, 0, and as many entries as some opening has pairs."""
    one_sided = ((lower == 0) & (upper == UNBOUNDED)) | ((upper == 0) & (lower == -UNBOUNDED))
    return np.flatnonzero(one_sided & (length > 0) & np.isin(length, openings.n_pairs))


_Edge = tuple[int, int, int]


def _edges(
    openings: OpeningsOfPairs, columns: npt.NDArray[np.int64], values: npt.NDArray[np.int64], n_pairs: int
) -> tuple[int, npt.NDArray[np.bool_], tuple[_Edge, ...]] | None:
    """Return ``(opening column, raising entries, edges)`` of the row ``values . x[columns] >= 0``, or ``None`` where it
    is no share of one opening's pairs."""
    if columns[-1] >= n_pairs:
        return None
    opening = int(openings.opening[columns[0]])
    if opening < 0 or columns.size != openings.n_pairs[opening] or (openings.opening[columns] != opening).any():
        return None
    a, b = int(values.max()), -int(values.min())
    raising = values > 0
    if a <= 0 or b <= 0 or (values[raising] != a).any() or (values[~raising] != -b).any():
        return None
    least, most = int(openings.least[opening]), int(openings.most[opening])
    if not least <= most <= least + _MOST_SIZES:
        return None
    return n_pairs + opening, raising, _hull(a, b, least, most)


@cache
def _hull(a: int, b: int, least: int, most: int) -> tuple[_Edge, ...]:
    """Return the edges ``(dx, dy, c)`` of the lower hull of the points (n, ceil(b n / (a + b))): ``dx g >= dy n + c``."""
    hull: list[tuple[int, int]] = []
    for n in range(least, most + 1):
        point = (n, -(-(b * n) // (a + b)))
        while len(hull) >= 2 and _below(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    if len(hull) == 1:
        return ((1, 0, hull[0][1]),)
    edges = []
    for (x1, y1), (x2, y2) in pairwise(hull):
        dx, dy = x2 - x1, y2 - y1
        edges.append((dx, dy, y1 * dx - dy * x1))
    return tuple(edges)


def _below(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether the middle point is not needed: it lies on or above the line from the first to the last."""
    return (middle[0] - first[0]) * (last[1] - first[1]) <= (middle[1] - first[1]) * (last[0] - first[0])


def _as_rows(raising: npt.NDArray[np.bool_], edges: tuple[_Edge, ...]) -> list[npt.NDArray[np.int64]]:
    """Return the entries of ``dy n + c y - dx g <= 0`` for each edge."""
    return [np.append(np.where(raising, dy - dx, dy), c) for dx, dy, c in edges]
