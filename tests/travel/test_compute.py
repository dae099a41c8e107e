"""Commutes, against worked cases and a plain double loop."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.errors import InputError, SettingsError
from matchmaker.travel import compute
from matchmaker.travel.compute import commutes
from tests.travel.worlds import Meridian, at_km, round_settings, world

INF, NAN = math.inf, math.nan


def minutes(problem, **changes):
    found = commutes(problem, round_settings(**changes), Meridian())
    return found.of(np.arange(problem.n_participants)[:, None], np.arange(problem.n_seats)[None, :])


def same(found, expected):
    np.testing.assert_allclose(found, np.array(expected, float), rtol=1e-4, atol=1e-3)


def test_estimates_by_the_fastest_mode():
    """Without a table, minutes come from the distance, by the fastest of the person's modes."""
    people = [{"locality": "A"}, {"locality": "A", "car": True}, {"locality": "B", "travel_modes": ["walk"]}]
    same(minutes(world(people, [{"locality": "A"}, {"locality": "C"}])), [[0, 30], [0, 15], [100, 200]])


def test_own_coordinates_go_before_the_localitys():
    """A participant's and a seat's own points replace their locality's."""
    people = [{"locality": "A", "latitude": at_km(5), "longitude": 34.8}]
    seats = [{"locality": "B"}, {"locality": "B", "latitude": at_km(25), "longitude": 34.8}]
    same(minutes(world(people, seats)), [[5, 20]])


def test_a_commute_inside_a_town_takes_time():
    """Known by the town alone, an end is ``same_locality_km`` away at least; between two own points that does not hold."""
    own = {"latitude": at_km(0.5), "longitude": 34.8}
    people = [{"locality": "A"}, {"locality": "A", **own}, {"locality": "A", "car": True}]
    seats = [{"locality": "A"}, {"locality": "AA", **own}, {"locality": "B"}]
    found = minutes(world(people, seats), same_locality_km=2.0)
    same(found, [[2, 2, 10], [2, 0, 9.5], [1, 1, 5]])
    default = commutes(world(people[:1], seats[:1]), gazetteer=Meridian()).minutes
    same(default, [[20 + 60 * 1.5 * 1.22 / 11]])


def test_given_minutes_inside_a_town_stand():
    """The travel table overrules the least distance inside a town."""
    problem = world([{"locality": "A"}], [{"locality": "AA"}], travel=[("A", "A", "transit", 1.0)])
    same(minutes(problem, same_locality_km=2.0), [[1]])


def test_the_table_goes_before_the_estimate():
    """A given pair is matched through the gazetteer or by identity key, in its own direction and mode only."""
    people = [{"locality": "AA"}, {"locality": "AA", "car": True}, {"locality": "Tel X"}, {"locality": "B"}]
    travel = [("A", "B", "transit", 50.0), ("TEL  X", "B", "transit", 7.0), ("A", "Yam", "transit", 12.0)]
    found = minutes(world(people, [{"locality": "B"}, {"locality": "yam"}, {"locality": "A"}], travel=travel))
    same(found, [[50, 12, 0], [5, 12, 0], [7, NAN, NAN], [0, NAN, 10]])


def test_an_empty_cell_of_the_table_is_unreachable():
    """Unreachable by the only mode is inf; with another mode, that one counts; with an unknown one, it is unknown."""
    people = [
        {"locality": "A", "travel_modes": ["transit"]},
        {"locality": "A", "travel_modes": ["transit", "walk"]},
        {"locality": "Tel X", "travel_modes": ["transit", "walk"]},
        {"locality": "Tel X", "travel_modes": ["transit"]},
    ]
    travel = [("A", "B", "transit", None), ("Tel X", "B", "transit", None)]
    same(minutes(world(people, [{"locality": "B"}], travel=travel)), [[INF], [100], [NAN], [INF]])


@pytest.mark.parametrize("locality", ["Atlantis", "Twin", "Nowhere near", None])
def test_unknown_is_not_far(locality):
    """An unknown, ambiguous, unplaced or missing locality gives NaN, at home and at work."""
    same(minutes(world([{"locality": locality}], [{"locality": "A"}])), [[NAN]])
    same(minutes(world([{"locality": "A"}], [{"locality": locality}])), [[NAN]])


def test_the_longer_commute_of_a_training_counts():
    """A training's minutes are the longer of course and site; an unknown leg makes them unknown, an absent one not."""
    seats = [{"locality": "A"}, {"locality": "D"}, {"locality": "Atlantis"}]
    people = [{"locality": "A"}]

    def training(course):
        return minutes(world(people, seats, opportunity={"kind": "triangle_training", "locality": course}))

    same(training("C"), [[30, 60, NAN]])
    same(training("Atlantis"), [[NAN, NAN, NAN]])
    same(training(None), [[0, 60, NAN]])


