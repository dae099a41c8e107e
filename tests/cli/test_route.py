"""``matchmaker route``."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from matchmaker.cli.main import main
from tests.conftest import ROOT

DATA = str(ROOT / "fixtures" / "tiny_decisions")


def test_a_folder_holds_every_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder has one file per table and a manifest; stdout holds the counts as JSON, stderr the words."""
    out = tmp_path / "routes"
    assert main(["route", DATA, "--programme", "ovdim_beyachad", "--out", str(out), "--language", "he", "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    people = pl.read_csv(out / "people.csv")
    assert told["people"] == people.height > 0
    assert "routing.matrix.medium.pre_employment" in told["assumed"]
    assert "programme ovdim_beyachad" in printed.err
    names = {
        "people",
        "kinds",
        "steps",
        "items",
        "barriers",
        "barrier_totals",
        "organisation_barriers",
        "warned",
        "assumed",
    }
    assert {path.stem for path in out.glob("*.csv")} == names
    assert (out / "manifest.json").is_file()


def test_a_file_holds_one_row_a_person(tmp_path: Path) -> None:
    """With a file the people's table is written, and an earlier file stays unless it is to be replaced."""
    out = tmp_path / "people.jsonl"
    assert main(["route", DATA, "--out", str(out)]) == 0
    assert len(out.read_text("utf-8").splitlines()) == pl.read_csv(Path(DATA) / "participants.csv").height
    assert main(["route", DATA, "--out", str(out)]) == 2
    assert main(["route", DATA, "--out", str(out), "--replace"]) == 0


def test_a_programme_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown programme ends with exit code 2 and writes nothing."""
    assert main(["route", DATA, "--programme", "nobody", "--out", str(tmp_path / "x")]) == 2
    assert "no programme called" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
