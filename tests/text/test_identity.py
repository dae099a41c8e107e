"""Identity keys: what is one id and what is two."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.identity import identity_key, identity_keys

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("אבשׁ־״׳'\"-–`´ \u200b\u200f\u05b0éÉ"))
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" a", "a "),
        ("A", "a"),
        ("a\u200b", "a"),
        ("a\u202eb", "ab"),
        ("\u2066P1\u2069", "p1"),
        ("a\u00a0 b", "a b"),
        ("é", "e\u0301"),
        ("\ufb2a", "ש\u05c1"),
        ("שָׁלוֹם", "שלום"),
        ("ת״א", 'ת"א'),
        ("ת''א", "ת”א"),
        ("ג׳ת", "ג’ת"),
        ("ג`ת", "ג´ת"),
        ("תל־אביב", "תל–אביב"),
        ("straße", "STRASSE"),
        ("１２", "12"),
        ("a\ufe0f", "a"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_one_id(one: str, other: str) -> None:
    """Spellings that a person cannot tell apart have one key."""
    assert identity_key(one) == identity_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("012", "12"), ("12.0", "12"), ("a b", "ab"), ("שלום", "שלומ"), ("1 11", "11 1")]
)
def test_two_ids(one: str, other: str) -> None:
    """Leading zeros, decimals, inner spaces and final letters tell ids apart."""
    assert identity_key(one) != identity_key(other)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_key_of_a_key_is_itself(text: str) -> None:
    """A key is its own key, whatever the text."""
    key = identity_key(text)
    assert identity_key(key) == key
    assert not any(unicodedata.category(c) == "Cf" for c in key)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.none(), TEXTS), max_size=8))
def test_column_equals_values(values: list[str | None]) -> None:
    """The keys of a column are the keys of its values; null stays null and the name stays."""
    keys = identity_keys(pl.Series("participant_id", values, dtype=pl.String))
    assert keys.name == "participant_id"
    assert keys.to_list() == [None if value is None else identity_key(value) for value in values]


def test_every_format_character_is_dropped() -> None:
    """No character of Unicode class Cf is left in a key."""
    kept = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) == "Cf" and identity_key(c)]
    assert kept == []
