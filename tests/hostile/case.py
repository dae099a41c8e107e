"""Case: one hostile input, what must come of it, and the marks by which the rows of the list are counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Place = tuple[str, int | None, str | None, str]
"""File, row, column (or path in the settings) and code of a finding."""

Build = Callable[[Path], list[str]]
"""Makes the input in an empty folder and returns the words that follow ``matchmaker allocate``."""

Test = TypeVar("Test", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Case:
    """An input of the list's row ``row``.

    ``finds`` is the whole set of errors expected (exit 2), or, where the input is good (``exit_code`` 0), the whole
    set of warnings. ``says`` is text that an error without a place must hold, such as that of an unusable option.
    """

    row: int
    name: str
    build: Build
    finds: tuple[Place, ...] = ()
    says: str = ""
    exit_code: int = 2

    def __str__(self) -> str:
        return f"{self.row}-{self.name}"


def rows(*numbers: int) -> Callable[[Test], Test]:
    """Mark a test as one of these rows of the list."""

    def mark(test: Test) -> Test:
        test.hostile_rows = numbers  # type: ignore[attr-defined]
        return test

    return mark


def snapshot(folder: Path) -> dict[str, str]:
    """Return every file below a folder, hidden ones included, with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def place(finding: dict[str, Any]) -> Place:
    """Return where a finding (as ``--json`` prints it) lies, and its code."""
    return finding["file"], finding.get("row"), finding.get("column"), finding["code"]


def whole_json(text: str) -> Any:
    """Return the one JSON value on stdout; JSON that others would refuse (NaN) is refused here too."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)
