"""How the commands about a plan give what they found: the same for all of them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from matchmaker.cli import main

QUESTIONS = {
    "alternates": ["alternates", "PLAN"],
    "alternatives": ["alternatives", "PLAN", "--loss", "0.9", "--differ", "1"],
    "diagnose": ["diagnose", "DATA"],
    "fairness": ["fairness", "PLAN", "--price-of", "participant_id=P1:rate=0.1"],
    "overbook": ["overbook", "PLAN", "--drop-out", "0.1"],
    "prices": ["prices", "PLAN", "--prove", "1"],
    "stability": ["stability", "PLAN"],
    "what-if": ["what-if", "PLAN", "--set", "constraint.employer_maximum.max=3", "--each"],
}
FIXTURE = "tiny_multi_employer"


@pytest.fixture(scope="module")
def plan(fixtures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of a small fixture."""
    out = tmp_path_factory.mktemp("answer") / "plan"
    assert main(["allocate", str(fixtures / FIXTURE), "--out", str(out)]) == 0
    return out


def _words(name: str, plan: Path, fixtures: Path) -> list[str]:
    places = {"PLAN": str(plan), "DATA": str(fixtures / FIXTURE)}
    return [places.get(word, word) for word in QUESTIONS[name]]


@pytest.mark.parametrize("name", QUESTIONS)
def test_words_json_folder_workbook_and_file(
    name: str, plan: Path, fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words for people and JSON for programs on stdout; a folder, a workbook and a file say the same, twice the same."""
    words = _words(name, plan, fixtures)
    assert main(words) == 0
    assert capsys.readouterr().out.strip()
    assert main([*words, "--json", "--out", str(tmp_path / "folder")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert main([*words, "--out", str(tmp_path / "file.json")]) == 0
    assert json.loads((tmp_path / "file.json").read_text("utf-8")) == printed
    assert main([*words, "--out", str(tmp_path / "book.xlsx")]) == 0
    tables = {path.stem for path in (tmp_path / "folder").glob("*.csv")}
    assert tables and set(openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames) == tables
    manifest = json.loads((tmp_path / "folder" / "manifest.json").read_text("utf-8"))
    assert set(manifest["outputs"]) == {f"{table}.csv" for table in tables}
    before = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert main([*words, "--out", str(tmp_path / "folder"), "--replace"]) == 0
    after = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert {each for each in before if before[each] != after[each]} <= {"manifest.json"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_place_that_cannot_be_used_is_refused_before_the_work(
    name: str, plan: Path, fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of one table, a folder that holds something else: exit 2, one message, nothing lost."""
    words = _words(name, plan, fixtures)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", "utf-8")
    for out, expected in ((tmp_path / "one.csv", "holds one table only"), (tmp_path / "mine", "letter.txt")):
        assert main([*words, "--out", str(out), "--replace"]) == 2
        told = capsys.readouterr()
        assert expected in told.err and not told.out
    assert (tmp_path / "mine" / "letter.txt").read_text("utf-8") == "dear"
