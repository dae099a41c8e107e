"""Every folder of fixtures/broken is refused for the reason it was made for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matchmaker.errors import InputError
from matchmaker.io import check, read

BROKEN = Path(__file__).resolve().parents[2] / "fixtures" / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", CASES)
def test_broken_fixture(name: str) -> None:
    """The findings named in expected.json appear, are errors, and make `read` refuse the folder."""
    folder = BROKEN / name
    expected = {
        (entry["file"], entry["row"], entry["column"], entry["code"])
        for entry in json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    }
    errors = [finding for finding in check(folder) if finding.severity == "error"]
    assert expected
    assert expected <= {(finding.file, finding.row, finding.column, finding.code) for finding in errors}
    with pytest.raises(InputError) as caught:
        read(folder)
    assert list(caught.value.findings) == errors


def test_number_of_kinds() -> None:
    """There are at least 35 kinds of rejection."""
    assert len(CASES) >= 35
