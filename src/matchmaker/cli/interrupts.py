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


class Interrupts:
    """Turns the first signal into a wish to stop, and the second into an immediate end (exit 130).

    While something can be kept (`keeping`), the first signal only sets ``stop`` and the work winds down by itself, keeping
    the best plan; anywhere else it raises `KeyboardInterrupt`. Outputs appear under their final name only when whole, so
    an immediate end leaves nothing half done.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._keeping = False

    @contextmanager
    def installed(self) -> Iterator[Interrupts]:
        """Handle the signals for the time of a command; only the main thread may do so."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before: dict[Any, Any] = {each: signal.signal(each, self._handle) for each in _SIGNALS}
        try:
            yield self
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    @contextmanager
    def keeping(self) -> Iterator[threading.Event]:
        """Mark a stage whose work is kept when a signal comes."""
        self._keeping = True
        try:
            yield self.stop
        finally:
            self._keeping = False

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.stop.is_set():
            os._exit(_TWICE)
        self.stop.set()
        if not self._keeping:
            raise KeyboardInterrupt
