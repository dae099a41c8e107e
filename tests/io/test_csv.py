"""CSV: the fast path and the exact path read the same, and nothing malformed gets through."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.io import csv_reader
from matchmaker.io.csv_reader import read_csv
from matchmaker.io.csv_records import QuoteError, csv_records
from matchmaker.io.csv_shape import is_plain
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile
from matchmaker.io.raw_table import RawTable
from matchmaker.model import TABLES

CELLS = st.text(st.sampled_from("ab,\"\n;א״ '1"), max_size=4)
GRIDS = st.integers(2, 3).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=5))


def _read(text: str | bytes) -> tuple[RawTable | None, Findings]:
    findings = Findings()
    data = text.encode() if isinstance(text, str) else text
    return read_csv(SourceFile("e.csv", data, ""), TABLES["employers"], findings), findings


def _cells(text: str | bytes) -> list[tuple[str | None, ...]]:
    raw, _ = _read(text)
    assert raw is not None
    return raw.frame.rows()


def _places(text: str | bytes) -> list[tuple[int | None, str | None, str]]:
    return [(finding.row, finding.column, finding.code) for finding in _read(text)[1].all]


@settings(deadline=None, max_examples=150)
@given(GRIDS, st.sampled_from(["\n", "\r\n"]))
def test_reads_what_the_standard_writes(grid: list[list[str]], line_end: str) -> None:
    """Cells written by the standard library's writer come back exactly, empty ones as missing."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=line_end)
    writer.writerows([["employer_id", "name", "branch"][: len(grid[0])], *grid])
    raw, _ = _read(buffer.getvalue())
    assert raw is not None
    assert raw.frame.rows() == [tuple(cell or None for cell in row) for row in grid]


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from('a,"\nא'), min_size=1, max_size=14))
def test_fast_path_agrees_with_the_exact_one(body: str) -> None:
    """Whatever the fast scan lets through, the fast reader reads as the exact reader does."""
    text = f"employer_id,name\n{body.strip(chr(10))}\n"
    if text.count("\n") < 2 or not is_plain(text[17:].encode(), 2):
        return
    try:
        exact = [tuple(field or None for field in record.fields) for record in csv_records(text)][1:]
    except QuoteError:
        pytest.fail("the fast scan let through what the exact reader refuses")
    assert _cells(text) == exact


def test_quotes_inside_cells() -> None:
    """A gershayim typed as a quote inside an unquoted cell is a letter."""
    assert _cells('employer_id,name\nE1,ת"א\n') == [("E1", 'ת"א')]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """LF, CRLF and CR end a record, also in a file with quotes."""
    assert _cells(f"employer_id,name{end}E1,a{end}E2,b{end}") == [("E1", "a"), ("E2", "b")]
    assert _cells(f'employer_id,name{end}E1,"a,c"{end}E2,b') == [("E1", "a,c"), ("E2", "b")]


def test_quoted_header() -> None:
    """A quoted header is read by its names."""
    raw, _ = _read('"employer_id","name"\nE1,x\n')
    assert raw is not None
    assert raw.frame.columns == ["employer_id", "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("employer_id,name\nE1\nE2,b,c\n", [(2, "name", "missing-cell"), (3, None, "extra-cell")]),
        ('employer_id,name\nE1,"a\nE2,b\n', [(2, None, "unclosed-quote")]),
        ('employer_id,name\nE1,"a"b\n', [(2, None, "unclosed-quote")]),
        ('"employer_id,name\nE1,a\n', [(1, None, "unclosed-quote")]),
        ("employer_id,name\nE1,a\n\nE2,b\n", [(3, None, "blank-row")]),
        ("employer_id;name\nE1;a\n", [(1, None, "wrong-delimiter")]),
        ("employer_id\tname\nE1\ta\n", [(1, None, "wrong-delimiter")]),
        ("employer_id|name\nE1|a\n", [(1, None, "wrong-delimiter")]),
        ("\nE1,a\n", [(1, None, "empty")]),
        ("employer_id,employer_id \nE1,a\n", [(1, "employer_id ", "duplicate-label")]),
        ("employer_id,,name\nE1,a,b\n", [(1, None, "blank-label")]),
        ("name\nE1\n", [(1, "employer_id", "missing-label")]),
        ("employer_id\nE1\n\nE2\n", [(3, None, "blank-row")]),
    ],
)
def test_malformed(text: str, expected: list[tuple[int | None, str | None, str]]) -> None:
    """Malformed text is placed by row and, where there is one, column."""
    assert _places(text) == expected


def test_unclosed_quote_names_its_line() -> None:
    """The line where a quote opened is told, not the one where the file ends."""
    _, findings = _read('employer_id,name\nE1,"a\nb"\nE2,"c\n' + "E3,d\n" * 50)
    assert "line 4" in findings.all[0].message
    assert findings.all[0].row == 3


def test_too_many_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows or columns than the limits are refused before a table is made."""
    labels = ",".join(["employer_id", *(f"c{i}" for i in range(2000))])
    assert _places(f"{labels}\n") == [(1, None, "too-many-columns")]
    monkeypatch.setattr(csv_reader, "MAX_ROWS", 2)
    assert _places("employer_id,name\nE1,a\nE2,b\nE3,c\n") == [(None, None, "too-many-rows")]


def test_header_only() -> None:
    """A file of a header alone is a table without rows."""
    assert _cells("employer_id,name\n") == _cells("employer_id,name") == []


def test_polars_refusal_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the fast reader refuse what the scan let through, the exact one decides."""

    def refuse(*_args: object, **_options: object) -> None:
        raise pl.exceptions.ComputeError("no")

    monkeypatch.setattr(pl, "read_csv", refuse)
    assert _cells("employer_id,name\nE1,a\n") == [("E1", "a")]


@pytest.mark.slow
def test_fast_enough(tmp_path: Path) -> None:
    """Reading a large plain file costs at most eight times what polars alone needs for it."""
    n = 100_000
    rng = np.random.default_rng(1)
    frame = pl.DataFrame({"employer_id": [f"E{i:07d}" for i in range(n)], "name": rng.random(n).astype(str)})
    frame.write_csv(tmp_path / "e.csv")
    data = (tmp_path / "e.csv").read_bytes()
    ratios = []
    for _ in range(3):
        start = time.perf_counter()
        pl.read_csv(data, infer_schema=False)
        middle = time.perf_counter()
        _read(data)
        ratios.append((time.perf_counter() - middle) / (middle - start))
    assert min(ratios) < 8
