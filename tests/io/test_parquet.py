"""Parquet: decoded where it can do no harm, typed exactly, checked against the checksums."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from matchmaker.io import check, parquet_reader, read, write
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile
from matchmaker.io.parquet_reader import read_parquet
from tests.io.small_problem import places, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small problem as a folder of Parquet."""
    write(read(write_folder(tmp_path / "data")), tmp_path / "parquet", "parquet")
    return tmp_path / "parquet"


def test_flipped_bytes_are_found(folder: Path) -> None:
    """A changed byte anywhere is found, by the decoder or by the folder's checksums."""
    path = folder / "seats.parquet"
    good = path.read_bytes()
    for position in range(4, len(good) - 8, len(good) // 2):
        path.write_bytes(good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :])
        assert {"checksum"} <= {finding.code for finding in check(folder)}


@pytest.mark.parametrize("damage", ["footer", "short", "magic", "garbage"])
def test_damaged(folder: Path, damage: str) -> None:
    """A huge footer length, a cut, wrong magic and garbage are errors of that file; the others are still read."""
    (folder / "SHA256SUMS").unlink()
    path = folder / "seats.parquet"
    good = path.read_bytes()
    path.write_bytes(
        {
            "footer": good[:-8] + b"\xff\xff\xff\x7fPAR1",
            "short": good[:-20],
            "magic": b"NOPE" + good[4:],
            "garbage": b"PAR1" + b"\xee" * 200 + b"PAR1",
        }[damage]
    )
    codes = [(finding.file, finding.code) for finding in check(folder)]
    assert codes == [("seats.parquet", "wrong-format" if damage == "magic" else "damaged-file")]


def test_missing_table_is_called_by_its_file(folder: Path) -> None:
    """A missing table of a Parquet folder is called by the name its file would have."""
    (folder / "SHA256SUMS").unlink()
    (folder / "employers.parquet").unlink()
    assert ("employers.parquet", None, None, "missing-table") in places(check(folder))


def _answer(frame: pl.DataFrame) -> bytes:
    data = frame.write_ipc_stream(None).getvalue()
    return b"+" + len(data).to_bytes(8, "little") + data


class _Done:
    def __init__(self, stdout: bytes, returncode: int) -> None:
        self.stdout, self.returncode = stdout, returncode


def _sources() -> dict[str, SourceFile]:
    return {name: SourceFile(f"{name}.parquet", b"PAR1PAR1", "") for name in ("employers", "organisations", "seats")}


def test_a_file_that_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that ends the child is reported; those before it are kept and those behind it go to another child."""
    employers, seats = pl.DataFrame({"employer_id": ["E1"]}), pl.DataFrame({"seat_id": ["S1"]})
    answers = iter([_Done(_answer(employers) + b"+\xff", -6), _Done(_answer(seats), 0)])
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: next(answers))
    findings = Findings()
    assert set(read_parquet(_sources(), findings)) == {"employers", "seats"}
    damaged = [finding for finding in findings.all if finding.code == "damaged-file"]
    assert [finding.file for finding in damaged] == ["organisations.parquet"]
    assert "-6" in damaged[0].message


@pytest.mark.parametrize("error", [subprocess.TimeoutExpired("x", 1), OSError(2, "No such file")])
def test_child_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A child that hangs or cannot be started makes an error for each file, and no endless loop."""

    def fail(*_args: Any, **_options: Any) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    findings = Findings()
    assert read_parquet(_sources(), findings) == {}
    assert [finding.code for finding in findings.all] == ["damaged-file"] * 3


def test_child_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's program answers for every file in turn, with a frame or the reason why not."""
    import io
    import sys
    from types import SimpleNamespace

    from matchmaker.io import parquet_child

    buffer = io.BytesIO()
    frame = pl.DataFrame({"seat_id": ["S1"]})
    frame.write_parquet(buffer)
    files = [buffer.getvalue(), b"garbage"]
    request = b"".join(len(data).to_bytes(8, "little") + data for data in files)
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(request)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    assert parquet_child.main() == 0
    good, bad = parquet_reader._answers(output.getvalue())
    assert good[0] is not None
    assert good[0].equals(frame)
    assert bad[0] is None
    assert bad[1]


def test_types_of_parquet(folder: Path) -> None:
    """Numbers as ids and nested columns in Parquet are errors by column."""
    (folder / "SHA256SUMS").unlink()
    pl.DataFrame({"employer_id": [1, 2], "name": [{"a": 1}, {"a": 2}]}).write_parquet(folder / "employers.parquet")
    found = places(check(folder))
    assert ("employers.parquet", 2, "employer_id", "number-in-text-column") in found
    assert ("employers.parquet", 1, "name", "unsupported-type") in found
