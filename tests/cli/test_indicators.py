"""``matchmaker indicators``, as a user types it, and its Python."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.cli import main

HISTORY = """participant_id,employer_id,kind,start_date,end_date,position_percent,required_training,source,reported_on
A,E1,job,2019-01-01,,80,true,self,2020-01-01
B,E1,job,2019-01-01,2019-02-01,80,false,programme,2020-01-01
C,E1,job,2019-12-01,,80,true,self,2020-01-01
"""


@pytest.fixture
def data(fixtures: Path, tmp_path: Path) -> str:
    """A small problem with three spells."""
    shutil.copytree(fixtures / "tiny_cohort", tmp_path / "data")
    (tmp_path / "data" / "history.csv").write_text(HISTORY, "utf-8")
    return str(tmp_path / "data")


def test_the_tables_are_written_as_a_folder_a_workbook_and_json(data: str, tmp_path: Path) -> None:
    """The three hold the same tables, with labels in the language asked for."""
    assert main(["indicators", data, "--out", str(tmp_path / "out"), "--language", "he"]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert "shares.csv" in names and "people.csv" in names and "manifest.json" in names
    shares = pl.read_csv(tmp_path / "out" / "shares.csv")
    quality = shares.row(by_predicate=(pl.col("grouping") == "all") & (pl.col("indicator") == "quality"), named=True)
    assert (quality["label"], quality["reached"], quality["cannot_say"]) == ("תעסוקה איכותית", 1, 6)
    assert main(["indicators", data, "--out", str(tmp_path / "out.json")]) == 0
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (told["as_of"], told["quality_definition"]) == ("2020-01-01", "reported")
    assert "people" not in told["tables"]
    assert main(["indicators", data, "--out", str(tmp_path / "out.xlsx")]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["shares"]
    assert sheet.max_row == shares.height + 1


def test_the_figures_stand_on_stdout_and_the_assumptions_on_stderr(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --out stdout holds the main figures, quality apart; stderr lists the assumed values they rest on."""
    assert main(["indicators", data, "--as-of", "2019-06-30"]) == 0
    told = capsys.readouterr()
    assert "on 2019-06-30" in told.out
    assert "\nquality: 1 of 2 (50.0%)" in told.out
    assert "outcomes.gap_days = 30" in told.err


def test_another_definition_and_programme_can_be_asked_for(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--quality-definition and --programme change what is counted, and the JSON says which are in force."""
    words = ["indicators", data, "--programme", "ovdim_beyachad", "--quality-definition", "tender", "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["quality_definition"] == "tender"
    assert told["programme"].startswith("ovdim_beyachad")
    assert any(row["indicator"] == "quality" and row["plan"] == 281 for row in told["tables"]["targets"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--quality-definition", "best"], "tender, footnote, reported, label"),
        (["--out", "one.csv"], "holds one table only"),
        (["--out", "one.pdf"], "names no format"),
        (["--as-of", "yesterday"], "--as-of"),
    ],
)
def test_what_cannot_be_used_is_said(
    data: str, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown definition, a file that holds one table or none and a word that is no day end with 2 and a hint."""
    assert main(["indicators", data, *words]) == 2
    assert message in capsys.readouterr().err


def test_a_problem_without_any_day_asks_for_one(fixtures: Path) -> None:
    """Without history and days of joining there is no day to look back from, unless one is given."""
    problem = mm.read(fixtures / "tiny_cohort")
    with pytest.raises(mm.UsageError, match="--as-of"):
        mm.indicators(problem)
    told = mm.indicators(problem, as_of=date(2020, 1, 1))
    assert told.to_frames()["people"]["outcome"].unique().to_list() == ["cannot_say"]


def test_a_profile_without_outcomes_is_refused(fixtures: Path, tmp_path: Path) -> None:
    """A profile with no base and no outcomes section says which table it lacks."""
    path = tmp_path / "bare.toml"
    path.write_text(
        'name = "bare"\ntitle_he = "ב"\ntitle_en = "B"\nversion = "1"\nvalid_from = 2020-01-01\n'
        'weights.wage = { value = 1.0, basis = "assumed" }\nside_weights.participant = { value = 1.0, basis = "assumed" }\n'
        'exponent = { value = 1.0, basis = "assumed" }\n',
        "utf-8",
    )
    with pytest.raises(mm.SettingsError, match=r"outcomes.*general"):
        mm.indicators(mm.read(fixtures / "tiny_cohort"), programme=str(path))
