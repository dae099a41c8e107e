"""Records as a plain table."""

from __future__ import annotations

from matchmaker.reports import render_table


def test_records_stand_under_their_keys() -> None:
    """A header of keys, numbers with three decimals, a dash for what is not known, text escaped."""
    text = render_table([{"policy": "optimal", "mean": 0.84125}, {"policy": "a\x1b", "mean": None}])
    assert text == "policy   mean\noptimal  0.841\na\\x1b    \u2068–\u2069"


def test_no_records_give_no_text() -> None:
    """Nothing to show is nothing shown."""
    assert render_table([]) == ""
