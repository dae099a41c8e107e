"""check_output: whether a result can be written where it was asked for, found out before the work and not after."""

from __future__ import annotations

import json
import os
from pathlib import Path

from matchmaker.errors import UsageError, escape
from matchmaker.io.manifest import MANIFEST
from matchmaker.model import TABLES

CHECKSUMS = "SHA256SUMS"
SETTINGS = "settings.toml"
FILE_SUFFIXES = frozenset({".csv", ".json", ".jsonl", ".parquet", ".xlsx"})
_TABLE_FILES = frozenset(f"{table}{suffix}" for table in TABLES for suffix in (".csv", ".parquet"))
_DATA_FILES = _TABLE_FILES | {SETTINGS, CHECKSUMS}


def check_output(path: str | Path, replace: bool = False) -> Path:
    """Return the resolved ``path`` if a result can be written there: a file if its suffix names one, else a folder.

    Raises:
        UsageError: see `check_output_file` and `check_output_folder`.
    """
    is_file = Path(path).suffix.lower() in FILE_SUFFIXES
    return check_output_file(path, replace) if is_file else check_output_folder(path, replace)


def check_output_folder(path: str | Path, replace: bool = False) -> Path:
    """Return the resolved folder that ``path`` names if a result can be written there.

    A folder that holds files is refused without ``replace``; with it, only a folder that holds nothing but what
    matchmaker wrote is replaced, so that a slip of the hand cannot lose a person's files.

    Raises:
        UsageError: the parent is missing, is no folder or cannot be written; the path is a file, too long or
            otherwise unusable; or the folder holds files.
    """
    folder = _resolve(path)
    shown = escape(str(path))
    if folder.exists():
        if not folder.is_dir():
            raise UsageError(f"{shown} is a file; expected a folder that does not exist or is empty")
        _check_replaceable(folder, shown, replace)
    _check_parent(folder, shown)
    return folder


def check_output_file(path: str | Path, replace: bool = False) -> Path:
    """Return the resolved file that ``path`` names if it can be written; an existing one only with ``replace``.

    Raises:
        UsageError: as for `check_output_folder`, or the path is a folder or a device.
    """
    file = _resolve(path)
    shown = escape(str(path))
    if file.exists() and not file.is_file():
        found = "a folder" if file.is_dir() else "no regular file"
        raise UsageError(f"{shown} is {found}; expected the name of a file")
    if file.exists() and not replace:
        raise UsageError(f"{shown} already exists; choose another name, or give --replace")
    _check_parent(file, shown)
    return file


def _resolve(path: str | Path) -> Path:
    try:
        resolved = Path(path).resolve()
        resolved.exists()  # raises what a later write would: name too long, no permission to look
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{escape(str(path))} cannot be used as an output: {escape(reason.lower())}") from error
    if not resolved.name:
        raise UsageError(f"{escape(str(path))} is the root of the file system; expected a folder inside one")
    return resolved


def _check_parent(path: Path, shown: str) -> None:
    parent = path.parent
    if not parent.is_dir():
        problem = "is not a folder" if parent.exists() else "does not exist"
        raise UsageError(f"{shown} cannot be written: {escape(str(parent))} {problem}")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise UsageError(f"{shown} cannot be written: no permission to write in {escape(str(parent))}")


def _check_replaceable(folder: Path, shown: str, replace: bool) -> None:
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise UsageError(f"{shown} cannot be replaced: no permission to read and write it")
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    if found and not replace:
        raise UsageError(f"{shown} already holds files ({len(found)}); choose another folder, or give --replace")
    own = _own_files(folder)
    foreign = [name for name in found if name not in own]
    if foreign:
        names = ", ".join(escape(name) for name in foreign[:3])
        raise UsageError(
            f"{shown} holds files that matchmaker did not write ({names}{', ...' if len(foreign) > 3 else ''}); "
            f"replacing it would lose them, so move them or choose another folder"
        )


def _own_files(folder: Path) -> frozenset[str]:
    """Return the names that matchmaker wrote into a folder: those of its manifest, or those of a data folder."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content["made_by"] == "matchmaker":
            return frozenset({MANIFEST, *content["outputs"]})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return _DATA_FILES
