"""Text fit for a page."""

from __future__ import annotations

import pytest

from matchmaker.io import visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שלום, עולם", "שלום, עולם"),
        ("a\tb\nc", "a\tb\nc"),
        ("bell\x07", "bell\\x07"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("\ud800", "\\ud800"),
        ("\uffff", "\\uffff"),
        ("a\rb", "a\\rb"),
        ("mark\u200f", "mark\u200f"),
    ],
)
def test_controls_become_escapes(text: str, expected: str) -> None:
    """Controls, lone surrogates and non-characters are shown as escapes; all else stays."""
    assert visible(text) == expected
