"""Workbooks: guarded before they are opened, and read as they were typed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from matchmaker.errors import Finding, InputError
from matchmaker.io import check, read, read_scores
from matchmaker.io import xlsx_guard as guard
from tests.io.small_problem import grids, places, write_folder

Change = Callable[[Workbook], object]


def _save(tmp_path: Path, change: Change | None = None, tables: Mapping[str, list[list[Any]]] | None = None) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in (tables or grids()).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def _findings(tmp_path: Path, change: Change) -> tuple[Finding, ...]:
    return check(_save(tmp_path, change))


def test_good_workbook(tmp_path: Path) -> None:
    """Numbers, dates, booleans and text of a workbook are what they were; settings stand on their sheet."""

    def change(book: Workbook) -> None:
        sheet = book["participants"]
        for column, values in enumerate(
            [("birth_date", date(2000, 1, 2), datetime(2001, 2, 3)), ("latitude", 31.25, 31)]
        ):
            for row, value in enumerate(values, start=1):
                sheet.cell(row, 5 + column, value)
        sheet.cell(1, 7, "longitude")
        sheet.cell(2, 7, 34.5)
        sheet.cell(3, 7, 34.75)
        settings = book.create_sheet("settings")
        for line in ("settings.toml", 'programme = "workit"', "", "[weights]", "wish = 0.5"):
            settings.append([line])

    problem = read(_save(tmp_path, change))
    assert problem.participants["birth_date"].to_list() == [date(2000, 1, 2), date(2001, 2, 3)]
    assert problem.participants["latitude"].to_list() == [31.25, 31.0]
    assert problem.participants["car"].to_list() == [True, None]
    assert problem.settings.weights == {"wish": 0.5}
    assert problem.files["seats"] == "book.xlsx"


def _set(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set("participants", "C2", "=1+1"), (2, "wage_floor", "formula-without-value")),
        (_set("participants", "C2", "#DIV/0!"), (2, "wage_floor", "error-cell")),
        (_set("participants", "A2", 12345678), (2, "participant_id", "number-in-text-column")),
        (_set("participants", "B2", 501234567), (2, "name", "number-in-text-column")),
        (_set("participants", "B2", date(2026, 1, 2)), (2, "name", "number-in-text-column")),
        (_set("participants", "A2", "1.2E+07"), (2, "participant_id", "damaged-by-excel")),
        (_set("seats", "D2", 1.5), (2, "count", "type-error")),
        (_set("seats", "D2", True), (2, "count", "type-error")),
        (lambda book: book["participants"].merge_cells("B2:B3"), (3, "name", "merged-cells")),
        (lambda book: book["seats"].insert_rows(1), (None, None, "empty")),
        (lambda book: book.create_sheet("Seats "), (None, None, "duplicate-table")),
        (lambda book: book.remove(book["seats"]), (None, None, "missing-table")),
        (lambda book: book.create_sheet("history"), (None, None, "empty")),
    ],
)
def test_refused(tmp_path: Path, change: Change, expected: tuple[object, ...]) -> None:
    """Each thing a workbook can do to a value is an error with its place."""
    errors = [finding for finding in _findings(tmp_path, change) if finding.severity == "error"]
    assert ("book.xlsx", *expected) in places(errors)


def test_error_of_id_names_the_remedy(tmp_path: Path) -> None:
    """A number where an id is expected is refused with the mending of the column's format."""
    finding = _findings(tmp_path, _set("participants", "A2", 12345678))[0]
    assert "format the column as Text" in str(finding.hint)
    assert finding.sheet == "participants"


