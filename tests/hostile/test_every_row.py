"""Every row of the list of hostile inputs is tested, or stands here with the reason why not yet."""

from __future__ import annotations

import importlib
import pkgutil

import tests.hostile as package
from tests.hostile.test_hostile_inputs import CASES

ROWS = frozenset(
    {
        1,
        2,
        3,
        4,
        6,
        7,
        8,
        10,
        11,
        12,
        13,
        14,
        16,
        17,
        18,
        19,
        20,
        22,
        24,
        25,
        26,
        27,
        29,
        30,
        32,
        33,
        35,
        36,
        37,
        39,
        40,
        41,
    }
    | {43, 44, 45, 46, 48, 49, 51, 52, 53, 55, 56, 58, 59, 61, 62, 64, 65, 66, 68, 69, 70}
    | {83, 84, 86, 87, 88, 89, 90, 92}
)
"""The numbers of the list's rows up to 70 and from 83 to 92; the list has gaps."""

NOT_YET: dict[int, str] = {}
"""Rows that nothing tests, with the reason."""

PARTLY = {
    13: "the limits are asserted, not the memory before they are met",
    37: "a 256-bit decimal is refused with its file, not its column: the reader refuses the file as a whole",
    53: "the refused model is not dumped for replay",
    55: "there is no --deterministic and no number of threads to choose; other builds of BLAS are not at hand",
    62: "the page is parsed, not opened in a browser with a canary",
    68: "no table refers to its own kind (replacements, parent organisations), so there is no cycle to make",
    86: "memory that runs out in a library ends the process without a sentence: no parent process watches the run",
    88: "root may write anywhere, so the refusal of permission is feigned where the tests run as root",
}
"""What of a tested row is not tested or not built."""


def _tested() -> dict[int, list[str]]:
    tested: dict[int, list[str]] = {}
    for case in CASES:
        tested.setdefault(case.row, []).append(str(case))
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for name, test in vars(module).items():
            for row in getattr(test, "hostile_rows", ()):
                tested.setdefault(row, []).append(name)
    return tested


def test_every_row_is_tested_or_excused() -> None:
    """No row is forgotten, none is both tested and excused, and no test is of a row that does not exist."""
    tested = _tested()
    assert set(tested) | set(NOT_YET) == ROWS
    assert not set(tested) & set(NOT_YET)
    assert set(PARTLY) <= set(tested)


def test_cases_have_names_of_their_own() -> None:
    """No case hides another of the same name."""
    names = [str(case) for case in CASES]
    assert len(set(names)) == len(names)
