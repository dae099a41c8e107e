"""Identifiers of the generated rows."""

from __future__ import annotations

import numpy as np

from matchmaker.generation.draws import Texts


def numbered(prefix: str, n: int) -> Texts:
    """Return ``n`` ids such as ``P0001``, padded so that text order is row order.

    >>> numbered("P", 2).tolist()
    ['P0001', 'P0002']
    """
    width = max(4, len(str(n)))
    ids = np.empty(n, dtype=object)
    ids[:] = [f"{prefix}{i:0{width}d}" for i in range(1, n + 1)]
    return ids