def test_hidden_data_is_read_and_counted(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns and filters are read and reported as a warning."""

    def change(book: Workbook) -> None:
        book["employers"].sheet_state = "hidden"
        book["participants"].row_dimensions[2].hidden = True
        book["participants"].column_dimensions["B"].hidden = True
        book["participants"].auto_filter.ref = "A1:B3"

    problem = read(_save(tmp_path, change))
    assert problem.n_participants == 2
    warnings = {finding.sheet: finding.message for finding in problem.warnings}
    assert "1 rows are hidden, 1 groups of columns are hidden, a filter is set" in str(warnings["participants"])
    assert "the sheet is hidden" in str(warnings["employers"])


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    """A blank row is passed over with a warning and the rows below keep the numbers Excel shows."""

    def change(book: Workbook) -> None:
        book["seats"].append([None])
        book["seats"].append(["S2", "O1", "E1", -1])
        book["seats"].cell(30, 6).value = " "
        book["seats"].cell(30, 6).value = None

    assert places(_findings(tmp_path, change)) == {
        ("book.xlsx", 3, None, "blank-row"),
        ("book.xlsx", 4, "count", "out-of-range"),
    }


def test_unknown_sheet(tmp_path: Path) -> None:
    """A sheet that is no table is passed over with a warning."""
    (finding,) = _findings(tmp_path, lambda book: book.create_sheet("seat"))
    assert (finding.code, finding.severity, finding.hint) == ("unknown-table", "warning", "did you mean 'seats'?")


def test_1904(tmp_path: Path) -> None:
    """A workbook that counts days from 1904 gives the dates that Excel shows, with a warning."""

    def change(book: Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book["participants"]["E1"] = "birth_date"
        book["participants"]["E2"] = date(2000, 1, 2)

    problem = read(_save(tmp_path, change))
    assert problem.participants["birth_date"].to_list() == [date(2000, 1, 2), None]
    assert [finding.code for finding in problem.warnings] == ["date-1904"]


def _rebuilt(path: Path, edit: Callable[[str, bytes], bytes | None], **extra: bytes) -> Path:
    """Pack the parts of a workbook again, each as ``edit`` gives it back (``None`` leaves it out)."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            changed = edit(name, data)
            if changed is not None:
                archive.writestr(name, changed)
        for name, data in extra.items():
            archive.writestr(name, data)
    return path


def _replace(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new, 1) if name == "xl/worksheets/sheet1.xml" else data


XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (_replace(b"<worksheet", XXE), "unsafe-xml"),
        (_replace(b"<worksheet", LAUGHS), "unsafe-xml"),
        (_replace(b'r="A1"', b'r="XFD1048576"'), "too-large"),
        (_replace(b'r="D1"', b'r="BX1048576"'), "too-large"),
        (_replace(b"<sheetData>", b"<sheetData><broken"), "damaged-file"),
        (lambda name, data: data.decode().encode("utf-16") if name == "xl/workbook.xml" else data, "unsafe-xml"),
        (lambda name, data: b"<workbook" if name == "xl/workbook.xml" else data, "damaged-file"),
        (lambda name, data: None if name == "xl/worksheets/sheet2.xml" else data, "damaged-file"),
        (lambda name, data: None if name == "xl/_rels/workbook.xml.rels" else data, "damaged-file"),
    ],
)
def test_hostile_parts(tmp_path: Path, edit: Callable[[str, bytes], bytes | None], code: str) -> None:
    """Entities, far cells and damaged parts are refused before or while the workbook is opened."""
    assert [finding.code for finding in check(_rebuilt(_save(tmp_path), edit))] == [code]


def _keep(_name: str, data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("name", ["../x.xml", "/etc/passwd", "a\\..\\b", "c:x"])
def test_names_that_leave_the_archive(tmp_path: Path, name: str) -> None:
    """A part whose name leads out of the archive refuses the workbook."""
    assert [f.code for f in check(_rebuilt(_save(tmp_path), _keep, **{name: b"x"}))] == ["unsafe-zip"]


def test_names_that_stand_twice(tmp_path: Path) -> None:
    """Two parts of one name, even by case, refuse the workbook."""
    assert [f.code for f in check(_rebuilt(_save(tmp_path), _keep, **{"XL/Workbook.xml": b"x"}))] == ["unsafe-zip"]


def test_link_and_encryption_and_method(tmp_path: Path) -> None:
    """Links, encrypted parts and unusual packing refuse the workbook."""
    path = _save(tmp_path)
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    data = path.read_bytes()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, b"/etc/passwd")
    assert [f.code for f in check(path)] == ["unsafe-zip"]
    path.write_bytes(data)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("x", b"x" * 100, zipfile.ZIP_BZIP2)
    assert [f.code for f in check(path)] == ["unsafe-zip"]
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :])
    assert [f.code for f in check(path)] == ["wrong-format"]


