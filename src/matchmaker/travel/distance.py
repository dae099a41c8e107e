"""Great-circle distance between places."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), in km."""

Degrees = npt.NDArray[np.float64]


def distance_km(
    from_latitude: Degrees, from_longitude: Degrees, to_latitude: Degrees, to_longitude: Degrees
) -> npt.NDArray[np.float64]:
    """Return the great-circle distances in km between points given in degrees (WGS 84), by the haversine formula.

    The arrays broadcast together: (n, 1) against (1, m) gives the (n, m) table. Two equal points are 0 apart; NaN
    in any coordinate gives NaN. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984).

    >>> float(distance_km(*(np.array([x]) for x in (31.25, 34.79, 32.08, 34.78)))[0].round(1))
    92.3
    """
    # The haversine is a quarter of the squared chord on the unit sphere: trigonometry per point, not per pair.
    here, there = _on_sphere(from_latitude, from_longitude), _on_sphere(to_latitude, to_longitude)
    squared_chord = sum((a - b) ** 2 for a, b in zip(here, there, strict=True))
    # Rounding can carry the haversine of antipodes a hair over 1.
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(squared_chord / 4, 1.0))), np.float64)


def _on_sphere(latitude: Degrees, longitude: Degrees) -> tuple[Degrees, Degrees, Degrees]:
    north, east = np.radians(latitude), np.radians(longitude)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
