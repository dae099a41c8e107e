"""``matchmaker diagnose``: what it says, prints and writes."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from matchmaker.cli import main
from tests.conftest import ROOT

PINS = str(ROOT / "fixtures" / "tiny_infeasible_pin")


def test_why_there_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words name the clash and the ways out at costs of one's own; the tables and the JSON say the same."""
    costs = tmp_path / "costs.toml"
    costs.write_text("pin = 1\nplaces = false\n")
    out = tmp_path / "out"
    assert main(["diagnose", PINS, "--costs", str(costs), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "participant 'P1' is pinned" in told
    assert "decisions: pin of P1 to S1 goes (cost 1)" in told
    assert "no further option: proved" in told
    assert pl.read_csv(out / "changes.csv")["cost"].to_list() == [1.0, 1.0]
    assert pl.read_csv(out / "plans.csv").filter(pl.col("option") == 1).height == 2
    assert main(["diagnose", PINS, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["conflict"]) == 3


def test_what_would_place_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A written plan is asked for one person; options of the data do not go with that."""
    out = tmp_path / "plan"
    assert main(["allocate", str(ROOT / "fixtures" / "tiny_capacity"), "--out", str(out), "--no-pages"]) == 0
    unplaced = pl.read_csv(out / "unplaced.csv")["participant_id"].to_list()
    assert main(["diagnose", str(out), "--person", unplaced[0], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] in ("room", "change", "none")
    assert main(["diagnose", str(out), "--person", unplaced[0], "--language", "he"]) == 0
    assert main(["diagnose", str(out), "--person", unplaced[0], "--out", str(tmp_path / "x")]) == 2
    assert main(["diagnose", str(out), "--person", "nobody"]) == 2
