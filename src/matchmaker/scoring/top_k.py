"""top_k: the best few of each group, by one sort of packed integers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best items in order of group and place: ``group``, ``tie`` (the tie-break key) and ``place`` from 1."""

    group: Ints
    tie: Ints
    place: Ints


def top_k(group: Ints, worse: Ints, tie: Ints, *, k: int) -> Best:
    """Return the ``k`` items of each group with the lowest ``worse``, ties by the lowest ``tie``.

    All (n,) int64 >= 0; ``tie`` is unique inside a group, so the order is total, whatever the order of the items.
    """
    n_worse, n_tie = int(worse.max(initial=0)) + 1, int(tie.max(initial=0)) + 1
    if (int(group.max(initial=0)) + 1) * n_worse * n_tie >= 2**63:
        order = np.lexsort((tie, worse, group))
        group, tie = group[order], tie[order]
    else:
        # One integer per item: sorting it is several times quicker than a lexsort of three keys.
        key = group * n_worse
        key += worse
        key *= n_tie
        key += tie
        key.sort()
        group, tie = np.divmod(key, n_tie)
        group //= n_worse
    start = np.flatnonzero(np.diff(group, prepend=-1))
    place = np.arange(group.size) - np.repeat(start, np.diff(np.append(start, group.size)))
    best = place < k
    return Best(group[best], tie[best], place[best] + 1)
