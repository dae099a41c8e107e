"""JSON: strict, placed by line, and as exact as the other formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matchmaker.io import check, read
from tests.io.small_problem import grids, places


def _content() -> dict[str, Any]:
    return {name: [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] for name, rows in grids().items()}


def _write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "p.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_whole_problem(tmp_path: Path) -> None:
    """Tables and settings of one JSON file are a problem, with or without a byte-order mark."""
    text = json.dumps({**_content(), "history": [], "settings": {"programme": "workit", "weights": {"wish": 0.5}}})
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        problem = read(_write(tmp_path, data))
        assert problem.seats["count"].to_list() == [2]
        assert problem.settings.weights == {"wish": 0.5}


def test_rows_are_lines(tmp_path: Path) -> None:
    """A finding in a record carries the line on which the record begins."""
    content = _content()
    content["seats"][0]["count"] = -1
    text = json.dumps(content, indent=1)
    line = text[: text.index('{\n   "seat_id"')].count("\n") + 1
    assert places(check(_write(tmp_path, text))) == {("p.json", line, "count", "out-of-range")}


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ('{"seats": [{"a": 1, "a": 2}]}', "duplicate-key", 1),
        ('{"seats": [],\n"seats": []}', "duplicate-key", 2),
        ('{"seats": [\n{"count": NaN}]}', "type-error", 2),
        ('{"seats": [{"count": -Infinity}]}', "type-error", 1),
        ('{"seats": [{"count": 1e400}]}', "out-of-range", 1),
        ('{"seats": [{"count": ' + "9" * 5000 + "}]}", "out-of-range", 1),
        ('{"seats": ' + "[" * 200_000, "too-deep", 1),
        ('{"other": ' + "[" * 200_000 + "]" * 200_000 + "}", "too-deep", 1),
        ('{"seats": [\n{"a": 1},\n]}', "syntax-error", 3),
        ('{"seats": [{"a": 1}] // note\n}', "syntax-error", 1),
        ('{"a": 1}\n{"a": 2}', "syntax-error", 2),
        ("[1]", "syntax-error", 1),
        ('{"seats": {}}', "syntax-error", 1),
        ('{"seats": [1]}', "type-error", 1),
        ('{"seats": [{"a": "\\ud800"}]}', "lone-surrogate", 1),
        ('{"seats": [{"a": {"b": ["\\udfff"]}}]}', "lone-surrogate", 1),
        ('{"settings": 5}', "type-error", 1),
        ('{"seats', "syntax-error", 1),
        ('{"seats": [', "syntax-error", 1),
        ("{", "syntax-error", 1),
    ],
)
def test_refused(tmp_path: Path, text: str, code: str, row: int) -> None:
    """Each way of being no strict JSON is refused with its line, without a traceback."""
    findings = check(_write(tmp_path, text))
    assert (code, row) in {(finding.code, finding.row) for finding in findings if finding.severity == "error"}


def test_nothing_at_all(tmp_path: Path) -> None:
    """An empty object misses every required table."""
    assert [finding.code for finding in check(_write(tmp_path, "{}"))] == ["missing-table"] * 4


def test_unknown_table(tmp_path: Path) -> None:
    """An unknown key is passed over with a warning and the nearest name."""
    (warning,) = read(_write(tmp_path, json.dumps({**_content(), "decision": [1]}))).warnings
    assert (warning.code, warning.hint) == ("unknown-table", "did you mean 'decisions'?")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("participant_id", 12345678, "number-in-text-column"),
        ("name", {"first": "a"}, "type-error"),
        ("name", ["a"], "type-error"),
        ("skills", [["a"]], "type-error"),
        ("skills", [None], "type-error"),
        ("skills", ["a;b"], "type-error"),
        ("skills", [], "empty-item"),
        ("car", 1, "type-error"),
        ("wage_floor", 5300.555, "type-error"),
        ("name", "a\x00b", "control-character"),
    ],
)
def test_values_refused(tmp_path: Path, column: str, value: object, code: str) -> None:
    """A value of another type than the column's is an error."""
    content = _content()
    content["participants"][0][column] = value
    assert (column, code) in {(f.column, f.code) for f in check(_write(tmp_path, json.dumps(content)))}


def test_lists_and_exact_numbers(tmp_path: Path) -> None:
    """Lists are lists, whole floats are whole numbers, text may say numbers."""
    content = _content()
    content["participants"][0] |= {"skills": ["a", "b"], "personality": [0.5, 1], "meetings_held": 2.0}
    content["seats"][0]["count"] = "3"
    problem = read(_write(tmp_path, json.dumps(content)))
    row = problem.participants.row(0, named=True)
    assert (row["skills"], row["personality"], row["meetings_held"]) == (["a", "b"], [0.5, 1.0], 2)
    assert problem.seats["count"].to_list() == [3]
