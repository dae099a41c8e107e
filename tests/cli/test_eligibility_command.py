"""``matchmaker eligibility``, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from matchmaker.cli import main

PEOPLE = "participant_id,birth_date,motivation,עמודה\nP1,1960-01-01,high,x\nP2,1974-01-01,low,y\nP3,1990-01-01,,z\n"


@pytest.fixture
def data(tmp_path: Path) -> str:
    """Three people: old enough, almost, and far too young, with one approval."""
    folder = tmp_path / "data"
    folder.mkdir()
    tables = {
        "participants": PEOPLE,
        "employers": "employer_id\nE1\n",
        "opportunities": "opportunity_id,kind,start_date\nO1,job,2018-06-01\n",
        "seats": "seat_id,opportunity_id,employer_id,count\nS1,O1,E1,3\n",
        "decisions": "participant_id,seat_id,decision,reason,by\nP2,,approve,a year short,Dana\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return str(folder)


def test_it_writes_a_row_for_everybody(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file holds status, reasons and approvals; people read the counts and what is assumed; nothing goes to stdout."""
    out = tmp_path / "who.csv"
    assert main(["eligibility", data, "--programme", "emtza_haderech", "--out", str(out)]) == 0
    frame = pl.read_csv(out)
    assert frame.select("participant_id", "status", "may_be_placed").rows() == [
        ("P1", "cannot_say", True), ("P2", "near_miss", True), ("P3", "not_eligible", False),
    ]  # fmt: skip
    assert frame["approved_by"].to_list() == [None, "Dana", None]
    told = capsys.readouterr()
    assert told.out == ""
    assert "almost eligible: 1; of these approved: 1" in told.err
    assert "assumed: eligibility.criteria[0] = name = 45-75" in told.err


def test_json_and_hebrew(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds day, counts, people and assumed values; with --language he the sentences are Hebrew; --as-of sets the day."""
    arguments = ["--programme", "emtza_haderech", "--as-of", "2036-01-01", "--language", "he", "--json"]
    assert main(["eligibility", data, *arguments, "--out", str(tmp_path / "who.xlsx")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["days"] == ["2036-01-01"]
    assert told["counts"] == {"near_miss": 1, "cannot_say": 2}
    assert told["participants"][0]["answer"] == "כמעט עומד/ת בתנאים; להחלטת מנהל/ת המרכז; לא מתקיים: גיל 45–75"
    assert {each["path"] for each in told["assumed"]} >= {"eligibility.criteria[0]", "eligibility.may_miss"}


@pytest.mark.parametrize("column", ["motivation", "maturity"])
def test_motivation_in_the_settings_is_refused(
    column: str, data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule of the settings that reads it ends with exit code 2, file, path and reason, and writes nothing."""
    rule = f'[[constraint]]\nkind = "eligibility"\ncriteria = [{{ column = "{column}", values = ["high"] }}]\n'
    (Path(data) / "settings.toml").write_text(rule, "utf-8")
    out = tmp_path / "who.csv"
    assert main(["eligibility", data, "--out", str(out)]) == 2
    assert "settings.toml, column constraint[0].criteria[0].column: no-criterion" in capsys.readouterr().err
    assert not out.exists()


def test_an_earlier_file_is_not_replaced_unasked(data: str, tmp_path: Path) -> None:
    """Without --replace a file that is there stays, with it it is written anew."""
    out = tmp_path / "who.csv"
    out.write_text("mine", "utf-8")
    assert main(["eligibility", data, "--out", str(out)]) == 2
    assert out.read_text("utf-8") == "mine"
    assert main(["eligibility", data, "--out", str(out), "--replace"]) == 0
