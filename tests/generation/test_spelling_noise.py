"""Variants of Hebrew texts."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.generation.spelling_noise import slash_form, spellings, written


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("שגב-שלום", "שגב שלום"), ("שגב-שלום", "שגב־שלום"), ("נדל״ן", 'נדל"ן'), ("קריית גת", "קרית גת"),
        ("ביר הדאג'", "ביר הדאג׳"), ("ירוחם", "ירוחמ"),
    ],
)  # fmt: skip
def test_spellings_hold_the_variant(text: str, variant: str) -> None:
    """Each way of writing that the module knows shows up beside the text itself, which stands first."""
    assert spellings(text)[0] == text
    assert variant in spellings(text)


@pytest.mark.parametrize(
    ("he", "she", "both"),
    [
        ("מוכר", "מוכרת", "מוכר/ת"), ("מלגזן", "מלגזנית", "מלגזן/ית"), ("מעצב גרפי", "מעצבת גרפית", "מעצב/ת גרפי/ת"),
        ("בריסטה", "בריסטה", "בריסטה"), ("גנן", "גננת נוי", "גנן/גננת נוי"),
    ],
)  # fmt: skip
def test_slash_forms_join_both_genders(he: str, she: str, both: str) -> None:
    """Words that differ share their stem; titles of different lengths stand side by side."""
    assert slash_form(he, she) == both


def test_written_keeps_the_first_form_without_noise_and_varies_with_it() -> None:
    """At rate 0 every text is its first form; at rate 1 every text with another form is another one."""
    forms = [("א", "ב", "ג"), ("ד",)]
    codes = np.array([[0, 1], [0, 0]])
    plain = written(np.random.default_rng(0), codes, forms, 0.0)
    noisy = written(np.random.default_rng(0), codes, forms, 1.0)
    assert plain.tolist() == [["א", "ד"], ["א", "א"]]
    assert noisy[0, 1] == "ד"
    assert {noisy[0, 0], noisy[1, 0], noisy[1, 1]} <= {"ב", "ג"}
