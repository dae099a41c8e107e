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
    south, north = np.radians(from_latitude), np.radians(to_latitude)
    east = np.radians(to_longitude) - np.radians(from_longitude)
    # Rounding can carry the haversine of antipodes a hair over 1.
    half = np.sin((north - south) / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin(east / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), np.float64)
