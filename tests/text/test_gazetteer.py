"""Places by name: resolved, asked about, or unknown, and never guessed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.model.locality import Locality
from matchmaker.model.problem import Problem
from matchmaker.text.gazetteer import Gazetteer

PLACES = [
    Locality(locality_id="9000", name_he="באר שבע", name_en="Be'er Sheva", latitude=31.25, longitude=34.79),
    Locality(locality_id="2200", name_he="דימונה", name_en="Dimona"),
    Locality(locality_id="1161", name_he="רהט", name_en="Rahat", name_ar="رهط"),
    Locality(locality_id="5000", name_he="תל אביב-יפו", name_en="Tel Aviv - Yafo"),
    Locality(locality_id="65", name_he="מרחביה (קיבוץ)", name_en="Merhavya(Qibbuz)"),
    Locality(locality_id="66", name_he="מרחביה (מושב)", name_en="Merhavya(Moshav)"),
    Locality(locality_id="62", name_he="דגניה א'", name_en="Deganya Alef"),
    Locality(locality_id="79", name_he="דגניה ב'", name_en="Deganya Bet"),
    Locality(locality_id="44", name_he="זוהר", name_en="Zohar"),
    Locality(locality_id="1136", name_he="צוחר", name_en="Zohar"),
    Locality(locality_id="541", name_he="ג'סר א-זרקא", name_en="Jisr Az-Zarqa"),
    Locality(locality_id="74", name_he="עין הוד", name_en="En Hod"),
    Locality(locality_id="1320", name_he="עין חוד", name_en="Ein Hod"),
    Locality(locality_id="1", name_en="Kiryat Malakhi"),
    Locality(locality_id="no-name"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """A gazetteer of a few places, some of them easy to mix up."""
    return Gazetteer(PLACES)


@pytest.mark.parametrize(
    ("name", "code", "rule"),
    [
        ("9000", "9000", "code"),
        ("באר שבע", "9000", "exact"),
        (" בְּאֵר־שֶׁבַע ", "9000", "spelling"),
        ("Beer Sheva", "9000", "spelling"),
        ("באר-שבע", "9000", "spelling"),
        ("Beersheva", "9000", "spelling"),
        ("Бершева", "9000", "sound"),
        ("بئير شيفع", "9000", "sound"),
        ("bʼr sbʿ", "9000", "sound"),
        ("דימונא", "2200", "sound"),
        ("Димона", "2200", "sound"),
        ("رهط", "1161", "exact"),
        ("תל אביב", "5000", "sound"),
        ("Tel-Aviv", "5000", "sound"),
        ("דגניה אלף", "62", "sound"),
        ("Degania B", "79", "sound"),
        ("Jisr el-Zarqa", "541", "sound"),
        ("קריית מלאכי", "1", "sound"),
        ("no-name", "no-name", "code"),
    ],
)
def test_resolved(gazetteer: Gazetteer, name: str, code: str, rule: str) -> None:
    """A spelling that fits one place is that place, and the rule that matched is told."""
    (found,) = gazetteer.resolve([name])
    assert (found.status, found.id, found.rule) == ("resolved", code, rule)
    assert 0.8 < found.score <= 1
    assert found.candidates[0].id == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("מרחביה", {"65", "66"}),
        ("Zohar", {"44", "1136"}),
        ("Merhavia", {"65", "66"}),
        ("Ein Hod", {"74", "1320"}),
        ("קיבוץ מרחביה", {"65", "66"}),
    ],
)
def test_ambiguous(gazetteer: Gazetteer, name: str, codes: set[str]) -> None:
    """A name that fits two places is a question that lists both."""
    (found,) = gazetteer.resolve([name])
    assert (found.status, found.id) == ("ambiguous", None)
    assert {candidate.id for candidate in found.candidates} == codes


@pytest.mark.parametrize(
    "name", ["", " ", "?", "北京", "לונדון", "New York", "דימו", "ירושלים", "0009000", "Qiryat Gat"]
)
def test_unknown(gazetteer: Gazetteer, name: str) -> None:
    """What fits no place is unknown, not the nearest place."""
    (found,) = gazetteer.resolve([name])
    assert (found.status, found.id) == ("unknown", None)


def test_order_and_repeats(gazetteer: Gazetteer) -> None:
    """Answers stand in the order of the names, repeats included, and are the same alone and together."""
    names = ["Zohar", "רהט", "Zohar", "nowhere"]
    together = gazetteer.resolve(names)
    assert [found.query for found in together] == names
    assert together == [Gazetteer(PLACES).resolve([name])[0] for name in names]
    assert gazetteer.resolve([]) == []


def test_exonym() -> None:
    """A place whose English name is foreign is found by either name and by spellings of the Hebrew one."""
    places = [Locality(locality_id="t", name_he="טבריה", name_en="Tiberias"), *PLACES]
    found = Gazetteer(places).resolve(["Tverya", "Teverya", "tbryh", "Tiberias"])
    assert [one.id for one in found] == ["t"] * 4


def test_ordinal_letter_only_at_the_end(gazetteer: Gazetteer) -> None:
    """A single ``a`` is the ordinal alef after a name, and an article or a syllable before it."""
    after, before = gazetteer.resolve(["Degania A", "A Degania"])
    assert after.id == "62"
    assert before.id is None


def test_empty_gazetteer_knows_nothing() -> None:
    """Without places every name is unknown."""
    assert [found.status for found in Gazetteer([]).resolve(["רהט", ""])] == ["unknown", "unknown"]


def test_coordinates(gazetteer: Gazetteer) -> None:
    """Coordinates come in the order of the codes, NaN for a place without a point and for no place."""
    found = gazetteer.coordinates(["2200", "9000", "nowhere"])
    assert found.shape == (3, 2)
    assert np.isnan(found[[0, 2]]).all()
    assert found[1].tolist() == [31.25, 34.79]
    assert gazetteer.coordinates([]).shape == (0, 2)


HEBREW = st.text("אבגדהוזחטילמנסעפצקרשת' -", min_size=2, max_size=10).filter(lambda text: bool(text.strip(" '-")))


@settings(deadline=None, max_examples=40)
@given(st.lists(HEBREW, min_size=2, max_size=6))
def test_own_names(names: list[str]) -> None:
    """An exact name resolves to its own place, and is a question wherever two places share its spelling."""
    gazetteer = Gazetteer(Locality(locality_id=f"#{index}", name_he=name) for index, name in enumerate(names))
    for index, found in enumerate(gazetteer.resolve(names)):
        assert found.status in ("resolved", "ambiguous")
        assert f"#{index}" in {candidate.id for candidate in found.candidates}
        if found.status == "resolved":
            assert found.id == f"#{index}"


@settings(deadline=None, max_examples=40)
@given(HEBREW, st.sampled_from(["קריית {}", "{} ב", "{}-{}", "{}"]))
def test_two_places_of_one_key(name: str, form: str) -> None:
    """Two places whose names are the same up to spelling are never told apart by guess."""
    text = form.format(name, name)
    places = [Locality(locality_id="one", name_he=text), Locality(locality_id="two", name_he=f" {text}\u200f")]
    for found in Gazetteer(places).resolve([text, text.replace(" ", "-"), text + "\u05b0"]):
        assert found.status != "resolved"


def test_given_places_lie_over_the_shipped_ones() -> None:
    """A problem's places go first, take what they lack from their shipped twins, and the other shipped places stay."""
    rows = pl.DataFrame({"locality_id": ["9000", "X"], "name_he": ["באר שבע", "כפר דמיוני"]})
    problem = Problem.from_frames({"localities": rows})
    gazetteer = Gazetteer.of(problem)
    beer_sheva, dimona, made_up = gazetteer.resolve(["Beersheba", "דימונה", "כפר דמיוני"])
    assert (beer_sheva.id, made_up.id) == ("9000", "X")
    assert dimona.id is not None
    assert dimona.id.startswith("gn")
    assert np.allclose(gazetteer.coordinates(["9000"]), [[31.25, 34.79]], atol=0.02)
    assert Gazetteer.of(problem) is gazetteer
