"""The manifest of an output folder: what went in, what came out, and with which versions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from platform import python_version
from types import MappingProxyType
from typing import Any

from matchmaker.errors import Finding

MANIFEST = "manifest.json"
PACKAGES = ("matchmaker", "numpy", "ortools", "polars")


def manifest(
    folder: Path,
    *,
    inputs: Mapping[str, str] | None = None,
    seed: int | None = None,
    settings: Mapping[str, Any] | None = None,
    warnings: Iterable[Finding] = (),
) -> dict[str, Any]:
    """Return the manifest of the files in ``folder`` as a plain dict. It holds no times, so equal runs give equal ones.

    ``inputs`` maps each file that was read to its SHA-256 (``Problem.hashes``). ``outputs`` gives SHA-256 and size of
    every file in ``folder``; ``warnings`` is counted by code.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {
        "made_by": "matchmaker",
        "versions": dict(versions()),
        "seed": seed,
        "settings": dict(settings or {}),
        "inputs": dict(sorted((inputs or {}).items())),
        "outputs": {
            name: {"sha256": sha256(folder / name), "bytes": (folder / name).stat().st_size}
            for name in names
            if name != MANIFEST
        },
        "warnings": dict(sorted(Counter(finding.code for finding in warnings).items())),
    }


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of Python, matchmaker and the libraries that decide a result, without importing them."""
    return MappingProxyType({"python": python_version(), **{name: metadata.version(name) for name in PACKAGES}})
