"""laminar: whether all rows count pairs in nested sets, because then the problem is a min-cost flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers.exact import extremes

_MOST_LAYERS = 32
"""A block whose own rows overlap is taken apart into this many layers; past it the flow is not tried. [assumed]"""


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Nested sets of pair columns, each with limits.

    ``parent`` (n_sets,) int64 is the smallest set around each set, or -1; ``lower`` and ``upper`` (n_sets,) int64 its
    limits. ``leaf`` (n_pairs,) int64 is the smallest set that holds the pair, or -1 where none does.
    """

    parent: npt.NDArray[np.int64]
    lower: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]
    leaf: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Labelling:
    """Disjoint sets: ``label`` (n_pairs,) is the set of each pair or -1."""

    label: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    lower: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]


def laminar_forest(formulation: Formulation) -> Forest | None:
    """Return the rows as nested sets, or ``None`` where they are none (or something must be opened).

    Every row must be a plain count (all entries 1); rows that can never bind are left out. Any two sets must be
    nested or share no pair.
    """
    if formulation.n_openings:
        return None
    labellings: list[_Labelling] = []
    for block in formulation.rows:
        split = _labellings(block.matrix, block.lower, block.upper, formulation.left)
        if split is None:
            return None
        labellings.extend(split)
    nested = all(_nested(first, second) for i, first in enumerate(labellings) for second in labellings[i + 1 :])
    return _forest(labellings, formulation.n_pairs) if nested else None


def _labellings(
    matrix: sparse.csr_array,
    lower: npt.NDArray[np.int64],
    upper: npt.NDArray[np.int64],
    left: npt.NDArray[np.int32],
) -> Sequence[_Labelling] | None:
    """Return the rows that can bind as layers of disjoint sets, or ``None`` where one is no plain count."""
    least, most = extremes(matrix, left)
    binding = np.flatnonzero((lower > least) | (upper < most))
    if binding.size < lower.size:
        matrix, lower, upper = matrix[binding], lower[binding], upper[binding]
    if (matrix.data != 1).any():
        return None
    layers: list[_Labelling] = []
    while lower.size:
        if len(layers) == _MOST_LAYERS:
            return None
        later = _overlapping(matrix)
        now = np.flatnonzero(~later)
        if now.size == lower.size:
            return [*layers, _labelling(matrix, lower, upper, left.size)]
        layers.append(_labelling(matrix[now], lower[now], upper[now], left.size))
        rest = np.flatnonzero(later)
        matrix, lower, upper = matrix[rest], lower[rest], upper[rest]
    return layers


def _overlapping(matrix: sparse.csr_array) -> npt.NDArray[np.bool_]:
    """Return which rows share a column with a row before them."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    first = np.empty(matrix.shape[1], np.int64)
    first[matrix.indices[::-1]] = row[::-1]
    later = np.zeros(matrix.shape[0], np.bool_)
    later[row[first[matrix.indices] != row]] = True
    return later


def _labelling(
    matrix: sparse.csr_array, lower: npt.NDArray[np.int64], upper: npt.NDArray[np.int64], n_pairs: int
) -> _Labelling:
    label = np.full(n_pairs, -1, np.int64)
    size = np.diff(matrix.indptr).astype(np.int64)
    label[matrix.indices] = np.repeat(np.arange(size.size), size)
    return _Labelling(label, size, lower, upper)


def _nested(first: _Labelling, second: _Labelling) -> bool:
    return _refines(first, second) or _refines(second, first) or _nested_set_by_set(first, second)


def _refines(fine: _Labelling, coarse: _Labelling) -> bool:
    """Whether every set of ``fine`` lies inside one set of ``coarse`` or outside all (the quick and usual case)."""
    inside = fine.label >= 0
    around = np.full(fine.size.size, -1, np.int64)
    labels, wanted = fine.label[inside], coarse.label[inside]
    around[labels] = wanted
    return bool((around[labels] == wanted).all())


def _nested_set_by_set(first: _Labelling, second: _Labelling) -> bool:
    both = (first.label >= 0) & (second.label >= 0)
    n_second = second.size.size
    met, common = np.unique(first.label[both] * n_second + second.label[both], return_counts=True)
    return bool(((common == first.size[met // n_second]) | (common == second.size[met % n_second])).all())


def _forest(labellings: Sequence[_Labelling], n_pairs: int) -> Forest:
    nothing = np.empty(0, np.int64)
    if not labellings:
        return Forest(nothing, nothing, nothing, np.full(n_pairs, -1, np.int64))
    start = np.cumsum([0, *(each.size.size for each in labellings)])
    size = np.concatenate([each.size for each in labellings])
    # Sets by size, ties by their order: of two nested sets the inner one comes first.
    by_size = np.lexsort((np.arange(size.size), size))
    place = np.empty(size.size + 1, np.int64)
    place[by_size] = np.arange(size.size)
    place[-1] = size.size  # label -1: no set
    smallest = np.full(n_pairs, size.size, np.int64)
    member = np.full(size.size, -1, np.int64)
    for each, offset in zip(labellings, start, strict=False):
        here = np.flatnonzero(each.label >= 0)
        found = each.label[here] + offset
        member[found] = here
        smallest[here] = np.minimum(smallest[here], place[found])
    parent_place = _parents(labellings, start, member, place, size)
    back = np.append(by_size, -1)
    return Forest(
        parent=back[parent_place],
        lower=np.concatenate([each.lower for each in labellings]),
        upper=np.concatenate([each.upper for each in labellings]),
        leaf=back[smallest],
    )


def _parents(
    labellings: Sequence[_Labelling],
    start: npt.NDArray[np.int64],
    member: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    size: npt.NDArray[np.int64],
) -> npt.NDArray[np.int64]:
    """Return, per set, the place (in order of size) of the next larger set around one of its members."""
    own = place[:-1]
    parent = np.full(size.size, size.size, np.int64)
    filled = np.flatnonzero(member >= 0)  # an empty set hangs on nothing
    for each, offset in zip(labellings, start, strict=False):
        label = each.label[member[filled]]
        around = place[np.where(label >= 0, label + offset, size.size)]
        larger = around > own[filled]
        parent[filled[larger]] = np.minimum(parent[filled[larger]], around[larger])
    return parent
