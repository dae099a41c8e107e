"""input_hashes: what a result was made from, by file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from matchmaker.errors import UsageError, escape
from matchmaker.io import sha256
from matchmaker.model import Problem


def input_hashes(problem: Problem, given: str | Path | None) -> Mapping[str, str]:
    """Return the SHA-256 of every file a problem was read from and of the file of given scores, if there is one.

    Raises:
        UsageError: the file of scores cannot be read.
    """
    if given is None:
        return problem.hashes
    try:
        return {**problem.hashes, f"--scores {Path(given).name}": sha256(Path(given))}
    except OSError as error:
        raise UsageError(f"{escape(str(given))} cannot be read: {escape(str(error))}") from error
