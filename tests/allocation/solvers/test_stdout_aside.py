"""What a solver prints never reaches standard output."""

from __future__ import annotations

import os
from typing import Any

import pytest

from matchmaker.allocation.solvers import stdout_aside as module
from matchmaker.allocation.solvers.stdout_aside import stdout_aside


def test_prints_go_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes written to descriptor 1 meanwhile appear on standard error, and before and after on standard output."""
    os.write(1, b"before ")
    with stdout_aside(), stdout_aside():
        os.write(1, b"HighsMipSolverData")
    os.write(1, b"after")
    read = capfd.readouterr()
    assert (read.out, read.err) == ("before after", "HighsMipSolverData")


@pytest.mark.parametrize("call", ["dup", "dup2"])
def test_without_a_stream_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A program whose streams are closed still solves."""

    def closed(*_: Any) -> int:
        raise OSError

    with monkeypatch.context() as patched:  # undone before pytest needs the streams again
        patched.setattr(module.os, call, closed)
        with stdout_aside():
            pass
    assert module._inside == []
