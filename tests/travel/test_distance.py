"""Distances on the sphere."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.travel.distance import EARTH_RADIUS_KM, distance_km

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def between(here: tuple[float, float], there: tuple[float, float]) -> float:
    return float(distance_km(*(np.array([value]) for value in (*here, *there)))[0])


def textbook(here: tuple[float, float], there: tuple[float, float]) -> float:
    (south, west), (north, east) = (tuple(map(math.radians, point)) for point in (here, there))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


@settings(deadline=None)
@given(points, points)
def test_textbook_haversine(here, there):
    """The distance is the textbook haversine's, the same both ways, and 0 from a point to itself."""
    # Near the antipodes the arcsine is steep, so both formulas lose digits there.
    assert between(here, there) == pytest.approx(textbook(here, there), rel=1e-7, abs=1e-3)
    assert between(here, there) == between(there, here)
    assert between(here, here) == 0


def test_a_degree_of_latitude_is_111_km():
    """A degree along a meridian is a 360th of the sphere's circumference, and the poles are half of it apart."""
    assert between((31, 34.8), (32, 34.8)) == pytest.approx(2 * math.pi * EARTH_RADIUS_KM / 360)
    assert between((90, 0), (-90, 0)) == pytest.approx(math.pi * EARTH_RADIUS_KM)


def test_unknown_coordinates_give_unknown_distance():
    """NaN in a coordinate gives NaN, and arrays broadcast to a table."""
    table = distance_km(
        np.array([[31.0], [np.nan]]), np.array([[34.8], [34.8]]), np.array([31.0, 32.0, 33.0]), np.full(3, 34.8)
    )
    assert table.shape == (2, 3)
    assert np.isnan(table[1]).all() and not np.isnan(table[0]).any()
