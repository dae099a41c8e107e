"""A problem as a workbook that a person can fill in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from matchmaker.io.write_problem_workbook import comment, write_problem_workbook
from matchmaker.model import TABLES, Seat, columns
from matchmaker.model.problem import frame_of


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    seats = [
        Seat(seat_id="0123", opportunity_id="=o1", employer_id="e1", count=2, start_phase="end", works_sabbath=False),
        Seat(seat_id="s2", opportunity_id="o1", employer_id="e1", count=1, days=("sunday", "monday")),
    ]
    frame = frame_of(seats, TABLES["seats"]).select(
        "seat_id", "opportunity_id", "employer_id", "count", "start_phase", "works_sabbath", "days"
    )
    write_problem_workbook({"seats": frame}, 'programme = "x"\n\n[travel]\n', tmp_path / "b.xlsx")
    return openpyxl.load_workbook(tmp_path / "b.xlsx")


def test_sheets_are_named_and_hold_typed_cells(book: openpyxl.Workbook) -> None:
    """A sheet per table and one for settings, with text as text and numbers as numbers."""
    assert book.sheetnames == ["seats", "settings"]
    rows = list(book["seats"].iter_rows(values_only=True))
    assert rows[1] == ("0123", "=o1", "e1", 2, "end", False, None)
    assert rows[2] == ("s2", "o1", "e1", 1, None, None, "sunday;monday")
    assert book["seats"]["A2"].number_format == "@"
    assert [row[0] for row in book["settings"].iter_rows(values_only=True)] == [
        "settings.toml", 'programme = "x"', None, "[travel]",
    ]  # fmt: skip


def test_a_sheet_is_ready_to_fill_in(book: openpyxl.Workbook) -> None:
    """Right to left, header frozen and explained, lists to choose from below the data too."""
    sheet = book["seats"]
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "B2"
    assert "Places" in sheet["D1"].comment.text
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"E2:E1003": '"before,during,end"', "F2:F1003": '"TRUE,FALSE"'}
    assert not book["settings"].sheet_view.rightToLeft


def test_comments_say_meaning_unit_range_and_choices() -> None:
    """A header's comment holds all that the record class says of the column."""
    seat = columns(Seat)
    assert comment(seat["position_percent"]) == (
        "Size of the position\nUnit: percent of a full post\nRange: over 0 up to 100"
    )
    assert comment(seat["opportunity_id"]) == "Opportunity it belongs to\nRequired\nMust stand on sheet opportunities"
    assert "Several values: separate them with ;" in comment(seat["days"])
    assert "One of: before, during, end" in comment(seat["start_phase"])
    assert comment(seat["min_experience_years"]).endswith("Range: from 0 up to 80")


def test_every_list_of_choices_fits_excel() -> None:
    """Excel refuses a list of choices longer than 255 characters; none is."""
    for table in TABLES.values():
        for column in table.columns.values():
            assert column.is_list or len(",".join(column.choices)) <= 255, column.name
