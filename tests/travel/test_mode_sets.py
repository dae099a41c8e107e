"""Which modes a participant may use."""

from matchmaker.travel import TravelSettings
from matchmaker.travel.mode_sets import bits, mode_sets, modes_in
from matchmaker.travel.settings import MODES
from tests.travel.worlds import world


def test_recorded_modes_defaults_and_car():
    """Recorded modes count, else the defaults; a car adds driving; a car that is denied or unknown adds nothing."""
    people = [
        {"travel_modes": ["walk", "transit"], "car": None},
        {"travel_modes": ["walk"], "car": True},
        {"travel_modes": ["car"], "car": True},
        {"travel_modes": None, "car": None},
        {"travel_modes": None, "car": True},
        {"travel_modes": None, "car": False},
    ]
    found = mode_sets(world(people, []), TravelSettings(default_modes=("shuttle",)))
    expected = [("walk", "transit"), ("walk", "car"), ("car",), ("shuttle",), ("shuttle", "car"), ("shuttle",)]
    assert found.tolist() == [bits(modes) for modes in expected]


def test_bits_and_modes_agree():
    """Reading a set of modes back gives the modes put in, each once."""
    assert [MODES[index] for index in modes_in(bits(["car", "walk", "car"]))] == ["walk", "car"]


def test_nobody():
    """Without participants there is no mode set."""
    assert mode_sets(world([], []), TravelSettings()).size == 0
