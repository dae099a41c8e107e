"""HighsLog: hears what HiGHS says while it searches, and stills a search that was left behind."""

from __future__ import annotations

import atexit
import math
from threading import Event

_LAST_DIGIT = 1e-8
"""Relative: HiGHS prints at least nine digits of its bound; it is raised by this much, so that it holds as printed."""
_LONGEST_WAIT = 5.0


class HighsLog:
    """The listener of one solve (MathOpt's message callback).

    MathOpt ends the process where a callback raises, so `hear` only puts the lines aside. It runs in the solver's thread;
    once the search was left behind (`leave`) it never returns: the search stands still from its next line on, and
    takes no more of the processor. A line that came while the interpreter ends would abort the process, so that waits
    for the next line, up to `_LONGEST_WAIT` seconds.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._read = 0
        self._left, self._still = Event(), Event()
        self._bound: float | None = None

    def hear(self, lines: list[str]) -> None:
        """Take lines of the log."""
        self._lines.extend(lines)
        if self._left.is_set():
            self._still.set()
            Event().wait()

    def end(self) -> None:
        """Note that the search is over: no line will come."""
        self._still.set()

    def leave(self) -> None:
        """Let the search stand still from the next line that it logs."""
        self._left.set()
        atexit.register(self._still.wait, _LONGEST_WAIT)

    def bound(self) -> float | None:
        """Return the last bound that was logged, raised past its last digit; ``None`` before the first."""
        said = len(self._lines)
        for line in self._lines[self._read : said]:
            found = _bound_in(line)
            if found is not None:
                self._bound = found + abs(found) * _LAST_DIGIT
        self._read = said
        return self._bound


def _bound_in(line: str) -> float | None:
    """Return the bound in a line of the table of nodes (``... Explored% BestBound BestSol Gap ...``), or ``None``."""
    words = line.split()
    share = next((i for i, word in enumerate(words) if word.endswith("%")), None)
    # The report at the end holds shares too, with nothing of the table after them.
    if share is None or len(words) < share + 8:
        return None
    try:
        value = float(words[share + 1])
    except ValueError:
        return None
    return value if math.isfinite(value) else None
