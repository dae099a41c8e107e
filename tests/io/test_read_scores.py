"""Scores from outside: four formats, every check, and as fast as the file allows."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from matchmaker.errors import InputError
from matchmaker.io import read, read_scores, write_table
from matchmaker.model import Problem
from tests.io.small_problem import places, write_folder

SCORES = pl.DataFrame({"participant_id": ["P1", "P2"], "seat_id": ["S1", "S3"], "score": [0.5, 1.0]})


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """The small problem."""
    return read(write_folder(tmp_path / "data"))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_formats(tmp_path: Path, problem: Problem, suffix: str) -> None:
    """Each format gives the same typed frame; other columns are kept as text after it, for rules that use them."""
    path = tmp_path / f"scores{suffix}"
    write_table(SCORES.with_columns(note=pl.lit("x")), path)
    assert read_scores(path, problem).equals(SCORES.with_columns(note=pl.lit("x")))


def test_no_records(tmp_path: Path, problem: Problem) -> None:
    """A file of no records is no scores."""
    (tmp_path / "s.csv").write_text("participant_id,seat_id,score\n")
    (tmp_path / "s.jsonl").write_text("\n")
    for name in ("s.csv", "s.jsonl"):
        frame = read_scores(tmp_path / name, problem)
        assert (frame.height, frame.schema) == (0, SCORES.schema)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("P9,S1,0.5", (2, "participant_id", "foreign-key")),
        ("P1,S9,0.5", (2, "seat_id", "foreign-key")),
        ("P1,S1,1.5", (2, "score", "out-of-range")),
        ("P1,S1,-0.1", (2, "score", "out-of-range")),
        ("P1,S1,", (2, "score", "missing-cell")),
        ("P1,S1,nan", (2, "score", "missing-marker")),
        ("P1,S1,inf", (2, "score", "out-of-range")),
        ("P1,S1,1e400", (2, "score", "out-of-range")),
        ('P1,S1,"0,5"', (2, "score", "type-error")),
        ("P1,S1,٠.٥", (2, "score", "type-error")),
        ("P1,S1,0.5\nP1,S1,0.5", (3, "participant_id", "primary-key")),
        ("S1,P1,0.5\nS2,P1,0.5", (1, "participant_id", "swapped-columns")),
    ],
)
def test_refused(tmp_path: Path, problem: Problem, row: str, place: tuple[object, ...]) -> None:
    """Unknown ids, scores outside [0, 1] or not numbers, and repeated pairs are errors with their place."""
    (tmp_path / "s.csv").write_text(f"participant_id,seat_id,score\n{row}\n")
    with pytest.raises(InputError) as caught:
        read_scores(tmp_path / "s.csv", problem)
    assert ("s.csv", *place) in places(caught.value.findings)


def test_other_suffix(tmp_path: Path, problem: Problem) -> None:
    """A suffix that names no format is refused, and so is a missing file."""
    (tmp_path / "s.txt").write_text("x")
    for name, code in (("s.txt", "wrong-format"), ("none.csv", "not-found")):
        with pytest.raises(InputError) as caught:
            read_scores(tmp_path / name, problem)
        assert [finding.code for finding in caught.value.findings] == [code]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1]", "type-error"),
        ('{"participant_id": "P1"} {"a": 1}', "syntax-error"),
        ('{"score": NaN}', "type-error"),
        ('{"participant_id": "P1", "seat_id": "S1", "score": "a"}', "type-error"),
    ],
)
def test_json_lines_refused(tmp_path: Path, problem: Problem, line: str, code: str) -> None:
    """A wrong line is an error with its number, and the other lines are still read."""
    good = json.dumps({"participant_id": "P1", "seat_id": "S2", "score": 2})
    (tmp_path / "s.jsonl").write_text(f"{good}\n{line}\n")
    with pytest.raises(InputError) as caught:
        read_scores(tmp_path / "s.jsonl", problem)
    found = {(finding.row, finding.code) for finding in caught.value.findings}
    assert {(1, "out-of-range"), (2, code)} <= found


def test_not_what_the_suffix_says(tmp_path: Path, problem: Problem) -> None:
    """A file of another format than its suffix is refused by what it is."""
    for suffix in (".csv", ".xlsx", ".parquet", ".jsonl"):
        path = tmp_path / f"s{suffix}"
        path.write_bytes(b"\x1f\x8b rest")
        with pytest.raises(InputError, match="gzip"):
            read_scores(path, problem)


def test_workbook_of_several_sheets(tmp_path: Path, problem: Problem) -> None:
    """A workbook without a sheet called scores and with more than one sheet is refused."""
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("second")
    book.save(tmp_path / "s.xlsx")
    with pytest.raises(InputError, match="missing-table"):
        read_scores(tmp_path / "s.xlsx", problem)
    book.create_sheet("scores").append(["participant_id", "seat_id", "score"])
    book.save(tmp_path / "s.xlsx")
    assert read_scores(tmp_path / "s.xlsx", problem).height == 0


def test_many_errors_are_counted(tmp_path: Path, problem: Problem) -> None:
    """Of many like errors the first thousand are listed and the others counted."""
    rows = "".join(f"P{i},S1,7\n" for i in range(10, 5010))
    (tmp_path / "s.csv").write_text(f"participant_id,seat_id,score\n{rows}")
    with pytest.raises(InputError) as caught:
        read_scores(tmp_path / "s.csv", problem)
    messages = [finding.message for finding in caught.value.findings]
    assert len(messages) == 2 * 1001
    assert messages.count("and 4,000 more of the same") == 2
