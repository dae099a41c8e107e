"""Reading a file once: regular files only, within a size, hashed."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from matchmaker.io.findings import Findings
from matchmaker.io.limits import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one file and their SHA-256. Nothing reads the file again, so what was hashed is what was used."""

    name: str
    data: bytes = field(repr=False)
    sha256: str


def read_once(path: Path, findings: Findings, *, limit: int = MAX_FILE_BYTES) -> SourceFile | None:
    """Return the bytes of a regular file, or ``None`` with the reason in ``findings``.

    Refused: what does not exist, directories, devices, FIFOs, symlink loops, more than ``limit`` bytes, zero bytes.
    The file is opened without blocking and judged by its handle, so that it cannot be exchanged in between.
    """
    try:
        data = _regular_bytes(path, limit)
    except FileNotFoundError:
        findings.error(path.name, "not-found", "there is no such file", expected="the path of a file or folder")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        findings.error(path.name, "unreadable", message, expected="a regular file that may be read")
    except _RefusedError as error:
        findings.error(path.name, error.code, error.message, expected=error.expected)
    else:
        if data:
            return SourceFile(path.name, data, hashlib.sha256(data).hexdigest())
        findings.error(path.name, "empty", "the file holds no bytes", expected="a header and records")
    return None


class _RefusedError(Exception):
    def __init__(self, code: str, message: str, expected: str) -> None:
        self.code, self.message, self.expected = code, message, expected
        super().__init__(message)


def _regular_bytes(path: Path, limit: int) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:  # a NUL in the path
        raise FileNotFoundError(str(error)) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise _RefusedError("not-a-file", f"this is {_kind(status.st_mode)}", "a regular file")
    with os.fdopen(handle, "rb") as file:
        # what the status says is checked first, what is read decides: the file may grow
        data = b"" if status.st_size > limit else file.read(limit + 1)
        if max(status.st_size, len(data)) > limit:
            raise _RefusedError("too-large", f"the file holds {status.st_size:,} bytes", f"at most {limit:,} bytes")
        return data


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a directory", stat.S_IFIFO: "a FIFO", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    return kinds.get(stat.S_IFMT(mode), "not a regular file")
