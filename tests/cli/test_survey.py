"""``matchmaker survey``, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from matchmaker.cli import main
from matchmaker.surveys.words import HEADERS
from tests.surveys.forms import BAKERY, CLOSED, folder


def test_a_survey_becomes_a_folder_of_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Employers, opportunities and seats are written, what is stale and assumed is told, and that people are missing."""
    words = [str(folder(tmp_path / "s", [BAKERY, CLOSED])), "--out", str(tmp_path / "data"), "--as-of", "2026-06-01"]
    assert main(["survey", *words, "--json"]) == 0
    told = capsys.readouterr()
    summary = json.loads(told.out)
    assert (summary["employers"], summary["seats"], summary["places"]) == (2, 4, 8)
    assert [row["employer_id"] for row in summary["stale"]] == ["Carmel Software"]
    assert "stale: Carmel Software, surveyed 2025-01-01 (516 days), 0 seats" in told.err
    assert "survey.hybrid_days" in told.err
    assert "no people in it yet" in told.err
    assert pl.read_csv(tmp_path / "data" / "seats.csv")["count"].to_list() == [2, 1, 2, 3]
    assert main(["check", str(tmp_path / "data")]) == 2
    assert "participants holds no record" in capsys.readouterr().err


def test_check_counts_the_age_of_a_survey_up_to_the_day_given(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A survey is stale or not by ``--as-of``, whatever the day of the call is."""
    survey = str(folder(tmp_path / "s", [CLOSED], None))
    data = str(tmp_path / "data")
    words = ["--into", str(fixtures / "tiny_quota"), "--out", data, "--as-of", "2025-01-02"]
    assert main(["survey", survey, *words]) == 0
    capsys.readouterr()
    for day, stale in (("2025-01-02", False), ("2026-06-01", True)):
        assert main(["check", data, "--as-of", day]) == 0
        assert ("stale-survey" in capsys.readouterr().err) is stale


def test_nothing_is_written_of_a_survey_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error ends with 2, every finding, and no folder."""
    survey = folder(tmp_path / "s", [{**CLOSED, "satisfaction": "3"}], None)
    assert main(["survey", str(survey), "--out", str(tmp_path / "data"), "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["file"], finding["row"], finding["column"]) == ("survey.csv", 2, "satisfaction")
    assert not (tmp_path / "data").exists()


def test_the_empty_form_is_hebrew_right_to_left_and_checked(tmp_path: Path) -> None:
    """Both sheets have Hebrew headers that the reader knows, from right to left, with lists of the form's answers."""
    form = tmp_path / "form.xlsx"
    assert main(["survey", "--template", str(form)]) == 0
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["סקר", "משרות"]
    hebrew = {words[0] for words in HEADERS.values()}
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert {cell.value for cell in sheet[1]} <= hebrew
        assert all(cell.comment is not None for cell in sheet[1])
    lists = {rule.formula1 for rule in book["סקר"].data_validations.dataValidation if rule.type == "list"}
    assert '"כן,לא"' in lists
    assert '"אין צורך,חפיפה בלבד,נדרשת הכשרה"' in lists
    assert main(["survey", "--template", str(form)]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "needs FILE and --out"),
        (["s"], "needs FILE and --out"),
        (["s", "--template", "f.xlsx"], "leave out FILE"),
        (["--template", "f.csv"], "an .xlsx file"),
    ],
)
def test_words_that_do_not_go_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what it needs, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    assert main(["survey", *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
