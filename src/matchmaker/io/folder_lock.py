"""FolderLock: one run at a time per output folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

from matchmaker.errors import UsageError, escape


class FolderLock:
    """A lock file that names the process which holds it.

    The file holds the process id and the time the process started (in clock ticks since boot, 0 where the system
    does not tell), so that a person can see whose it is. What makes it a lock is the kernel's advisory lock on it,
    which ends with the process: a file left behind by a killed run locks nobody out, even when another process has
    its id by now. ``stale`` then says what was left.
    """

    def __init__(self, path: Path, target: Path) -> None:
        self.path = path
        self.target = target
        self.stale: str | None = None
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            UsageError: another run holds it.
            OSError: the lock file cannot be made.
        """
        while self._descriptor is None:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                if self._lock(descriptor) and _same_file(descriptor, self.path):
                    self._sign(descriptor)
                    self._descriptor = descriptor
            finally:
                if self._descriptor is None:
                    os.close(descriptor)

    def release(self) -> None:
        """Remove the lock file and let go; harmless when not held."""
        if self._descriptor is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._descriptor)
            self._descriptor = None

    def _lock(self, descriptor: int) -> bool:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = escape(os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip())
            raise UsageError(
                f"{escape(str(self.target))}: another run is writing here ({holder or 'just starting'}); "
                f"wait for it, or choose another folder"
            ) from None
        return True

    def _sign(self, descriptor: int) -> None:
        left = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
        self.stale = left or None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{json.dumps({'pid': os.getpid(), 'started': started(os.getpid())})}\n".encode(), 0)


def started(pid: int) -> int:
    """Return when a process started, in clock ticks since boot; 0 where the system does not tell."""
    try:
        # the command's name stands in parentheses and may itself hold spaces and parentheses
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return int(fields[19])
    except (OSError, ValueError, IndexError):
        return 0


def _same_file(descriptor: int, path: Path) -> bool:
    """Whether ``path`` still names the open file: the holder before us may have removed it while we waited."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
