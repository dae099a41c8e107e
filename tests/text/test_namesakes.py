"""Places that people may call by another place's name."""

from __future__ import annotations

from matchmaker.model.locality import Locality
from matchmaker.text.gazetteer import Gazetteer
from matchmaker.text.namesakes import namesakes

NAMES = [
    ["טירה", "Tire"],
    ["טירת כרמל", "Tirat Karmel"],
    ["טירת יהודה", "Tirat Yehuda"],
    ["יבנה", "Yavne"],
    ["גן יבנה", "Gan Yavne"],
    ["גת (קיבוץ)", "Gat(Qibbuz)"],
    ["קריית גת", "Qiryat Gat"],
]


def test_longer_names() -> None:
    """Longer names with the word first or last count, in the construct state too, and brackets do not."""
    assert namesakes(NAMES) == [frozenset(other) for other in ({1, 2}, (), (), {4}, (), {6}, ())]


def test_two_namesakes_make_a_question() -> None:
    """One word that only sounds like a name is a question if two longer names begin with it; spelled right it is not."""
    gazetteer = Gazetteer(
        Locality(locality_id=str(index), name_he=hebrew, name_en=english)
        for index, (hebrew, english) in enumerate(NAMES)
    )
    tirah, at_tira, own, yavneh = gazetteer.resolve(["Tirah", "At Tira", "Tire", "Yavneh"])
    assert {candidate.id for candidate in tirah.candidates} == {"0", "1", "2"}
    assert tirah.status == at_tira.status == "ambiguous"
    assert tirah.candidates[0].id == "0"
    assert own.id == "0"
    assert yavneh.id == "3"
