"""A file appears whole under its name, or not at all."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from matchmaker.errors import OutputError
from matchmaker.io import write_file_atomically, write_table


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no file grow past one kilobyte, as a full disk or a quota would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """The file holds what was written, and nothing else is left beside it."""
    write_file_atomically(tmp_path / "a", lambda path: path.write_text("new") and None)
    assert (tmp_path / "a").read_text() == "new"
    assert _names(tmp_path) == ["a"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), SystemExit(1), RuntimeError("x")])
def test_an_interrupted_write_leaves_what_was_there(tmp_path: Path, failure: BaseException) -> None:
    """When the writer is stopped halfway, the earlier file still stands and no part of the new one."""
    (tmp_path / "a").write_text("old")

    def half(path: Path) -> None:
        path.write_text("ne")
        raise failure

    with pytest.raises(type(failure)):
        write_file_atomically(tmp_path / "a", half)
    assert (tmp_path / "a").read_text() == "old"
    assert _names(tmp_path) == ["a"]


@pytest.mark.parametrize("suffix", [".csv", ".raw.csv", ".jsonl", ".parquet", ".xlsx"])
def test_a_full_disk_is_an_output_error(tmp_path: Path, suffix: str, small_files: None) -> None:
    """In every format a disk that fills up gives an error with the path, and no file."""
    frame = pl.DataFrame({"text": [os.urandom(8).hex() for _ in range(500)]})
    with pytest.raises(OutputError, match=f"table{suffix}"):
        write_table(frame, tmp_path / f"table{suffix}")
    assert _names(tmp_path) == []


def test_a_missing_folder_is_an_output_error(tmp_path: Path) -> None:
    """Writing into a folder that does not exist names the file that could not be written."""
    with pytest.raises(OutputError, match="nowhere/a: no such file or directory"):
        write_file_atomically(tmp_path / "nowhere" / "a", lambda path: path.write_text("x") and None)


def test_an_io_error_of_fsync_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that shows only when the disk is asked to keep the file is not missed."""

    def failing(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OutputError, match="input/output error"):
        write_file_atomically(tmp_path / "a", lambda path: path.write_text("x") and None)
    assert _names(tmp_path) == []


def test_a_foreign_error_is_translated(tmp_path: Path) -> None:
    """An error of the table library becomes an output error with its first line."""

    def write(path: Path) -> None:
        raise pl.exceptions.ComputeError("no room\nmore")

    with pytest.raises(OutputError, match=r"a: no room$"):
        write_file_atomically(tmp_path / "a", write)
