"""What the command line says: people read stderr, programs read stdout."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TextIO

from matchmaker.errors import OutputError


class PrintError(OutputError):
    """What was to be printed on stdout is lost."""


def say(text: str) -> None:
    """Write a line for people to stderr; where nobody can read it (closed, full), to nowhere."""
    # sys.stderr is None where the descriptor is closed, and print would then take stdout
    if sys.stderr is None:
        return
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _mute(sys.stderr)


def emit(text: str) -> None:
    """Write data to stdout at once.

    Raises:
        PrintError: stdout is closed or full, so the data is lost.
        BrokenPipeError: whoever read it has gone, as ``head`` does.
    """
    if sys.stdout is None:
        raise PrintError("cannot print: standard output is closed")
    try:
        print(_whole(text), flush=True)
    except BrokenPipeError:
        _mute(sys.stdout)
        raise
    except OSError as error:
        _mute(sys.stdout)
        raise PrintError(f"cannot print to standard output: {(error.strerror or str(error)).lower()}") from error


def emit_json(value: Any) -> None:
    """Write one JSON value to stdout, as `json_text` has it."""
    emit(json_text(value))


def json_text(value: Any) -> str:
    """Return a value as JSON: keys as given, no NaN, Unicode kept."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2, default=str)


@contextmanager
def working(text: str) -> Iterator[Callable[[object], None] | None]:
    """Show that long work is going on, when stderr is a terminal; else say nothing.

    Gives what is to be called with news to show beside ``text``, in one live line with the seconds so far; ``None``
    where nobody would see it.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    line = _Line(text)
    with Console(stderr=True).status(line):
        yield line.show


class _Line:
    """What is being done, what is known of it, and for how long: made anew each time that it is drawn."""

    def __init__(self, text: str) -> None:
        self._text, self._news, self._started = text, "", perf_counter()

    def show(self, news: object) -> None:
        self._news = f": {news}"

    def __rich__(self) -> str:
        seconds = perf_counter() - self._started
        return f"{self._text}{self._news}, {seconds:.0f} s" if self._news else self._text


def _whole(text: str) -> str:
    """Return text that stdout can encode: half characters (as in paths that are no UTF-8) and what is not there as escapes."""
    return text.encode(sys.stdout.encoding or "utf-8", "backslashreplace").decode(sys.stdout.encoding or "utf-8")


def _mute(stream: TextIO) -> None:
    """Send what a stream still holds to nowhere, since Python would try again at its end and complain."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    except OSError:  # no descriptor behind the stream, or none to be had
        return
