"""stdout_aside: keeps what a solver prints out of the output of the program."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_STDOUT, _STDERR = 1, 2
_lock = Lock()
_inside: list[int] = []
"""One copy of the real standard output per solve that runs now."""


@contextmanager
def stdout_aside() -> Iterator[None]:
    """Send standard output to standard error while a solver runs.

    HiGHS prints a line where it repairs a plan, past its own switch for output. Standard error rather than nowhere:
    what another thread prints meanwhile is not lost. Solves may overlap; the last one to end puts it back. Without
    either stream nothing is changed.
    """
    with _lock:
        entered = _aside()
    try:
        yield
    finally:
        if entered:
            with _lock:
                _back()


def _aside() -> bool:
    _flush()
    try:
        real = os.dup(_STDOUT)
    except OSError:
        return False
    try:
        os.dup2(_STDERR, _STDOUT)
    except OSError:
        os.close(real)
        return False
    _inside.append(real)
    return True


def _back() -> None:
    _flush()
    # The first copy is the real one: later ones were made while standard output was aside already.
    real = _inside.pop()
    if not _inside:
        os.dup2(real, _STDOUT)
    os.close(real)


def _flush() -> None:
    """Write out what Python and the C library still hold for standard output."""
    if sys.stdout is not None:
        with suppress(OSError, ValueError):  # nobody reads it, or it is closed: not ours to report
            sys.stdout.flush()
    with suppress(OSError, TypeError, AttributeError):  # no C library to be found under this name
        ctypes.CDLL(None).fflush(None)
