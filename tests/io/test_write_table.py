"""One table into one file."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from matchmaker.errors import OutputError, UsageError
from matchmaker.io import table_writer, unescape_formulas, write_table
from matchmaker.io.sheet import check_height

NAN, INF = float("nan"), float("inf")
FRAME = pl.DataFrame(
    {
        "participant_id": ["012345678", "=1+1", "-5", None],
        "=name": ['משה "כהן", ב\'', "@cmd", "bell\x07", "two\nlines"],
        "score": [0.1, NAN, INF, 1 / 3],
        "wage": pl.Series([Decimal("5300.50"), None, Decimal("-1.00"), Decimal(0)], dtype=pl.Decimal(18, 2)),
        "days": [["sunday", "monday"], [], None, ["friday"]],
        "start": [date(2026, 1, 2), None, date(1899, 1, 1), date(9999, 12, 31)],
        "car": [True, False, None, True],
        "count": [1, -2, None, 2**53],
    }
)


def test_csv_is_disarmed_and_keeps_its_numbers(tmp_path: Path) -> None:
    """In .csv formulas get an apostrophe, controls an escape, missing and infinite numbers an empty cell."""
    write_table(FRAME, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode() == (
        "participant_id,'=name,score,wage,days,start,car,count\n"
        '012345678,"משה ""כהן"", ב\'",0.1,5300.50,sunday;monday,2026-01-02,true,1\n'
        "'=1+1,'@cmd,,,\"\",,false,-2\n"
        "-5,bell\\x07,,-1.00,,1899-01-01,,\n"
        ',"two\nlines",0.3333333333333333,0.00,friday,9999-12-31,true,9007199254740992\n'
    )


def test_ids_survive_the_csv(tmp_path: Path) -> None:
    """Identifiers read from a .csv and unescaped are those that were written."""
    write_table(FRAME, tmp_path / "t.csv")
    read = pl.read_csv(tmp_path / "t.csv", infer_schema=False)
    assert unescape_formulas(read["participant_id"]).to_list() == FRAME["participant_id"].to_list()


def test_raw_csv_is_untouched(tmp_path: Path) -> None:
    """In .raw.csv text stands exactly as it is."""
    write_table(FRAME, tmp_path / "T.RAW.CSV")
    read = pl.read_csv(tmp_path / "T.RAW.CSV", infer_schema=False)
    assert read.columns == FRAME.columns
    assert read["=name"].to_list() == FRAME["=name"].to_list()


def test_json_lines_hold_no_nan(tmp_path: Path) -> None:
    """Every line is JSON that a strict parser takes, lists as arrays, no NaN."""
    write_table(FRAME, tmp_path / "t.jsonl")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    lines = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line, parse_constant=refuse) for line in lines]
    assert [row["score"] for row in rows] == [0.1, None, None, 1 / 3]
    assert rows[0]["days"] == ["sunday", "monday"]
    assert [row["participant_id"] for row in rows] == FRAME["participant_id"].to_list()


def test_parquet_is_exact(tmp_path: Path) -> None:
    """Parquet gives the very same frame."""
    write_table(FRAME, tmp_path / "t.parquet")
    assert pl.read_parquet(tmp_path / "t.parquet").equals(FRAME)


def test_a_workbook_holds_text_as_text(tmp_path: Path) -> None:
    """In .xlsx text is text, numbers are exact numbers, and what is no number is an empty cell."""
    write_table(FRAME, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(FRAME.columns)
    assert [row[0] for row in rows[1:]] == ["012345678", "=1+1", "-5", None]
    assert {cell.data_type for cell in sheet["A"][:4]} == {"s"}
    assert [row[1] for row in rows[1:]] == ['משה "כהן", ב\'', "@cmd", "bell\\x07", "two\nlines"]
    assert [row[2] for row in rows[1:]] == [0.1, None, None, 1 / 3]
    assert [row[3] for row in rows[1:]] == [5300.5, None, -1, 0]
    assert [str(row[5])[:10] for row in rows[1:]] == ["2026-01-02", "None", "1899-01-01", "9999-12-31"]
    assert [row[6] for row in rows[1:]] == [True, False, None, True]
    assert [row[7] for row in rows[1:]] == [1, -2, None, 2**53]


def test_equal_tables_give_equal_bytes(tmp_path: Path) -> None:
    """Writing the same table twice gives the same file in every format."""
    for suffix in (".csv", ".xlsx", ".parquet", ".jsonl"):
        for name in ("a", "b"):
            write_table(FRAME, tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("name", ["t.xls", "t", "t.csv.gz", ".csv"])
def test_an_unknown_suffix_is_refused(tmp_path: Path, name: str) -> None:
    """A suffix without a format is a usage error that lists the formats."""
    with pytest.raises(UsageError, match=r"use \.csv, \.jsonl, \.parquet, \.raw\.csv, \.xlsx"):
        table_writer(tmp_path / name)


def test_a_cell_too_long_for_excel_is_refused(tmp_path: Path) -> None:
    """A text that a cell cannot hold is an error that names the cell, and leaves no file."""
    frame = pl.DataFrame({"a": ["x" * 32_767, "😀" * 16_384]})
    with pytest.raises(OutputError, match=r"sheet table, row 3, column 1: 16384 characters"):
        write_table(frame, tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_table_too_long_for_excel_is_refused() -> None:
    """A sheet that cannot hold all rows is refused before it is begun."""
    check_height("t", 1_048_575)
    with pytest.raises(OutputError, match="1048576 rows"):
        check_height("t", 1_048_576)


def test_an_empty_table_has_a_header(tmp_path: Path) -> None:
    """A table without rows still names its columns, in every format that has names."""
    empty = FRAME.clear()
    for suffix in (".csv", ".xlsx", ".parquet", ".jsonl"):
        write_table(empty, tmp_path / f"t{suffix}")
    assert (tmp_path / "t.csv").read_text().startswith("participant_id,")
    assert pl.read_parquet(tmp_path / "t.parquet").schema == empty.schema
