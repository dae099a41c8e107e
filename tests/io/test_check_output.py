"""Whether a result can be written is known before the work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from matchmaker.errors import UsageError
from matchmaker.io import OutputFolder, check_output, check_output_file, check_output_folder


def test_a_new_or_empty_folder_is_fine(tmp_path: Path) -> None:
    """A folder that does not exist, or is empty, can be written; spaces and Hebrew are fine."""
    (tmp_path / "empty").mkdir()
    assert check_output(tmp_path / "empty") == tmp_path / "empty"
    assert check_output(tmp_path / "תוצאות של סתיו") == tmp_path / "תוצאות של סתיו"
    assert check_output_file(tmp_path / "new.csv") == tmp_path / "new.csv"


@pytest.mark.parametrize("check", [check_output_folder, check_output_file])
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere/out", "nowhere does not exist"),
        ("file/out", "file is not a folder"),
        ("x" * 300, "file name too long"),
        ("a\0b", "null byte"),
        ("loop/out", "loop"),
    ],
)
def test_an_unusable_path_is_refused(tmp_path: Path, check: object, name: str, message: str) -> None:
    """A path that cannot be written is a usage error that says why."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UsageError, match=message):
        check(tmp_path / name)  # type: ignore[operator]


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    """Each kind of output refuses a path that is the other kind, and devices."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        check_output(tmp_path / "file", replace=True)
    with pytest.raises(UsageError, match="is a folder"):
        check_output_file(tmp_path)
    with pytest.raises(UsageError, match="no regular file"):
        check_output_file("/dev/full")
    with pytest.raises(UsageError, match="root of the file system"):
        check_output("/")


def test_a_suffix_says_whether_a_file_is_meant(tmp_path: Path) -> None:
    """A path with the suffix of a file format is checked as a file, any other as a folder."""
    for name in ("ranking.csv", "DATA.XLSX", "out.v2"):
        assert check_output(tmp_path / name) == tmp_path / name
    (tmp_path / "ranking.csv").write_text("x")
    with pytest.raises(UsageError, match="already exists"):
        check_output(tmp_path / "ranking.csv")
    assert check_output(tmp_path / "ranking.csv", replace=True) == tmp_path / "ranking.csv"
    (tmp_path / "out.v2").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        check_output(tmp_path / "out.v2", replace=True)


@pytest.mark.parametrize("refused", ["parent", "folder"])
def test_a_read_only_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    """Without permission to write, the parent or the folder itself is named before any work."""
    out = tmp_path / "out"
    out.mkdir()
    denied = {"parent": tmp_path, "folder": out}[refused]
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != denied)
    with pytest.raises(UsageError, match="no permission"):
        check_output(out, replace=True)


def test_only_what_matchmaker_wrote_is_replaced(tmp_path: Path) -> None:
    """With replace, a folder is given up only if every file in it stands in its manifest."""
    with OutputFolder(tmp_path / "out") as out:
        out.file("a.txt").write_text("x")
    assert check_output(tmp_path / "out", replace=True) == tmp_path / "out"
    (tmp_path / "out" / "my notes.docx").write_text("x")
    with pytest.raises(UsageError, match=r"did not write \(my notes.docx\)"):
        check_output(tmp_path / "out", replace=True)


@pytest.mark.parametrize("manifest", [None, "[]", "{", '{"made_by": "matchmaker"}', '{"made_by": "x", "outputs": {}}'])
def test_a_foreign_folder_is_never_replaced(tmp_path: Path, manifest: str | None) -> None:
    """A folder without a manifest of ours keeps its files, however many."""
    for i in range(5):
        (tmp_path / f"{i}.doc").write_text("x")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(UsageError, match=r"0.doc, 1.doc, 2.doc, \.\.\."):
        check_output(tmp_path, replace=True)


def test_a_data_folder_may_be_replaced(tmp_path: Path) -> None:
    """A folder that holds nothing but tables of a problem may be written again."""
    for name in ("participants.csv", "settings.toml"):
        (tmp_path / name).write_text("x")
    assert check_output(tmp_path, replace=True) == tmp_path
