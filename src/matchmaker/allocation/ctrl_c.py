"""ctrl_c: Ctrl-C as a wish to stop, for callers who handle no signals themselves."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ctrl_c(interrupt: threading.Event | None) -> Iterator[threading.Event | None]:
    """Give the event that stops the work: ``interrupt``, or one that the first Ctrl-C sets; the second raises as ever.

    An exception between two steps of a search would lose its plan. Only Python's own handler is replaced, for as long
    as the work takes, and only in the main thread; elsewhere, and where ``interrupt`` is given, nothing is changed.
    """
    ours = interrupt is None and threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield interrupt
        return
    stop = threading.Event()

    def handle(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    signal.signal(signal.SIGINT, handle)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