def test_zip_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too high a ratio, too large a total and too many parts are refused by what the archive declares."""
    path = _rebuilt(_save(tmp_path), _keep, **{"xl/media/x.bin": b"0" * 20_000_000})
    assert [f.code for f in check(path)] == ["zip-bomb"]
    path = _save(tmp_path)
    monkeypatch.setattr(guard, "MAX_INFLATED_BYTES", 1000)
    assert [f.code for f in check(path)] == ["zip-bomb"]
    monkeypatch.setattr(guard, "MAX_ZIP_ENTRIES", 3)
    assert "parts" in check(path)[0].message


def test_declared_size_that_lies(tmp_path: Path) -> None:
    """A part that unpacks to more than it declares is refused, whatever it declares."""
    path = _rebuilt(_save(tmp_path), _keep, **{"zz.bin": b"0" * 100_000})
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :])
    assert {f.code for f in check(path)} <= {"zip-bomb", "damaged-file"}
    assert check(path)


def test_damage(tmp_path: Path) -> None:
    """Flipped bytes inside a part are found by its checksum."""
    path = _save(tmp_path)
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(bytes(data))
    assert [f.code for f in check(path)] == ["damaged-file"]


def test_leading_formula_text_is_text(tmp_path: Path) -> None:
    """Text that looks like a formula, written as text, stays text."""
    buffer = io.BytesIO()
    import xlsxwriter

    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in grids().items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write(number, column, "=1+1" if value == "Ron" else value)
    (tmp_path / "b.xlsx").write_bytes(buffer.getvalue())
    assert read(tmp_path / "b.xlsx").participants["name"].to_list() == ["דנה", "=1+1"]


def test_reader_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures and panics of the workbook reader are findings; an interruption is not swallowed."""
    import python_calamine

    class PanicException(BaseException):
        """Named like the panics of Rust libraries."""

    path = _save(tmp_path)

    def fail_with(error: BaseException) -> None:
        def fail(*_args: object, **_options: object) -> None:
            raise error

        monkeypatch.setattr(python_calamine, "CalamineWorkbook", type("Reader", (), {"from_filelike": fail}))

    fail_with(PanicException("index out of bounds"))
    assert [f.code for f in check(path)] == ["damaged-file"]
    problem = read(write_folder(tmp_path / "data"))
    with pytest.raises(InputError, match="damaged-file"):
        read_scores(_save(tmp_path, tables={"scores": [["participant_id", "seat_id", "score"]]}), problem)
    fail_with(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        check(_save(tmp_path))


@pytest.mark.parametrize("edit", [_replace(b'r="A1"', b'r="XFD1048576"'), _replace(b"<worksheet", XXE)])
def test_hostile_scores(tmp_path: Path, edit: Callable[[str, bytes], bytes | None]) -> None:
    """A workbook of scores goes through the same guard."""
    problem = read(write_folder(tmp_path / "data"))
    path = _rebuilt(_save(tmp_path, tables={"scores": [["participant_id", "seat_id", "score"]]}), edit)
    with pytest.raises(InputError, match=r"too-large|unsafe-xml"):
        read_scores(path, problem)


def test_list_of_sheets_that_is_lost(tmp_path: Path) -> None:
    """A workbook of scores whose list of sheets is damaged is refused."""
    problem = read(write_folder(tmp_path / "data"))
    path = _rebuilt(_save(tmp_path), lambda name, data: None if name.endswith("workbook.xml.rels") else data)
    with pytest.raises(InputError, match="list of sheets"):
        read_scores(path, problem)


def test_trailing_blank_columns(tmp_path: Path) -> None:
    """Columns without a name and without a value, as formatting leaves them behind, are not there."""

    def change(book: Workbook) -> None:
        sheet = book["seats"]
        sheet.cell(1, 6).value = " "
        sheet.cell(1, 6).value = None
        sheet.cell(2, 7).number_format = "0.00"

    assert check(_save(tmp_path, change)) == ()
