"""Other ways to write a place's name, and how far names sound apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.alignment import SoundAligner
from matchmaker.text.name_variants import bare_words, is_one_word, place_variants, query_variants, tail_variants
from matchmaker.text.sound_costs import gap_costs, substitution_matrix, weight
from matchmaker.text.sound_index import SoundIndex
from matchmaker.text.sounds import TOKENS, sounds


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("דימונה", set()),
        ("גת (קיבוץ)", {"גת"}),
        ("ג'ש (גוש חלב)", {"ג'ש", "גוש חלב"}),
        ("תל אביב-יפו", {"תל אביב"}),
        ("יהוד-מונוסון", {"יהוד", "מונוסון"}),
        ("אל-רום", {"רום"}),
        ("אום אל-פחם", {"אום פחם"}),
        ("ג'סר א-זרקא", {"ג'סר זרקא"}),
        ("Jisr Az-Zarqa", {"jisr zarqa"}),
        ("Bet El", set()),
        ("El", set()),
        ("الطيبة", {"طيبة"}),
        ("טל-אל", set()),
        ("רם-", set()),
    ],
)
def test_place_variants(name: str, others: set[str]) -> None:
    """A name may go without its qualifier, as one part of a compound or without the article, at a penalty."""
    variants = place_variants(name)
    assert min(variants.values()) == 0
    assert {variant for variant, penalty in variants.items() if penalty} == others


def test_query_variants() -> None:
    """A leading word for the kind of settlement may be left out; alone it is the name."""
    assert set(query_variants("קיבוץ גת")) == {"קיבוץ גת", "גת"}
    assert set(query_variants("קיבוץ")) == {"קיבוץ"}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ora i Israel", "ora"),
        ("Nir Israel", "nir"),
        ("Israel", "israel"),
        ("ערב אל עראמשה", "אל עראמשה"),
        ("ישיבת כרם יבנה", "כרם יבנה"),
        ("כפר סבא", "כפר סבא"),
        ("מרחביה קיבוץ", "מרחביה קיבוץ"),
        ("", ""),
    ],
)
def test_bare_words(text: str, bare: str) -> None:
    """What stands before a name and the country after it are left out; a kind after it tells namesakes apart."""
    assert " ".join(bare_words(text)) == bare
    assert bare in query_variants(text)


def test_one_word() -> None:
    """The Arabic article and a kind of settlement are no words of a name."""
    assert all(is_one_word(text) for text in ("Tirah", "At Tira", "moshav Tira", "الطيرة"))
    assert not any(is_one_word(text) for text in ("", "Tirat Karmel", "טירת כרמל"))


def test_letters_without_vowels() -> None:
    """In writing without vowels ``sh`` is two letters or one consonant, and so are ``ts`` and ``tz``."""
    assert len(query_variants("msh")) == 2
    assert len(query_variants("mtsby")) == 2
    assert len(query_variants("Moshe")) == 1


@pytest.mark.parametrize(
    ("name", "tails"),
    [
        ("Hazor-Ashdod", {"ashdod"}),
        ("Tamra (Yizre'el)", {"yizre'el"}),
        ("Gat(Qibbuz)", set()),
        ("Kefar Saba", set()),
    ],
)
def test_tail_variants(name: str, tails: set[str]) -> None:
    """The second part of a compound and a name in brackets follow the head."""
    assert tail_variants(name) == tails


def distance(one: str, other: str) -> float:
    """Distance of two names by sound."""
    index = np.zeros(1, dtype=np.int64)
    return float(SoundAligner([sounds(other)]).distances([sounds(one)], index, index)[0])


@pytest.mark.parametrize(
    ("same", "other"),
    [
        (("דימונה", "Dimona"), ("דימונה", "Modiin")),
        (("נחשולים", "Nahsholim"), ("נחשולים", "Nahshonim")),
        (("צפת", "Tzfat"), ("צפת", "Tifrah")),
        (("יחיעם", "يحيعام"), ("יחיעם", "يعارا")),
        (("קריית", "קרית"), ("קריית", "קדמת")),
        (("Biriyya", "Biria"), ("Biriyya", "Barka")),
    ],
)
def test_like_sounds_are_near(same: tuple[str, str], other: tuple[str, str]) -> None:
    """Two spellings of one name are within half a consonant; another consonant costs about one."""
    assert distance(*same) < 0.5 < 0.8 < distance(*other)


def test_worked_distance() -> None:
    """By hand: two single consonants replaced cost two, a doubled one in a voiced name nearly nothing."""
    assert distance("bad", "mal") == pytest.approx(2.0)
    assert distance("bada", "badda") == pytest.approx(0.05)


NAMES = st.text("אבגדהוזחטיabcdefghijkloשрлиاب ", min_size=1, max_size=9)


@settings(deadline=None, max_examples=100)
@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(NAMES, min_size=1, max_size=5))
def test_distances_are_symmetric(one: list[str], other: list[str]) -> None:
    """Distances are symmetric, zero to itself, and the same alone and in company."""
    left, right = [sounds(text) for text in one], [sounds(text) for text in other]
    i, j = (index.ravel() for index in np.indices((len(one), len(other))))
    forward = SoundAligner(right).distances(left, i, j)
    assert np.allclose(forward, SoundAligner(left).distances(right, j, i), atol=1e-5)
    assert forward[-1] == pytest.approx(distance(one[-1], other[-1]), abs=1e-5)
    assert distance(one[0], one[0]) == 0


def test_costs_are_sound() -> None:
    """Substitution costs are symmetric and in [0, 1], zero for the same token; every token has a price to drop it."""
    costs = substitution_matrix()[1:, 1:]
    assert (costs == costs.T).all()
    assert ((costs >= 0) & (costs <= 1)).all()
    assert (np.diag(costs) == 0).all()
    assert all(0 < gap <= 1 for kind in range(3) for gap in gap_costs(sounds("ba"), kind))
    assert len(set(TOKENS)) == len(TOKENS)
    assert gap_costs(sounds(""), 0) == []
    assert weight(sounds("דימונה")) >= 3


def test_index_without_sounds() -> None:
    """Names and queries without sounds are near nothing."""
    assert SoundIndex([["北京"], ["..."]]).nearest(["dan", "北京"]) == [[], []]
    assert SoundIndex([["dan"]]).nearest(["北京"]) == [[]]
    assert SoundIndex([["dan"]]).nearest([]) == []
