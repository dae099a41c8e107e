"""One folder takes another's place at once."""

from __future__ import annotations

import ctypes
import errno
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from matchmaker.io import swap as module
from matchmaker.io.swap import exchange, swap


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    new, final, old = (tmp_path / name for name in ("new", "final", "old"))
    for folder in (new, final):
        folder.mkdir()
        (folder / f"{folder.name}.txt").write_text("x")
    return new, final, old


def test_the_two_change_places(folders: tuple[Path, Path, Path]) -> None:
    """The new folder stands under the final name, the earlier one aside."""
    new, final, old = folders
    swap(*folders)
    assert (final / "new.txt").exists()
    assert (old / "final.txt").exists()
    assert not new.exists()


@pytest.mark.parametrize("reason", ["system", "libc", "kernel"])
def test_without_the_system_call_it_is_done_in_two_steps(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    """Where the system cannot exchange, two renames give the same outcome."""
    _without(monkeypatch, reason)
    swap(*folders)
    assert (folders[1] / "new.txt").exists()
    assert (folders[2] / "final.txt").exists()


def test_a_failed_second_step_is_undone(folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new folder cannot take the name, the earlier one gets it back."""
    new, final, old = folders
    _without(monkeypatch, "system")
    rename = Path.rename
    monkeypatch.setattr(
        Path, "rename", lambda self, to: (_ for _ in ()).throw(KeyboardInterrupt) if self == new else rename(self, to)
    )
    with pytest.raises(KeyboardInterrupt):
        swap(new, final, old)
    assert (final / "final.txt").exists()
    assert (new / "new.txt").exists()


def test_an_error_of_the_system_call_is_raised(tmp_path: Path) -> None:
    """An exchange that fails for a real reason is an error, not a second attempt."""
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError, match="missing"):
        exchange(tmp_path / "a", tmp_path / "missing")


def _without(monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    if reason == "system":
        monkeypatch.setattr(sys, "platform", "darwin")
    elif reason == "libc":
        monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    else:
        monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=lambda *_: -1))
        monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
