"""What the README promises, run as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from matchmaker.cli import main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "fixtures" / "negev", tmp_path / "fixtures" / "negev")
    monkeypatch.chdir(tmp_path)


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the command block ends with 0, in order, in a folder that holds only the fixture."""
    (block,) = [block for block in _blocks("") if "matchmaker check" in block]
    _here(tmp_path, monkeypatch)
    commands = [shlex.split(re.split(r"\s{2,}", line)[0]) for line in block.splitlines() if line]
    assert len(commands) >= 7
    for program, *words in commands:
        assert program == "matchmaker"
        assert main(words) == 0, words
    assert (tmp_path / "top.xlsx").is_file()
    assert (tmp_path / "out" / "report.html").is_file()


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The six lines read, score, rank, allocate, print and report."""
    (block,) = _blocks("python")
    _here(tmp_path, monkeypatch)
    exec(compile(block, "README.md", "exec"), {})
    assert re.search("proved optimal|within the gap asked for", capsys.readouterr().out)
    assert (tmp_path / "service" / "plan.xlsx").is_file()


def test_the_settings_of_the_readme_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings block, on the fixture, has no error."""
    (block,) = _blocks("toml")
    _here(tmp_path, monkeypatch)
    (tmp_path / "fixtures" / "negev" / "settings.toml").write_text(block, "utf-8")
    assert main(["check", "fixtures/negev"]) == 0
