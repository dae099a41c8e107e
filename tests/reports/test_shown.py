"""Values as a reader sees them."""

from __future__ import annotations

import pytest

from matchmaker.reports.content import Language
from matchmaker.reports.shown import figure, isolated, shown
from matchmaker.reports.words import WORDS, both, word


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.957, "share", "95.7%"),
        (0.00012, "gap", "0.012%"),
        (0.83, "score", "0.830"),
        (31.4, "minutes", "31"),
        (120000.0, "NIS", "₪120,000"),
        (12345, None, "12,345"),
        (1234.5, "places", "1,234.5"),
        (1200.0, None, "1,200"),
        ("1\x07", None, "1\\x07"),
        (None, "share", "–"),
        (float("nan"), "score", "–"),
        (float("inf"), None, "–"),
    ],
)
def test_figures_follow_their_unit(value: float | str | None, unit: str | None, expected: str) -> None:
    """A number is shown as its unit asks; what is not known, or no number, is a dash."""
    assert figure(value, unit) == expected


def test_direction_marks_stay_and_overrides_show() -> None:
    """Marks that are part of a name stay; embeddings, overrides and isolates become escapes."""
    assert shown("a\u200fb") == "a\u200fb"
    assert shown("a\u202eb\u2069\nc") == "a\\u202eb\\u2069\\nc"


def test_only_what_could_turn_is_isolated() -> None:
    """Plain ASCII is left alone, everything else stands between isolate marks."""
    assert isolated("p1") == "p1"
    assert isolated("נועה") == "\u2068נועה\u2069"


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_word_has_both_languages(language: Language) -> None:
    """No word is empty in either language; an unknown key is shown as it is."""
    assert all(word(key, language) for key in WORDS)
    assert word("of_its_own", language) == "of its own"
    assert both("of_its_own") == "of_its_own\nof_its_own"
