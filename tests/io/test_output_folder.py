"""A folder of results appears whole, or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from matchmaker.errors import Finding, OutputError, UsageError
from matchmaker.io import OutputFolder
from matchmaker.io.folder_lock import FolderLock, started


def _write(path: Path, text: str, *, replace: bool = False) -> None:
    with OutputFolder(path, replace=replace) as out:
        out.file("a.txt").write_text(text)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_appears_at_the_end(tmp_path: Path) -> None:
    """Until the block ends nothing stands under the final name; then everything does, and nothing else is left."""
    out = tmp_path / "תוצאות out"
    with OutputFolder(out) as folder:
        folder.file("a.txt").write_text("x")
        assert not out.exists()
    assert _names(out) == ["a.txt", "manifest.json"]
    assert _names(tmp_path) == [out.name]


def test_the_manifest_tells_the_run(tmp_path: Path) -> None:
    """The manifest holds hashes of inputs and outputs, versions, seed, settings and counts of warnings."""
    warnings = [Finding("a.csv", "unknown-column", "x"), Finding("b.csv", "unknown-column", "y")]
    for name in ("one", "two"):
        with OutputFolder(tmp_path / name) as out:
            out.file("a.txt").write_text("x")
            out.describe(inputs={"seats.csv": "0" * 64}, seed=7, settings={"gap": 0.001}, warnings=warnings)
    content = json.loads((tmp_path / "one/manifest.json").read_text())
    assert content["outputs"] == {"a.txt": {"sha256": hashlib.sha256(b"x").hexdigest(), "bytes": 1}}
    assert content["inputs"] == {"seats.csv": "0" * 64}
    assert (content["seed"], content["settings"], content["warnings"]) == (7, {"gap": 0.001}, {"unknown-column": 2})
    assert set(content["versions"]) == {"python", "matchmaker", "numpy", "ortools", "polars"}
    assert (tmp_path / "one/manifest.json").read_bytes() == (tmp_path / "two/manifest.json").read_bytes()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(130), RuntimeError("x"), UsageError("x")])
def test_an_interrupted_run_leaves_the_last_good_result(tmp_path: Path, error: BaseException) -> None:
    """Whatever passes through the block, the earlier result still stands and nothing is left beside it."""
    _write(tmp_path / "out", "good")
    with pytest.raises(type(error)), OutputFolder(tmp_path / "out", replace=True) as out:
        out.file("a.txt").write_text("half")
        raise error
    assert (tmp_path / "out/a.txt").read_text() == "good"
    assert _names(tmp_path) == ["out"]


def test_a_failed_write_is_an_output_error(tmp_path: Path) -> None:
    """A disk error inside the block becomes an output error that names the folder; no folder appears."""
    with pytest.raises(OutputError, match="out: no space left on device"), OutputFolder(tmp_path / "out") as out:
        out.file("a.txt").write_text("half")
        raise OSError(28, "No space left on device")
    assert _names(tmp_path) == []


def test_a_failed_sync_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that shows only at fsync leaves no folder under the final name."""

    def failing(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(OutputError, match="input/output error"), OutputFolder(tmp_path / "out") as out:
        out.file("a.txt").write_text("x")
        monkeypatch.setattr(os, "fsync", failing)
    assert _names(tmp_path) == []


def test_an_older_result_is_kept_unless_replaced(tmp_path: Path) -> None:
    """A folder that holds a result is refused; with replace the whole folder is exchanged."""
    _write(tmp_path / "out", "old")
    (tmp_path / "out/a.txt").rename(tmp_path / "out/gone.txt")
    (tmp_path / "out/gone.txt").rename(tmp_path / "out/a.txt")
    with pytest.raises(UsageError, match="--replace"):
        OutputFolder(tmp_path / "out")
    with OutputFolder(tmp_path / "out", replace=True) as out:
        out.file("b.txt").write_text("new")
    assert _names(tmp_path / "out") == ["b.txt", "manifest.json"]


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """While one run holds a folder, another gets a usage error that names the process, and the first is unharmed."""
    with OutputFolder(tmp_path / "out") as first:
        first.file("a.txt").write_text("first")
        with pytest.raises(UsageError, match=f'another run is writing here.*"pid": {os.getpid()}'):
            OutputFolder(tmp_path / "out").__enter__()
        with OutputFolder(tmp_path / "other") as other:
            other.file("a.txt").write_text("other")
    assert (tmp_path / "out/a.txt").read_text() == "first"


HOLDER = """
import sys, time
from matchmaker.io import OutputFolder
with OutputFolder(sys.argv[1]) as out:
    out.file("half.txt").write_text("half")
    print("holding", flush=True)
    time.sleep(60)
"""


def test_a_killed_run_locks_nobody_out(tmp_path: Path) -> None:
    """Another process's lock is respected while it lives; once it is killed the next run clears up and works."""
    out = tmp_path / "out"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(out)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holding\n"
        with pytest.raises(UsageError, match=f'"pid": {holder.pid}'):
            _write(out, "second")
        holder.send_signal(signal.SIGKILL)
    assert len(_names(tmp_path)) == 2  # the lock and the half-made folder
    assert not out.exists()
    _write(out, "third")
    assert _names(tmp_path) == ["out"]
    assert _names(out) == ["a.txt", "manifest.json"]


def test_a_run_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    """Where the earlier result had stepped aside when a run was killed, the next run puts it back before anything."""
    _write(tmp_path / "out", "good")
    aside = OutputFolder(tmp_path / "out", replace=True)._old
    (tmp_path / "out").rename(aside)
    with pytest.raises(UsageError, match="--replace"):
        _write(tmp_path / "out", "new")
    assert (tmp_path / "out/a.txt").read_text() == "good"
    assert _names(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/b", "..", ".", "", "a\0b", "manifest.json"])
def test_a_file_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    """A name that would lead out of the folder, or overwrite the manifest, is refused."""
    with OutputFolder(tmp_path / "out") as out, pytest.raises(UsageError, match="cannot name an output file"):
        out.file(name)


def test_a_file_that_takes_the_name_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that someone puts under the final name during the run is not overwritten."""
    with pytest.raises(OutputError, match="became a file"), OutputFolder(tmp_path / "out"):
        (tmp_path / "out").write_text("mine")
    assert (tmp_path / "out").read_text() == "mine"


def test_the_longest_name_works(tmp_path: Path) -> None:
    """A folder whose name is as long as the system allows can be written."""
    name = "א" * 127
    _write(tmp_path / name, "x")
    assert _names(tmp_path) == [name]


def test_a_lock_removed_while_it_was_taken_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that opened the lock file just before its holder removed it does not mistake the dead file for the lock."""
    lock = FolderLock(tmp_path / "lock", tmp_path / "out")
    flock, calls = fcntl.flock, []

    def late(descriptor: int, operation: int) -> None:
        calls.append(operation)
        if len(calls) == 1:
            lock.path.unlink()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    lock.acquire()
    assert len(calls) == 2
    assert json.loads(lock.path.read_text())["pid"] == os.getpid()
    lock.release()
    lock.release()
    assert _names(tmp_path) == []


def test_a_lock_left_behind_is_told(tmp_path: Path) -> None:
    """A lock file that no process holds is taken over, and what it said is kept."""
    lock = FolderLock(tmp_path / "lock", tmp_path / "out")
    lock.path.write_text('{"pid": 1, "started": 1}\n')
    lock.acquire()
    assert lock.stale == '{"pid": 1, "started": 1}'
    lock.release()


def test_the_start_of_a_process_is_known() -> None:
    """A living process has a start time, one that does not exist has none."""
    assert started(os.getpid()) > 0
    assert started(2**30) == 0
