"""Objectives in order, and the curve between two of them, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.cli import main


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small generated cohort, with two objectives in its settings."""
    folder = tmp_path_factory.mktemp("objectives") / "data"
    mm.write(mm.generate(participants=14, opportunities=5, seed=4), folder)
    settings = folder / "settings.toml"
    written = settings.read_text("utf-8") if settings.is_file() else ""
    objectives = '\n[[objective]]\nkind = "placed"\ntolerance = 1\n\n[[objective]]\nkind = "score"\n'
    settings.write_text(written + objectives, "utf-8")
    return folder


def test_objectives_of_settings_and_option(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings set the objectives, ``--objectives`` goes before them, both are written, told and replayed from the files."""
    out = tmp_path / "out"
    assert main(["allocate", str(data), "--out", str(out)]) == 0
    told = json.loads((out / "result.json").read_text("utf-8"))
    assert [(each["name"], each["tolerance"]) for each in told["levels"]] == [("placed", 1.0), ("score", 0.0)]
    assert told["levels"][1]["value"] == told["objective"]
    assert "1. placed: " in capsys.readouterr().err
    assert "h-levels" in (out / "report.html").read_text("utf-8")
    assert (
        main(["allocate", str(data), "--out", str(out), "--replace", "--objectives", "placed, commute,spread:1"]) == 0
    )
    told = json.loads((out / "result.json").read_text("utf-8"))
    assert [each["name"] for each in told["levels"]] == ["placed", "commute", "spread"]
    assert main(["verify", str(out)]) == 0


def test_verify_finds_a_level_that_was_written_over(data: Path, tmp_path: Path) -> None:
    """Whoever writes a better value or a floor into ``result.json`` is found by the replay from the files."""
    out = tmp_path / "out"
    assert main(["allocate", str(data), "--out", str(out)]) == 0
    told = json.loads((out / "result.json").read_text("utf-8"))
    told["levels"][0]["exact"]["value"] = "99"
    (out / "result.json").write_text(json.dumps(told), "utf-8")
    codes = [violation.code for violation in mm.verify(out)]
    assert "objective_level" in codes
    assert main(["verify", str(out)]) == 5


def test_broken_objectives_are_told(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in ``--objectives`` ends with 2 and the nearest name, and nothing is written."""
    out = tmp_path / "out"
    assert main(["allocate", str(data), "--out", str(out), "--objectives", "plased"]) == 2
    assert "did you mean 'placed'?" in capsys.readouterr().err
    assert not out.exists()


def test_trade_off_writes_a_curve(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The curve comes as a table twice over and with its plans; values fall on one side as they rise on the other."""
    out = tmp_path / "curve"
    words = ["trade-off", str(data), "--between", "placed", "commute", "--points", "4", "--out", str(out), "--json"]
    assert main(words) == 0
    printed = json.loads(capsys.readouterr().out)
    frame = pl.read_csv(out / "trade_off.csv")
    assert frame["placed"].to_list() == [row["placed"] for row in printed]
    assert frame["placed"].is_sorted(descending=True)
    assert frame["commute"].is_sorted(descending=True)
    assert frame["commute_bound"].to_list() == frame["commute"].to_list()
    plans = pl.read_csv(out / "plans.csv")
    counts = plans.group_by("point").len().sort("point")["len"].to_list()
    assert counts == [n for n in frame["placed"].to_list() if n]
    assert (out / "trade_off.xlsx").is_file()


def test_trade_off_between_one_and_itself_is_refused(data: Path, tmp_path: Path) -> None:
    """Two names are needed."""
    assert main(["trade-off", str(data), "--between", "placed", "placed", "--out", str(tmp_path / "x")]) == 2