def test_a_course_that_cannot_be_reached_decides():
    """An unreachable course makes the pair unreachable even where the site is not known."""
    travel = [("A", "C", "transit", None)]
    opportunity = {"kind": "technology_class", "locality": "C"}
    problem = world(
        [{"locality": "A"}], [{"locality": "Atlantis"}, {"locality": "B"}], opportunity=opportunity, travel=travel
    )
    same(minutes(problem), [[INF, INF]])


def test_days_from_home_shorten_the_site_only():
    """Two days of five from home leave 3/5 of the site's minutes, of a four-day week 2/4; the course keeps all."""
    seats = [
        {"locality": "D", "hybrid_days": 2.0, "days": None},
        {"locality": "D", "hybrid_days": 2.0, "days": ["sunday", "monday", "tuesday", "wednesday"]},
        {"locality": "D", "hybrid_days": 5.0, "days": None},
        {"locality": "Atlantis", "hybrid_days": 5.0, "days": None},
    ]
    people = [{"locality": "A"}]
    same(minutes(world(people, seats)), [[36, 30, 0, 0]])
    same(minutes(world(people, seats), hybrid_rule="ignore"), [[60, 60, 60, NAN]])
    same(minutes(world(people, seats), week_days=4), [[30, 30, 0, 0]])
    course = {"kind": "triangle_training", "locality": "C"}
    same(minutes(world(people, seats, opportunity=course)), [[36, 30, 30, 30]])


def test_a_day_at_the_site_is_longer_than_the_mean_day():
    """The minutes of a day at the site stay whole, but where nobody travels there; the course binds both."""
    seats = [{"locality": "D", "hybrid_days": days} for days in (None, 2.0, 5.0)]

    def both(opportunity=None):
        found = commutes(world([{"locality": "A"}], seats, opportunity=opportunity), round_settings(), Meridian())
        rows = np.zeros(3, int), np.arange(3)
        return [found.of(*rows), found.of_day(*rows)]

    same(both(), [[60, 36, 0], [60, 60, 0]])
    same(both({"kind": "triangle_training", "locality": "C"}), [[60, 36, 30], [60, 60, 30]])


def test_work_from_home_makes_an_unreachable_site_reachable():
    """Where nobody travels to the site, that it cannot be reached does not matter; on one day a week it does."""
    seats = [{"locality": "B", "hybrid_days": 5.0}, {"locality": "B", "hybrid_days": 4.0}]
    same(minutes(world([{"locality": "A"}], seats, travel=[("A", "B", "transit", None)])), [[0, INF]])


def test_two_spellings_with_different_minutes_are_refused():
    """Rows of the travel table that contradict each other under another spelling are both listed."""
    travel = [("A", "B", "transit", 20.0), ("B", "A", "transit", 9.0), ("AA", "B", "transit", 30.0)]
    with pytest.raises(InputError) as caught:
        minutes(world([{"locality": "A"}], [{"locality": "B"}], travel=travel))
    assert [(finding.row, finding.code, finding.file) for finding in caught.value.findings] == [
        (2, "primary-key", "travel.csv"),
        (4, "primary-key", "travel.csv"),
    ]


def test_two_spellings_with_the_same_minutes_are_one():
    """Rows of the travel table that repeat each other under another spelling are taken."""
    travel = [("A", "B", "transit", 20.0), ("AA", "B", "transit", 20.0)]
    same(minutes(world([{"locality": "A"}], [{"locality": "B"}], travel=travel)), [[20]])


def test_work_grows_with_distinct_homes():
    """People of one home and mode set share a row, and seats of one place share a column."""
    people = [{"locality": name, "car": car} for name in ("A", "AA", "A") for car in (True, True, False)]
    found = commutes(world(people, [{"locality": "B"}] * 4), round_settings(), Meridian())
    assert found.minutes.shape == (2, 1)
    assert found.minutes.dtype == np.float32


def test_blocks_do_not_show(monkeypatch):
    """Working home by home gives the same minutes as working on all at once."""
    people = [{"locality": name, "car": car} for name in "ABCD" for car in (True, False)]
    travel = [("C", "B", "transit", 3.0), ("D", "A", "car", 4.0)]
    problem = world(people, [{"locality": name} for name in "ABCD"], travel=travel)
    at_once = minutes(problem)
    monkeypatch.setattr(compute, "CELLS_PER_BLOCK", 1)
    np.testing.assert_array_equal(minutes(problem), at_once)


