"""The ways to write the names of all places together."""

from __future__ import annotations

from matchmaker.text.variant_table import variant_table


def test_tail_that_is_another_place() -> None:
    """A place is not called by its tail where that is another place's whole name; by its head it is."""
    hazor, ashdod, arara, baneg = variant_table([["Hazor-Ashdod"], ["Ashdod"], ["Ar'ara"], ["Ar'ara-BaNegev"]])
    assert set(hazor) == {"hazor ashdod", "hazor"}
    assert set(ashdod) == {"ashdod"}
    assert "ar'ara" in baneg
    assert baneg["ar'ara"] > arara["ar'ara"] == 0


def test_tail_of_its_own() -> None:
    """A tail that is nobody else's name stays a way to write the place."""
    assert "monoson" in variant_table([["Yehud-Monoson"]])[0]
    assert variant_table([]) == []
