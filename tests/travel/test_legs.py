"""The legs behind a pair's minutes."""

import math

import numpy as np
import pytest

from matchmaker.travel import commute_legs, commutes
from tests.travel.worlds import Meridian, round_settings, world


def legs(problem, participant=0, seat=0):
    return commute_legs(problem, participant, seat, round_settings(), Meridian())


def test_each_leg_says_its_mode_and_source():
    """Legs name the fastest mode and whether its minutes were given or estimated; the longest is the pair's minutes."""
    problem = world(
        [{"locality": "D"}, {"locality": "A", "car": True, "travel_modes": ["transit"]}],
        [{"locality": "B"}, {"locality": "C", "hybrid_days": 2.5}],
        opportunity={"kind": "triangle_training", "locality": "B"},
        travel=[("A", "B", "transit", 1.0)],
    )
    site, course = legs(problem, 1, 1)
    assert (site.kind, site.locality, site.mode, site.source) == ("site", "C", "car", "estimated")
    assert (course.kind, course.locality, course.mode, course.source) == ("course", "B", "transit", "given")
    assert site.minutes == pytest.approx(7.5, abs=1e-3) and site.site_day_share == 0.5
    assert course.minutes == 1.0
    found = commutes(problem, round_settings(), Meridian()).of(np.array([1]), np.array([1]))[0]
    assert found == pytest.approx(max(site.minutes, course.minutes), abs=1e-3)


def test_unknown_and_unreachable_legs():
    """An unknown leg has no mode; one the table calls unreachable is given; no recorded place gives no leg."""
    problem = world(
        [{"locality": "A"}], [{"locality": "Atlantis"}, {"locality": "B"}, {}], travel=[("A", "B", "transit", None)]
    )
    (unknown,), (unreachable,) = legs(problem, 0, 0), legs(problem, 0, 1)
    assert math.isnan(unknown.minutes) and unknown.mode is None and unknown.source == "unknown"
    assert unreachable.minutes == math.inf and unreachable.source == "given"
    assert legs(problem, 0, 2) == ()


def test_a_leg_nobody_travels_takes_no_time():
    """With every day from home the site's leg takes 0 minutes, known or not."""
    problem = world([{"locality": "A"}], [{"locality": "Atlantis", "hybrid_days": 5.0}])
    assert legs(problem)[0].minutes == 0
