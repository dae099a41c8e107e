"""The report as a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from matchmaker.errors import OutputError
from matchmaker.reports import write_workbook
from tests.reports.contents import ATTACKS, hostile, ordinary


def _book(content: object, path: Path) -> openpyxl.Workbook:
    write_workbook(content, path)  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def test_the_sheets_hold_the_report(tmp_path: Path) -> None:
    """Each section has its sheet, ids keep their zeros, numbers are numbers, the unknown is empty."""
    book = _book(ordinary(), tmp_path / "plan.xlsx")
    assert book.sheetnames == [
        "placements",
        "cohorts",
        "unplaced",
        "employers",
        "counsellors",
        "metrics",
        "limits",
        "summary",
    ]
    rows = {name: list(book[name].iter_rows(min_row=2, values_only=True)) for name in book.sheetnames}
    assert rows["placements"] == [
        ("012345678", "נועה לוי", "o1", "מפעיל/ת CNC", "e1", 'מתכת הנגב בע"מ', "s1", None, 0.83, None,
         "the field she wished for", "skills"),
    ]  # fmt: skip
    assert rows["cohorts"] == [
        ("o1", "CNC", "כן", 12, 12, 15, None, None),
        ("o2", None, "לא", 0, 9, None, None, "3 people"),
    ]
    assert rows["unplaced"] == [("p2", None, "full", "All are taken")]
    assert rows["employers"] == [
        ("e1", 'מתכת הנגב בע"מ', 4, 1, 1, "012345678", "נועה לוי", None, None, "2026-11-01", None, "דנה"),
        ("e2", None, 1, 0, None, None, None, None, None, None, None, None),
    ]
    assert rows["metrics"][0] == ("שיעור · Share placed", 0.5, "שיעור · share")
    assert rows["limits"] == [("CNC places", 15, 15, "places", 0.41, "adds 0.41")]
    assert ("אזהרות על הנתונים · Warnings about the data", "check-digit: 1") in rows["summary"]
    assert ("הנחות שאין להן מקור · Assumed, not given by a source", "commute limit 45 minutes") in rows["summary"]


def test_counsellors_see_their_people(tmp_path: Path) -> None:
    """Each line names the case manager, the organisation, the person and what came out, in both languages."""
    rows = list(_book(ordinary(), tmp_path / "plan.xlsx")["counsellors"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        ("דנה", "g1", "012345678", "נועה לוי", "שובץ/ה · placed", "CNC", "e1", None),
        ("דנה", "g1", "p2", None, "לא שובץ/ה · not placed", None, None, "All are taken"),
    ]


def test_without_limits_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    """A section that holds nothing because nothing fills it does not appear."""
    content = ordinary()
    content["limits"] = []
    assert "limits" not in _book(content, tmp_path / "plan.xlsx").sheetnames


def test_every_sheet_is_made_for_reading(tmp_path: Path) -> None:
    """Right to left, header in both languages and frozen, a filter over all rows, numbers with a format."""
    book = _book(ordinary(), tmp_path / "plan.xlsx")
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all("\n" in cell.value for cell in sheet[1])
    assert book["placements"]["A1"].value == "מזהה משתתף/ת\nParticipant id"
    assert book["placements"]["I2"].number_format == "0.000"


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text(tmp_path: Path, attack: str) -> None:
    """Every cell that holds text is of type text, never a formula or a link, and no control character is in it."""
    book = _book(hostile(attack), tmp_path / "plan.xlsx")
    texts = [cell for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert not any(cell.hyperlink for cell in texts)
    assert not any(ord(character) < 32 and character not in "\n\t" for cell in texts for character in cell.value)
    assert book["placements"]["B2"].value.count("\\") == sum(c in "\x1b\x07\x9b\ud800\r\x00" for c in attack)


def test_numbers_that_are_none_leave_the_cell_empty(tmp_path: Path) -> None:
    """NaN and infinity never reach a sheet."""
    content = {"metrics": [{"name": "a", "value": float("nan")}, {"name": "b", "value": float("-inf")}]}
    book = _book(content, tmp_path / "plan.xlsx")
    assert [row[1].value for row in book["metrics"].iter_rows(min_row=2)] == [None, None]


def test_equal_reports_give_equal_bytes(tmp_path: Path) -> None:
    """A workbook holds no time stamp."""
    for name in ("a", "b"):
        write_workbook(ordinary(), tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_report_is_a_workbook(tmp_path: Path) -> None:
    """Sheets without rows still have their headers."""
    assert _book({}, tmp_path / "plan.xlsx")["placements"].dimensions == "A1:L1"


def test_a_workbook_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    """A missing folder is an error that names the file."""
    with pytest.raises(OutputError, match=r"plan\.xlsx"):
        write_workbook(ordinary(), tmp_path / "nowhere" / "plan.xlsx")
