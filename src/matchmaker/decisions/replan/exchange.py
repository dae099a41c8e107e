"""Exchange: columns tried in the place of others, against every row at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.decisions.replan.in_columns import InColumns
from matchmaker.errors import UsageError

IntArray = npt.NDArray[np.int64]


class Exchange:
    """Tries what a plan becomes when one person drops out of it and another one comes in.

    Cohorts that are open stay open with the organisations that accompany them. A pin of the person who drops out binds
    nobody any more; all others hold, as nobody else leaves a seat.

    Raises:
        UsageError: the plan breaks a rule as it is.
    """

    def __init__(self, now: InColumns) -> None:
        if now.broken(now.x).size:
            raise UsageError("the plan breaks a rule as it is; see `matchmaker verify`")
        self._columns = now.matrix.tocsc()
        self._activity = now.matrix @ now.x
        is_pin = np.array([kind == "pin" for kind in now.kinds], np.bool_)
        self._lower = np.where(is_pin, -np.int64(2**62), now.lower)
        self._upper = now.upper

    def first_broken(self, removed: IntArray, added: IntArray | None) -> IntArray:
        """Return for each exchange the first row that it breaks, or -1. All (n,); ``None`` adds nobody."""
        change = -self._columns[:, removed]
        if added is not None:
            change = change + self._columns[:, added]
        change = change.tocsc()
        change.sort_indices()
        row = change.indices
        after = self._activity[row] + change.data
        bad = np.flatnonzero((after < self._lower[row]) | (after > self._upper[row]))
        of_exchange = np.repeat(np.arange(removed.size), np.diff(change.indptr))[bad]
        found = np.full(removed.size, -1, np.int64)
        found[of_exchange[::-1]] = row[bad][::-1]  # the first one is written last
        return found
