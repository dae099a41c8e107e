"""Normal forms of words in four scripts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.arabic import arabic_sounds, fold_arabic
from matchmaker.text.cyrillic import cyrillic_sounds
from matchmaker.text.hebrew import fold_hebrew, hebrew_sounds
from matchmaker.text.latin import fold_latin, latin_sounds
from matchmaker.text.normalise import normalise
from matchmaker.text.skeleton import skeleton
from matchmaker.text.sounds import ABJAD, HEBREW, VOWELLED, Sounds, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("קִרְיַת גַּת", "קריית-גת"),
        ("תל־אביב", "תל אביב"),
        ('צה"ל', "צהל"),
        ("ג׳ת", "ג'ת"),
        ("נווה", "נוה"),
        ("נו\u0301וה", "נוה"),
        ("ז\u200bו\u0301ו", "זו"),
        ("ירושליים", "ירושלים"),
        ("אם", "אמ"),
        ("الطَّيِّبَة", "الطيبه"),
        ("أم الفحم", "ام الفحم"),
        ("رهـــط", "رهط"),
        ("مصطفى", "مصطفي"),
        ("قراءة", "قراة"),
        ("Naẕerat", "nazerat"),
        ("Be’er-Sheva‘", "beer sheva"),
        ("Ёлка", "елка"),
        ("  two   words ", "Two Words"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    """Spellings that differ only in how letters are written have one normal form."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("חיפה", "יפה"), ("דרום", "צפון"), ("רמלה", "רמה"), ("Gat", "Gath")])
def test_two_forms(one: str, other: str) -> None:
    """Words with other consonants keep forms of their own."""
    assert normalise(one) != normalise(other)


@settings(deadline=None, max_examples=300)
@given(st.text())
def test_normal_form_is_settled(text: str) -> None:
    """The normal form of a normal form is itself, and the case of the text does not matter to it."""
    form = normalise(text)
    assert normalise(form) == form
    assert form == form.strip()


@settings(deadline=None, max_examples=200)
@given(st.text(), st.sampled_from([skeleton, hebrew_sounds, arabic_sounds, cyrillic_sounds, latin_sounds]))
def test_sounds_of_anything(text: str, function: object) -> None:
    """Any text has sounds and a skeleton, if empty ones, and the same each time."""
    assert callable(function)
    assert function(text) == function(text)


def test_folds() -> None:
    """Each script's fold does its own work only."""
    assert fold_hebrew("שָׁלוֹם") == "שלומ"
    assert fold_arabic("إِسْلام") == "اسلام"
    assert fold_latin("Ḥađera") == "Hadera"


def test_one_skeleton_in_four_scripts() -> None:
    """A name has one skeleton in Hebrew, Latin, Cyrillic and Arabic letters."""
    assert {skeleton(name) for name in ("דימונה", "Dimona", "Димона", "ديمونا")} == {"DMN"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("דימונה", HEBREW), ("ديمونا", ABJAD), ("dymwnh", ABJAD), ("Dimona", VOWELLED), ("Димона", VOWELLED)],
)
def test_how_vowels_are_written(text: str, kind: int) -> None:
    """Hebrew, other writing without vowels, and writing with vowels are told apart."""
    assert sounds(text).kind == kind


def test_letter_by_letter() -> None:
    """A Latin word without vowels is read letter by letter; one with vowels has digraphs."""
    assert latin_sounds("shr") == "shr"
    assert latin_sounds("shahar") == "Sahar"


def test_ordinals_are_letter_names() -> None:
    """A lone letter in any script is the letter's name."""
    assert (hebrew_sounds("א'"), latin_sounds("a"), cyrillic_sounds("а"), arabic_sounds("أ")) == (
        "אלפ",
        "alef",
        "alef",
        "اlf",
    )


def test_unknown_script_is_silent() -> None:
    """A name in a script without rules has no sounds."""
    assert sounds("北京") == Sounds("", VOWELLED)
