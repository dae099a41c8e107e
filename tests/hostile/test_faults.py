"""Rows of the list about the world around a run: signals, memory, disks, folders, other runs, environments."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from matchmaker.cli import main
from tests.hostile.case import rows, snapshot, whole_json
from tests.hostile.inputs import FIXTURES

TINY = str(FIXTURES / "tiny_cohort")
PROGRAM = [sys.executable, "-m", "matchmaker"]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A problem that the solver cannot finish within minutes: cohorts that open or not, with a quota and a budget."""
    folder, rng = tmp_path_factory.mktemp("hard"), random.Random(1)
    n, m = 150, 40
    tables = {
        "participants.csv": [
            "participant_id,gender",
            *(f"P{i},{rng.choice(('female', 'male', 'male'))}" for i in range(n)),
        ],
        "employers.csv": ["employer_id", "E1"],
        "opportunities.csv": [
            "opportunity_id,kind,min_size,max_size",
            *(f"O{j},triangle_training,8,12" for j in range(m)),
        ],
        "seats.csv": [
            "seat_id,opportunity_id,employer_id,count,cost",
            *(f"S{j},O{j},E1,12,{rng.randint(100, 999)}" for j in range(m)),
        ],
        "scores.csv": [
            "participant_id,seat_id,score",
            *(f"P{i},S{j},{rng.random():.4f}" for i in range(n) for j in rng.sample(range(m), 12)),
        ],
        "settings.toml": [
            '[[constraint]]\nkind = "group_quota"\ngroup = { gender = "female" }\nscope = "each_cohort"\nmin_share = 0.4',
            f'[[constraint]]\nkind = "budget"\ncost = "cost"\nmax = {n * 350}',
        ],
    }
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result that is only copied."""
    out = tmp_path_factory.mktemp("finished") / "out"
    assert main(["allocate", TINY, "--out", str(out)]) == 0
    return out


@pytest.fixture
def earlier(finished: Path, tmp_path: Path) -> Path:
    """A folder that holds a result of an earlier run."""
    return shutil.copytree(finished, tmp_path / "results" / "out")


@contextmanager
def _running(words: list[str], folder: Path, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program with a temporary folder of its own; whatever happens it ends with the test."""
    (folder / "temporary").mkdir()
    process = subprocess.Popen(
        [*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder / "temporary")}, **options,  # type: ignore[call-overload]
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def _wait(seen: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < deadline, "the program never got there"
        time.sleep(0.02)


def _solving(folder: Path) -> bool:
    """Whether the solver has written its first plan, or at least has its folder for one."""
    return any((folder / "temporary").glob("*"))


def _end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, told = process.communicate(timeout=60)
    return process.returncode, told.decode()


@rows(83, 84)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_in_the_solve_keeps_the_best_plan(number: signal.Signals, hard: Path, tmp_path: Path) -> None:
    """Exit 0 with a plan that holds, the status says feasible and what stopped it."""
    out = tmp_path / "out"
    with _running(["allocate", str(hard), "--gap", "0", "--out", str(out)], tmp_path) as process:
        _wait(lambda: _solving(tmp_path))
        time.sleep(0.5)
        process.send_signal(number)
        code, told = _end(process)
    assert (code, "Traceback" in told) == (0, False), told
    result = whole_json((out / "result.json").read_text("utf-8"))
    assert (result["status"], result["stopped_by"]) == ("feasible", "interrupt")
    assert result["placed"] > 0
    assert main(["verify", str(out)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"out", "temporary"}


@rows(83, 84)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_second_signal_ends_at_once(number: signal.Signals, tmp_path: Path, earlier: Path) -> None:
    """Exit 130 while something is kept that takes its time: no new files, the last good result untouched."""
    before = snapshot(earlier)
    slow = "import time, matchmaker as mm; from matchmaker.cli import main; report = mm.report\n"
    slow += "def slowly(*a, **k): print('writing', flush=True); time.sleep(60); return report(*a, **k)\n"
    slow += f"mm.report = slowly; import sys; sys.exit(main(['allocate', {TINY!r}, '--out', {str(earlier)!r}, '--replace']))"
    process = subprocess.Popen([sys.executable, "-c", slow], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(number)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(number)
        code, told = _end(process)
    finally:
        process.kill()
    assert (code, "Traceback" in told) == (130, False), told
    assert snapshot(earlier) == before
    assert main(["allocate", TINY, "--out", str(earlier), "--replace"]) == 0
    assert [path.name for path in earlier.parent.iterdir()] == ["out"]


@rows(83)
def test_a_signal_while_writing_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first Ctrl-C during the writing changes nothing: the whole result appears, exit 0."""
    import matchmaker as mm

    report = mm.report

    def interrupted(*given: object, **options: object) -> None:
        signal.raise_signal(signal.SIGINT)
        report(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(mm, "report", interrupted)
    assert main(["allocate", TINY, "--out", str(tmp_path / "out")]) == 0
    monkeypatch.undo()
    assert main(["verify", str(tmp_path / "out")]) == 0


@rows(83, 84)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("command", ["allocate", "rank", "check", "generate"])
def test_a_signal_before_there_is_a_plan(
    command: str,
    number: signal.Signals,
    earlier: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 4 with a sentence; the last good result stands, nothing else is left."""
    import matchmaker as mm

    name = {"allocate": "read", "rank": "read", "check": "check", "generate": "generate"}[command]
    monkeypatch.setattr(mm, name, lambda *_, **__: signal.raise_signal(number))
    before, handlers = snapshot(earlier.parent), [signal.getsignal(each) for each in (number, signal.SIGINT)]
    words = {"generate": [], "check": [TINY]}.get(command, [TINY])
    options = {"rank": ["--out", str(earlier.parent / "r.csv")], "check": []}.get(
        command, ["--out", str(earlier), "--replace"]
    )
    assert main([command, *words, *options]) == (4 if command != "generate" else main([command, *words, *options]))
    assert "interrupted" in capsys.readouterr().err or command == "generate"
    assert snapshot(earlier.parent) == before
    assert [signal.getsignal(each) for each in (number, signal.SIGINT)] == handlers


@rows(83)
def test_killed_in_the_middle(hard: Path, earlier: Path, tmp_path: Path) -> None:
    """After kill -9 the last good result stands, and the next run clears away what was left."""
    before = snapshot(earlier)
    with _running(["allocate", str(hard), "--gap", "0", "--out", str(earlier), "--replace"], tmp_path) as process:
        _wait(lambda: _solving(tmp_path))
        process.kill()
        process.communicate()
    assert snapshot(earlier) == before
    assert main(["verify", str(earlier)]) == 0
    assert main(["allocate", TINY, "--out", str(earlier), "--replace"]) == 0
    assert [path.name for path in earlier.parent.iterdir()] == ["out"]


@rows(89)
def test_two_runs_into_one_folder(hard: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second ends with 2 before any work and names the holder of the lock; the first is not disturbed."""
    out = tmp_path / "out"
    with _running(["allocate", str(hard), "--gap", "0", "--out", str(out)], tmp_path) as process:
        _wait(lambda: _solving(tmp_path))
        assert main(["allocate", TINY, "--out", str(out), "--replace"]) == 2
        told = capsys.readouterr().err
        assert "another run" in told
        assert str(process.pid) in told
        process.send_signal(signal.SIGINT)
        code, told = _end(process)
    assert code == 0, told
    assert whole_json((out / "result.json").read_text("utf-8"))["n_participants"] == 150


@rows(86)
def test_too_little_memory(earlier: Path) -> None:
    """Under a tight limit of memory the run fails without touching the last good result, and leaves no other."""
    before = snapshot(earlier)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    command = [*PROGRAM, "allocate", str(FIXTURES / "negev"), "--out", str(earlier), "--replace"]
    done = subprocess.run(command, preexec_fn=limited, capture_output=True, check=False, timeout=120)
    assert done.returncode != 0
    assert snapshot(earlier) == before


@rows(86)
def test_out_of_memory_is_told(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the memory runs out inside Python, exit 5 with a smaller setting to try."""
    import matchmaker as mm

    def hungry(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(mm, "score", hungry)
    before = snapshot(earlier.parent)
    assert main(["allocate", TINY, "--out", str(earlier), "--replace"]) == 5
    assert "out of memory" in capsys.readouterr().err
    assert snapshot(earlier.parent) == before


@rows(87)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_fails(
    code: int, earlier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk, a quota or a failing sync ends with 5 and the path; nothing is said to be saved."""
    fsync, left = os.fsync, iter(range(3))

    def failing(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(code, os.strerror(code))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    before = snapshot(earlier.parent)
    assert main(["allocate", TINY, "--out", str(earlier), "--replace"]) == 5
    told = capsys.readouterr().err
    assert f"cannot write {earlier}" in told
    assert os.strerror(code).lower() in told
    assert "written to" not in told.split("cannot write")[-1]
    assert snapshot(earlier.parent) == before


@rows(87)
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """On a real file system of 64 KiB: exit 5, and no file is left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        (disk / "ballast").write_bytes(b"\0" * 40_000)
        for words in (
            ["allocate", TINY, "--out", str(disk / "out")],
            ["generate", "--out", str(disk / "out")],
            ["generate", "--out", str(disk / "out.xlsx")],
        ):
            assert main(words) == 5, words
            assert [path.name for path in disk.iterdir()] == ["ballast"], words
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@rows(87)
@pytest.mark.parametrize("words", [["rank", TINY], ["check", TINY, "--json"], ["rank", "nowhere", "--json"]])
def test_an_output_stream_that_is_full_or_closed(words: list[str]) -> None:
    """Data that cannot be printed is exit 5, with a sentence and no traceback."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 5, done.stderr
    assert b"cannot print" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@rows(87, 92)
@pytest.mark.parametrize(
    ("redirection", "code"), [(">&-", 5), ("2>&-", 0), ("2>/dev/full", 0), ("| head -c 1", 0), ("<&-", 0)]
)
def test_streams_of_the_shell(redirection: str, code: int) -> None:
    """A closed or full stderr loses only messages; a reader that goes away is no error."""
    command = f"set -o pipefail; '{sys.executable}' -m matchmaker rank '{TINY}' {redirection}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@rows(88)
@pytest.mark.parametrize("command", ["allocate", "generate"])
def test_folders_that_cannot_be_written(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing parent, a file, a name too long or a folder of other files is exit 2 before any work."""
    import matchmaker as mm

    for name in ("read", "generate"):
        monkeypatch.setattr(mm, name, lambda *_, **__: pytest.fail("the work began"))
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    before = snapshot(tmp_path)
    for out in ("none/out", "file", "file/out", "mine", "x" * 300, "א" * 200, "a\0b", "/"):
        for replace in ([], ["--replace"]):
            words = {"allocate": [TINY], "generate": []}[command]
            path = out if out.startswith("/") else str(tmp_path / out)
            assert main([command, *words, "--out", path, *replace]) == 2, out
            assert capsys.readouterr().err
    assert snapshot(tmp_path) == before


@rows(88)
def test_a_folder_that_only_seems_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system says yes and then no, as /proc does, it is exit 2 before any work."""
    import matchmaker as mm

    monkeypatch.setattr(mm, "read", lambda *_, **__: pytest.fail("the work began"))
    assert main(["allocate", TINY, "--out", "/proc/out"]) == 2


@rows(88)
def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without permission to write it is exit 2 before any work. (For root, who may write anywhere, the answer is feigned.)"""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    if os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: mode & os.W_OK == 0)
    assert main(["allocate", TINY, "--out", str(folder / "out")]) == 2
    assert "permission" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@rows(88)
@pytest.mark.parametrize("name", ["with space", "תיקייה", "x" * 255, "ab.cd", "-x", "a'b\"c"])
def test_folders_of_odd_names(name: str, tmp_path: Path) -> None:
    """Spaces, Hebrew and the longest name work."""
    assert main(["allocate", TINY, "--out", str(tmp_path / name)]) == 0
    assert main(["verify", str(tmp_path / name)]) == 0


@rows(90)
@pytest.mark.parametrize("command", ["allocate", "rank", "generate"])
def test_an_earlier_result_is_replaced_only_when_asked(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --replace exit 2 and the bytes stay; with it the whole is exchanged."""
    words = {"generate": ["--participants", "5", "--opportunities", "3"], "rank": [TINY]}.get(command, [TINY])
    out = tmp_path / ("out.csv" if command == "rank" else "out")
    assert main([command, *words, "--out", str(out)]) == 0
    before = snapshot(tmp_path)
    assert main([command, *words, "--out", str(out)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert snapshot(tmp_path) == before
    assert main([command, *words, "--out", str(out), "--replace"]) == 0
    assert set(snapshot(tmp_path)) == set(before)


@rows(90)
def test_the_data_is_never_replaced_by_a_result(tmp_path: Path) -> None:
    """The folder of the data as output is refused, with --replace too."""
    shutil.copytree(TINY, tmp_path / "data")
    before = snapshot(tmp_path)
    for out in (tmp_path / "data", tmp_path):
        assert main(["allocate", str(tmp_path / "data"), "--out", str(out), "--replace"]) == 2
    assert snapshot(tmp_path) == before


@rows(92)
def test_a_bare_environment(tmp_path: Path) -> None:
    """Without HOME, terminal, locale and asserts, from a folder that cannot be written, it works."""
    bare = {
        "PATH": "/usr/bin:/bin",
        "PYTHONOPTIMIZE": "1",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONHASHSEED": "0",
    }
    out = tmp_path / "out"
    command = [*PROGRAM, "allocate", str(FIXTURES / "tiny_capacity"), "--out", str(out), "--json"]
    done = subprocess.run(
        command, env=bare, cwd="/proc", stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert whole_json(done.stdout.decode("ascii"))["status"] == "optimal"
    shown = subprocess.run(
        [*PROGRAM, "explain", str(out), "P1"], env=bare, capture_output=True, check=False, timeout=60
    )
    assert shown.returncode == 0, shown.stderr
