"""run_stoppable: work in a thread that can be left behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_POLL_SECONDS = 0.05


def run_stoppable(
    work: Callable[[], T], interrupt: Event | None, meanwhile: Callable[[], None] | None = None
) -> T | None:
    """Return what ``work`` returns, or ``None`` as soon as ``interrupt`` is set or Ctrl-C comes.

    The work runs in a daemon thread, so that signal handlers of the main thread are served while a solver written in
    another language computes. ``meanwhile`` is called in the caller's thread a few times a second. Errors of the work
    are raised here.
    """
    done, results, errors = Event(), [], []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # handed over to the caller's thread below
            errors.append(error)
        finally:
            done.set()

    if interrupt is not None and interrupt.is_set():
        return None
    Thread(target=run, name="matchmaker-solver", daemon=True).start()
    try:
        while not done.wait(_POLL_SECONDS):
            if interrupt is not None and interrupt.is_set():
                return None
            if meanwhile is not None:
                meanwhile()
    except KeyboardInterrupt:
        return None
    if errors:
        raise errors[0]
    return results[0]
