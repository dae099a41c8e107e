"""countdown: what is left of a time limit for the next step."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

_LEAST_SECONDS = 0.01
"""Some is always left, so that a solver says why it stopped."""


def countdown(time_limit: float | None) -> Callable[[], float | None]:
    """Return a function that says how many seconds of ``time_limit`` are left, counted from now; ``None`` without one."""
    until = None if time_limit is None else perf_counter() + time_limit
    return lambda: None if until is None else max(_LEAST_SECONDS, until - perf_counter())
