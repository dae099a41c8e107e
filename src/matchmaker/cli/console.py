"""What the command line says: people read stderr, programs read stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def say(text: str) -> None:
    """Write a line for people to stderr."""
    print(text, file=sys.stderr, flush=True)


def emit(text: str) -> None:
    """Write data to stdout."""
    print(text)


def emit_json(value: Any) -> None:
    """Write one JSON value to stdout: keys as given, no NaN, Unicode kept."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2, default=str))


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show that long work is going on, when stderr is a terminal; else say nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield
