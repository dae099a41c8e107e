"""OutputFolder: a folder of results that appears whole, or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from matchmaker.errors import Finding, OutputError, UsageError, escape
from matchmaker.io.atomic_file import output_errors, sync
from matchmaker.io.check_output import check_output_folder
from matchmaker.io.folder_lock import FolderLock
from matchmaker.io.manifest import MANIFEST, manifest
from matchmaker.io.swap import swap

_UNUSABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


class OutputFolder:
    """A context manager whose files become the folder ``path`` at once when the block ends well.

    ::

        with OutputFolder("out", replace=True) as out:  # the lock is taken here: enter before the long work
            write_table(plan, out.file("plan.csv"))
            out.describe(inputs=problem.hashes, seed=1, settings={...}, warnings=problem.warnings)

    Until then they stand in a hidden folder beside it. When the block raises anything, ``KeyboardInterrupt`` and
    ``SystemExit`` included, that folder is removed and what stood at ``path`` still stands. Every file is on the disk
    (fsync) before the swap, and ``manifest.json`` lists it with its SHA-256. A run that was killed leaves at most
    hidden files, which the next run into the same folder clears away.

    ``with_manifest=False`` leaves the manifest out, for folders that are data and not results.

    Raises:
        UsageError: the folder cannot be used (see `check_output_folder`), or another run is writing it.
        OutputError: a file cannot be written; names the folder.
    """

    def __init__(self, path: str | Path, *, replace: bool = False, with_manifest: bool = True) -> None:
        self.path = check_output_folder(path, replace)
        self._replace = replace
        self._with_manifest = with_manifest
        self._described: dict[str, Any] = {}
        # The name may be as long as the system allows, so what stands beside it is named by a hash.
        stem = f".matchmaker-{hashlib.sha256(os.fsencode(self.path.name)).hexdigest()[:16]}"
        self._new = self.path.with_name(f"{stem}.new")
        self._old = self.path.with_name(f"{stem}.old")
        self._lock = FolderLock(self.path.with_name(f"{stem}.lock"), self.path)

    def __enter__(self) -> Self:
        with self._entering():
            self._lock.acquire()
        try:
            with self._entering():
                self._recover()
                check_output_folder(self.path, self._replace)  # again, now that nobody else can change the answer
                self._new.mkdir()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if error is None:
                with output_errors(self.path):
                    self._finish()
            elif isinstance(error, OSError):
                with output_errors(self.path):
                    raise error
            elif isinstance(error, OutputError):  # said of a file in the hidden folder, which nobody knows
                raise OutputError(str(error).replace(escape(str(self._new)), escape(str(self.path)))) from error
        finally:
            with suppress(OSError):
                self._recover()  # an interrupt may have come between two renames
            self._lock.release()

    def file(self, name: str) -> Path:
        """Return where to write the file called ``name``; a plain name of the program's choosing, never an id.

        Raises:
            UsageError: ``name`` would lead out of the folder, or is the manifest's.
        """
        if name in ("", ".", "..", MANIFEST) or "/" in name or os.sep in name or "\0" in name:
            raise UsageError(f"'{escape(name)}' cannot name an output file")
        return self._new / name

    def describe(
        self,
        *,
        inputs: Mapping[str, str] | None = None,
        seed: int | None = None,
        settings: Mapping[str, Any] | None = None,
        warnings: Iterable[Finding] = (),
    ) -> None:
        """Say what the manifest shall tell of the run; ``settings`` must be JSON-able. See `manifest`."""
        self._described = {"inputs": inputs, "seed": seed, "settings": settings, "warnings": tuple(warnings)}

    def _finish(self) -> None:
        if self._with_manifest:
            content = manifest(self._new, **self._described)
            text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str)
            (self._new / MANIFEST).write_bytes(f"{text}\n".encode())
        files = sorted(self._new.rglob("*"))
        for path in files:
            sync(path)
        sync(self._new)
        if self.path.exists() and not self.path.is_dir():
            raise OutputError(f"{escape(str(self.path))} became a file while the result was made")
        swap(self._new, self.path, self._old)
        sync(self.path.parent)

    @contextmanager
    def _entering(self) -> Iterator[None]:
        """Tell a place that cannot be written (the caller's fault) from a disk that fails."""
        with output_errors(self.path):
            try:
                yield
            except OSError as error:
                if error.errno not in _UNUSABLE:
                    raise
                reason = os.strerror(error.errno).lower()
                raise UsageError(f"{escape(str(self.path))} cannot be written: {reason}") from error

    def _recover(self) -> None:
        """Clear away what a killed run left; if it died between two renames, put the last good result back."""
        if self._old.exists() and not self.path.exists():
            self._old.rename(self.path)
        shutil.rmtree(self._old, ignore_errors=True)
        shutil.rmtree(self._new, ignore_errors=True)
