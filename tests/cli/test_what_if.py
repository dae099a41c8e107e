"""Prices and what-if from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.cli import main
from tests.decisions.limits.random_problems import random_problem


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Allocate a small random problem, with scores that a file gives."""
    folder = tmp_path_factory.mktemp("limits")
    problem = random_problem(np.random.default_rng(1))
    scores = folder / "scores.csv"
    problem.scores.write_csv(scores)
    mm.write(problem.replace(scores=problem.scores.clear()), folder / "data")
    asked = ["allocate", str(folder / "data"), "--scores", str(scores), "--out", str(folder / "out"), "--no-pages"]
    assert main(asked) == 0
    return folder / "out"


def test_prices_are_told_and_written(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``prices`` writes a row per limit, tells the dearest and, with ``--prove``, what the re-solved plan gains."""
    table = tmp_path / "prices"
    assert main(["prices", str(out), "--prove", "1", "--out", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    frame = pl.read_csv(table / "prices.csv")
    assert frame["change"].to_list() == [limit["change"] for limit in told["limits"]]
    first = told["limits"][0]
    assert first["mark"] == "proved"
    assert 0 <= first["re_solved_gained"] <= first["at_most"] + 1e-9
    assert main(["prices", str(out)]) == 0
    assert "[price]" in capsys.readouterr().out
    assert main(["prices", str(out), "--out", str(table)]) == 2


def test_what_if_is_told_and_written(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``what-if`` re-solves with the scores that were given, tells the difference and writes who moves."""
    seat = next(iter(mm.load_result(out).plan.seats.values()))
    asked = ["what-if", str(out), "--set", f"seats.{seat}.count=0"]
    tables = tmp_path / "answers"
    assert main([*asked, "--out", str(tables)]) == 0
    told = capsys.readouterr().out
    assert "proved" in told
    assert "note:" not in told
    moves = pl.read_csv(tables / "moves.csv")
    assert seat in moves["was"].to_list()
    assert pl.read_csv(tables / "what_if.csv")["moved"].to_list() == [moves.height]
    assert main([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenarios"][0]["mark"] == "proved"


def test_slips_end_with_2(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong change, a wrong shuttle and no change at all end with 2 and say what was expected."""
    assert main(["what-if", str(out), "--set", "seat.x.count=0"]) == 2
    assert "did you mean 'seats'?" in capsys.readouterr().err
    assert main(["what-if", str(out), "--shuttle", "here,there,40"]) == 2
    assert "no such place" in capsys.readouterr().err
    assert main(["what-if", str(out)]) == 2
    assert "nothing is changed" in capsys.readouterr().err
