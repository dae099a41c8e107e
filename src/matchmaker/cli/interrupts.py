"""Interrupts: what Ctrl-C and SIGTERM do, stage by stage."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]  # Windows has no SIGHUP
_TWICE = 130


class _InterruptedError(KeyboardInterrupt):
    """A signal came. Python notes where a `KeyboardInterrupt` itself leaves code that is run from text, as dataclasses are
    made, and then ends the process by SIGINT, though it was handled; not where it is of a class of its own."""


class Interrupts:
    """Turns the first signal into a wish to stop, and the second into an immediate end (exit 130).

    From `keep` on, the first signal only sets the event: the solver winds down with the best plan so far, and what is
    being written is finished. Before, it raises `KeyboardInterrupt`. Outputs appear under their final name only when
    whole, so an immediate end leaves nothing half done.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._keeps = False

    @contextmanager
    def installed(self) -> Iterator[Interrupts]:
        """Handle the signals for the time of a command; only the main thread may do so.

        SIGHUP stays ignored where the caller had it so, as ``nohup`` does. SIGINT does not: shells set it so for every
        command in the background, and a signal that is sent nevertheless is meant.
        """
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before: dict[Any, Any] = {each: signal.getsignal(each) for each in _SIGNALS}
        ours = [
            each
            for each, handler in before.items()
            if each in (signal.SIGINT, signal.SIGTERM) or handler is not signal.SIG_IGN
        ]
        for each in ours:
            signal.signal(each, self._handle)
        try:
            yield self
        finally:
            for each in ours:
                # None stands for a handler that was not set from Python and cannot be set again
                signal.signal(each, signal.SIG_DFL if before[each] is None else before[each])

    def keep(self) -> threading.Event:
        """From now on keep what is being made when a signal comes; return the event that the first one sets."""
        self._keeps = True
        return self._stop

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            os._exit(_TWICE)
        self._stop.set()
        if not self._keeps:
            raise _InterruptedError
