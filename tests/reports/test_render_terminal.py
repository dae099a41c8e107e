"""The report as plain text."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from matchmaker.reports import ReportContent, render_terminal
from matchmaker.reports.text_table import text_table
from tests.reports.contents import ATTACKS, hostile, ordinary


def test_the_report_reads_as_text() -> None:
    """Head, figures, cohorts, reasons, limits, notes and warnings stand in order, numbers by their unit."""
    assert re.sub("[\u2068\u2069]", "", render_terminal(ordinary())) == (
        "מחזור סתיו\nProved best\nPlaced 1 of 2\nSum of scores 0.83, and no plan exceeds 0.83 (gap 0.000%)\n"
        "  Programme   ovdim_beyachad\n  Policy      optimal\n  Strategy    mip\n  Stopped by  proof\n"
        "  Seed        12345\n\n"
        "Figures\n  Share placed  50.0%\n  Commute       31 minutes\n  lowest        –\n\n"
        "Cohorts\n  CNC  opens   12 (12 to 15)\n  o2   closed  0 (9 to –)     3 people\n\n"
        "Not placed\n  1  All are taken\n\n"
        "Limits that bind\n  CNC places  15 of 15  adds 0.41\n\n"
        "To know\n  o2 was closed in round 1\n\n"
        "Assumed, not given by a source\n  commute limit 45 minutes\n\n"
        "Warnings about the data\n  check-digit     1\n  unknown-column  2\n"
    )


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("width", [40, 80])
def test_hostile_text_cannot_leave_its_cell(attack: str, width: int) -> None:
    """No control sequence or override reaches the terminal, isolates are balanced, and no line is too wide."""
    text = render_terminal(hostile(attack), width=width)
    harmless = render_terminal(hostile("harmless"), width=width)
    assert text.count("\n") == harmless.count("\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]", text)
    for line in text.split("\n"):
        assert line.count("\u2068") == line.count("\u2069")
        assert cell_len(line.replace("\u2068", "").replace("\u2069", "")) <= width


def test_long_sections_are_cut_and_say_so() -> None:
    """After twenty rows a section says how many more there are."""
    content: ReportContent = {"cohorts": [{"opportunity_id": f"o{i}", "opened": True, "size": i} for i in range(1_500)]}
    text = render_terminal(content)
    assert text.endswith("  … and 1,480 more\n")
    assert "o19" in text
    assert "o20" not in text


def test_an_empty_report_is_its_title() -> None:
    """A content without any section gives one line."""
    assert render_terminal({}) == "Allocation\n"


def test_partial_summaries_are_fine() -> None:
    """What is not known is left out, not shown as None."""
    assert render_terminal({"summary": {"placed": 3, "objective": 1.5, "bound": None, "gap": None}}) == (
        "Allocation\nPlaced 3\nSum of scores 1.5\n"
    )


def test_columns_stay_straight() -> None:
    """Hebrew with points, wide characters and long text keep the next column where it was."""
    rows = [("שָׁלוֹם", "x"), ("漢字", "x"), ("a" * 60, "x"), ("", "x")]
    lines = text_table(rows, 40)
    positions = {cell_len(line.replace("\u2068", "").replace("\u2069", "").rpartition("x")[0]) for line in lines}
    assert len(positions) == 1
    assert "…" in lines[2]
    assert text_table([], 40) == []
