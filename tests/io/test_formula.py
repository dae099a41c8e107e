"""Formulas are disarmed in CSV files for people, and every text comes back."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.io import escape_formula, escape_formulas, unescape_formula, unescape_formulas

tricky = st.text("=+-@'\t\r\n＝＋－＠ a1.", max_size=6) | st.text()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", "'=1", "-2+3|cmd"]
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    """A text that a spreadsheet would run starts with an apostrophe afterwards."""
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["p1", "-5", "+972501234567", "-1.5", "012345678", "O'Neill", "a=b", "'quoted'", ""])
def test_everything_else_stays(text: str) -> None:
    """Ordinary ids, names and plain numbers are left exactly as they are."""
    assert escape_formula(text) == text


@settings(deadline=None)
@given(tricky)
def test_one_text_comes_back(text: str) -> None:
    """Unescaping gives back every text that was escaped."""
    assert unescape_formula(escape_formula(text)) == text


@settings(deadline=None)
@given(st.lists(st.none() | tricky.filter(lambda t: t.isprintable() or t.isspace()), max_size=8))
def test_columns_and_texts_agree(texts: list[str | None]) -> None:
    """A column is escaped and unescaped cell by cell as single texts are, and null stays null."""
    series = pl.Series("x", texts, dtype=pl.String)
    escaped = escape_formulas(series)
    assert escaped.name == "x"
    assert escaped.to_list() == [None if text is None else escape_formula(text) for text in texts]
    assert unescape_formulas(escaped).to_list() == texts
