"""Free text matched to a list of terms."""

from __future__ import annotations

import pytest

from matchmaker.text.match_vocabulary import match_vocabulary

TERMS = {
    "driving": ["נהיגה", "Driving"],
    "accounting": ["הנהלת חשבונות", "Book-keeping"],
    "nursing": ["סיעוד"],
    "baking": ["Baking"],
    "making": ["Making"],
    "bare": [],
    "double_one": ["מלאי"],
    "double_two": ["מלאי"],
}


@pytest.mark.parametrize(
    ("text", "term", "rule"),
    [
        ("נהיגה", "driving", "exact"),
        (" DRIVING ", "driving", "exact"),
        ("הנהלת־חשבונות", "accounting", "spelling"),
        ("הנהלת חשבונת", "accounting", "spelling"),
        ("bare", "bare", "exact"),
        ("Baking", "baking", "exact"),
    ],
)
def test_resolved(text: str, term: str, rule: str) -> None:
    """A text that is one term up to spelling, or clearly nearest to one, is that term."""
    (found,) = match_vocabulary([text], TERMS)
    assert (found.status, found.id, found.rule) == ("resolved", term, rule)


def test_ambiguous() -> None:
    """A label of two terms, or a text equally near to two, is a question that lists them."""
    shared, near = match_vocabulary(["מלאי", "xaking baking"], TERMS | {"a": ["aaking baking"], "b": ["baking xaking"]})
    assert (shared.status, [c.id for c in shared.candidates]) == ("ambiguous", ["double_one", "double_two"])
    assert near.id in (None, "a")
    (tie,) = match_vocabulary(["taking orders"], {"a": ["making orders"], "b": ["baking orders"]})
    assert (tie.status, [c.id for c in tie.candidates]) == ("ambiguous", ["a", "b"])


def test_unknown() -> None:
    """An empty text and a far one are unknown; so is everything in an empty vocabulary."""
    assert [found.status for found in match_vocabulary(["", "!", "שחייה"], TERMS)] == ["unknown"] * 3
    assert [found.status for found in match_vocabulary(["נהיגה"], {})] == ["unknown"]
    assert match_vocabulary([], TERMS) == []