def test_the_digest_is_of_the_facts():
    """The digest ignores the order of rows and repeats, and changes with a setting, a given minute or a place."""
    people = [{"locality": "A"}, {"locality": "B"}]
    travel = [("A", "B", "transit", 20.0), ("B", "B", "transit", 9.0)]
    seats = [{"locality": "B"}]

    def digest(people=people, travel=travel, **changes):
        return commutes(world(people, seats, travel=travel), round_settings(**changes), Meridian()).digest

    assert len(digest()) == 64
    assert digest() == digest(people=[*people[::-1], people[0]], travel=travel[::-1])
    others = [digest(week_days=4), digest(travel=travel[:1]), digest(people=people[:1])]
    assert len({digest(), *others}) == 4


def test_nobody_and_nothing():
    """Without participants or seats there are no minutes, and all-unknown problems are all NaN."""
    assert minutes(world([], [{"locality": "A"}])).shape == (0, 1)
    assert minutes(world([{"locality": "A"}], [])).shape == (1, 0)
    assert minutes(world([], [])).shape == (0, 0)
    same(minutes(world([{}], [{}, {}])), [[NAN, NAN]])


def test_settings_of_the_problem_are_used():
    """Without settings given, the problem's travel section counts, and a wrong one is refused."""
    people, seats = [{"locality": "A"}], [{"locality": "D"}]
    car = {"circuity": 1.0, "speed_kmh": 60.0, "local_km": 0.0, "access_minutes": 0.0}
    problem = world(people, seats, settings={"default_modes": ["car"], "car": car})
    same(commutes(problem, gazetteer=Meridian()).minutes, [[60]])
    with pytest.raises(SettingsError):
        commutes(world(people, seats, settings={"car": {"speed": 1}}), gazetteer=Meridian())


localities = st.sampled_from(["A", "AA", "B", "C", "D", "Tel X", "Twin", None])
modes = st.sampled_from(["walk", "car", "transit"])
people_rows = st.fixed_dictionaries(
    {"locality": localities, "car": st.sampled_from([True, False, None]), "travel_modes": st.lists(modes, max_size=2)}
)
seat_rows = st.fixed_dictionaries({"locality": localities, "hybrid_days": st.sampled_from([None, 0.0, 2.0, 5.0])})
tables = st.dictionaries(
    st.tuples(st.sampled_from(["A", "B", "Tel X"]), st.sampled_from(["A", "B", "Tel X"]), modes),
    st.sampled_from([None, 1.0, 25.0]),
    max_size=6,
)
PACE = {"walk": 10.0, "car": 0.5, "transit": 1.0}


def one_leg(home, place, chosen, table):
    """Fewest minutes over modes, in plain Python."""
    home, place = ("A" if name == "AA" else name for name in (home, place))
    found = []
    for mode in chosen:
        if (home, place, mode) in table:
            value = table[home, place, mode]
            found.append(INF if value is None else value)
        elif home in Meridian.km and place in Meridian.km:
            found.append(abs(Meridian.km[home] - Meridian.km[place]) * PACE[mode])
        else:
            found.append(NAN)
    known = [value for value in found if not math.isnan(value)]
    least = min(known, default=NAN)
    return NAN if least == INF and len(known) < len(found) else least


def one_pair(person, seat, course, table):
    chosen = set(person["travel_modes"] or ["transit"]) | ({"car"} if person["car"] else set())
    legs = []
    if seat["locality"] is not None:
        share = 1 - (seat["hybrid_days"] or 0) / 5
        legs.append(one_leg(person["locality"], seat["locality"], chosen, table) * share if share else 0.0)
    if course is not None:
        legs.append(one_leg(person["locality"], course, chosen, table))
    if INF in legs:
        return INF
    return NAN if not legs or any(map(math.isnan, legs)) else max(legs)


@settings(deadline=None, max_examples=60)
@given(st.lists(people_rows, min_size=1, max_size=5), st.lists(seat_rows, min_size=1, max_size=5), tables, localities)
def test_against_a_double_loop(people, seats, table, course):
    """The factorised minutes are those of a plain double loop over participants and seats."""
    travel = [(*key, value) for key, value in table.items()]
    opportunity = {"kind": "triangle_training", "locality": course}
    problem = world(people, seats, travel=travel, opportunity=opportunity)
    same(minutes(problem), [[one_pair(person, seat, course, table) for seat in seats] for person in people])
