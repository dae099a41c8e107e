"""share_of_time: what the next of several searches may take."""

from __future__ import annotations

from time import perf_counter

from matchmaker.allocation.allocate import LONGEST_SECONDS

_LEAST_SECONDS = 0.05
"""Some is always left, so that a search says why it stopped."""


def share_of_time(until: float | None, n_left: int) -> float | None:
    """Return the seconds for the first of ``n_left`` searches that share the time up to ``until`` (of `perf_counter`); ``None``
    without an end. At most as long as a search may be asked to take."""
    if until is None:
        return None
    return min(max(_LEAST_SECONDS, (until - perf_counter()) / n_left), LONGEST_SECONDS)
