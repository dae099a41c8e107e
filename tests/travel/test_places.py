"""Where seats are."""

import pytest

from matchmaker.model import TABLES, Locality, frame_of
from matchmaker.travel import places
from matchmaker.travel.places import (
    default_gazetteer,
    home_places,
    locality_names,
    locate,
    locate_names,
    located,
    seat_places,
)
from tests.travel.worlds import Meridian, world


def site_and_course(kind, seat=None, employer=None, course=None):
    problem = world(
        [], [{"locality": seat}], opportunity={"kind": kind, "locality": course}, employer={"locality": employer}
    )
    site, course_place = seat_places(problem)
    return site["locality"][0], course_place["locality"][0]


@pytest.mark.parametrize(
    ("kind", "seat", "employer", "course", "expected"),
    [
        ("triangle_training", "A", "B", "C", ("A", "C")),
        ("triangle_training", None, "B", "C", ("B", "C")),
        ("triangle_training", None, None, "C", (None, "C")),
        ("technology_class", "A", None, None, ("A", None)),
        ("job", "A", "B", "C", ("A", None)),
        ("job", None, "B", "C", ("B", None)),
        ("job", None, None, "C", ("C", None)),
        ("practicum", None, None, None, (None, None)),
        ("workshop", "A", "B", "C", ("C", None)),
        ("workshop", "A", "B", None, ("A", None)),
        ("workshop", None, "B", None, ("B", None)),
    ],
)
def test_site_and_course_by_kind(kind, seat, employer, course, expected):
    """The site is the seat's, else the employer's, else the opportunity's; trainings have a course as well."""
    assert site_and_course(kind, seat, employer, course) == expected


def test_a_place_is_taken_whole():
    """A seat's own point is never mixed with its employer's locality."""
    problem = world([], [{"latitude": 31.5, "longitude": 34.9}], employer={"locality": "B"})
    assert seat_places(problem)[0].row(0) == (None, 31.5, 34.9)


def test_half_a_point_is_no_place():
    """A latitude without a longitude does not place a seat."""
    problem = world([], [{"latitude": 31.5}], employer={"locality": "B"})
    assert seat_places(problem)[0]["locality"][0] == "B"


def test_names_are_located_once():
    """Spellings of one known locality share a key; unknown ones share theirs by identity key; own points go first."""
    people = [{"locality": name} for name in ("A", "AA", "Tel X", "tel  x")] + [
        {"latitude": 1.0, "longitude": 2.0, "locality": "A"}
    ]
    problem = world(people, [])
    names = locate(locality_names([home_places(problem)], problem), Meridian())
    homes = located(home_places(problem), names)
    keys = homes["key"].to_list()
    assert keys[0] == keys[1] == keys[4] and keys[2] == keys[3] != keys[0]
    assert homes["latitude"].to_list() == [31.0, 31.0, None, None, 1.0]


def test_the_shipped_gazetteer_is_under_the_problems_own():
    """Without a gazetteer given, shipped places resolve, a problem's own go first, and equal tables share one."""
    rows = [{"locality_id": "9000", "name_he": "באר שבע", "latitude": 31.2, "longitude": 34.8}]
    problem = world([{"locality": "באר-שבע"}, {"locality": "Tel Aviv"}], [])
    own = problem.replace(localities=frame_of([Locality(**row) for row in rows], TABLES["localities"]))
    shipped, over = (locate_names(each, [home_places(each)], None).sort("name") for each in (problem, own))
    assert shipped["resolved"].all() and over["resolved"].all()
    assert over["place_latitude"][1] == 31.2 and abs(shipped["place_latitude"][1] - 31.25) < 0.05
    assert default_gazetteer(own) is default_gazetteer(own.replace(participants=own.participants))


def test_no_names_need_no_gazetteer(monkeypatch):
    """Where no locality is named, no gazetteer is built."""
    monkeypatch.setattr(places, "default_gazetteer", None)
    problem = world([{}], [{}])
    assert locate_names(problem, [home_places(problem)], None).is_empty()
