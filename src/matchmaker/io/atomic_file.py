"""write_file_atomically: a file appears complete under its name, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from matchmaker.errors import OutputError, escape


def write_file_atomically(path: Path, content: bytes | Callable[[Path], None]) -> None:
    """Put ``content``, or let it be put, into a temporary file beside ``path``, make sure it is on the disk, rename it.

    If anything fails or is interrupted the temporary file is removed and what stood at ``path`` still stands.

    Raises:
        OutputError: the file cannot be written (disk full, no permission, ...); names the path.
    """
    temporary = path.with_name(f".matchmaker-{os.getpid()}-{id(path):x}.new")
    try:
        with output_errors(path):
            if isinstance(content, bytes):
                temporary.write_bytes(content)
            else:
                content(temporary)
            sync(temporary)
            temporary.replace(path)
            sync(path.parent)
    finally:
        with output_errors(path):
            temporary.unlink(missing_ok=True)


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn every failure to write into an `OutputError` that names ``path``."""
    import polars as pl

    try:
        yield
    except OutputError:
        raise
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise OutputError(f"cannot write {escape(str(path))}: {_reason(error)}") from error


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk; an I/O error shows here at the latest."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return escape(str(error).splitlines()[0] if str(error) else type(error).__name__)
