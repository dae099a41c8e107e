"""What is said where, and what happens when nobody listens."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matchmaker.cli import console, main
from matchmaker.cli.interrupts import Interrupts


class _Full(io.StringIO):
    """A stream on a full disk."""

    encoding = "utf-8"  # type: ignore[assignment]

    def write(self, text: str, /) -> int:
        raise OSError(28, "No space left on device")


class _Gone(_Full):
    """A stream whose reader went away."""

    def write(self, text: str, /) -> int:
        raise BrokenPipeError(32, "Broken pipe")


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_full_stdout_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that cannot be printed is lost, which is told."""
    monkeypatch.setattr(sys, "stdout", _Full())
    with pytest.raises(console.PrintError, match="no space left"):
        console.emit("data")


def test_a_closed_stdout_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a stdout there is nowhere to print."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(console.PrintError, match="closed"):
        console.emit_json({"a": 1})


def test_a_reader_that_left_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broken pipe reaches `main`, which ends quietly."""
    monkeypatch.setattr(sys, "stdout", _Gone())
    with pytest.raises(BrokenPipeError):
        console.emit("data")


@pytest.mark.parametrize("words", [["rank", "tiny_cohort"], ["rank", "nowhere", "--json"], ["--help"]])
def test_a_reader_that_left_ends_the_command_quietly(
    words: list[str], monkeypatch: pytest.MonkeyPatch, fixtures: Path
) -> None:
    """Whether data, an error as JSON or the help was being printed, the exit code is 0."""
    monkeypatch.chdir(fixtures)
    monkeypatch.setattr(sys, "stdout", _Gone())
    assert main(words) == 0


@pytest.mark.parametrize("stream", [None, _Full()])
def test_messages_nobody_can_read_go_nowhere(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None) -> None:
    """A closed or full stderr loses the message and stops nothing."""
    monkeypatch.setattr(sys, "stderr", stream)
    console.say("hello")


def test_what_stdout_cannot_encode_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """On an ASCII stdout Hebrew and half characters become escapes."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", told)
    console.emit("ש\udcff")
    told.flush()
    assert told.buffer.getvalue() == b"\\u05e9\\udcff\n"  # type: ignore[attr-defined]


def test_long_work_shows_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spinner on a terminal, silence elsewhere."""
    terminal, file = _Terminal(), io.StringIO()
    for stream in (terminal, file):
        monkeypatch.setattr(sys, "stderr", stream)
        with console.working("solving"):
            pass
    assert "solving" in terminal.getvalue()
    assert file.getvalue() == ""


def test_outside_the_main_thread_signals_are_left_alone() -> None:
    """A service that calls the command line from a thread keeps its own handlers."""
    import signal
    import threading

    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def work() -> None:
        with Interrupts().installed():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]


def test_on_a_terminal_one_line_shows_the_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told while it works stands beside what is being done, with the seconds; elsewhere nothing listens."""
    monkeypatch.setenv("TERM", "xterm")
    told = _Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    with console.working("solving") as show:
        assert show is not None
        show("best 3.0, at most 4.0")
        show("best 3.5, at most 4.0")
        time.sleep(0.3)
    assert "solving: best 3.5, at most 4.0, 0 s" in told.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with console.working("solving") as show:
        assert show is None


def test_a_signal_is_no_bare_keyboard_interrupt() -> None:
    """What the first signal raises is of a class of its own: Python would end the process by SIGINT after a bare one."""
    import signal

    with Interrupts().installed(), pytest.raises(KeyboardInterrupt) as caught:
        signal.raise_signal(signal.SIGTERM)
    assert caught.type is not KeyboardInterrupt


@pytest.mark.parametrize("left_behind", [False, True])
def test_the_process_ends_with_the_code_of_main(left_behind: bool) -> None:
    """With or without a solver's thread left behind: its exit code, and all that was printed."""
    thread = (
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start(); "
        if left_behind
        else ""
    )
    code = f"import sys; {thread}from matchmaker.cli import run; sys.argv = ['matchmaker', 'allocate', 'nowhere', '--json', '--out', 'x']; run()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, "nowhere" in ended.stdout) == (2, True)
