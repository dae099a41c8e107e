"""Ride: a shared ride from a locality to another, open to everybody who lives there, whatever their modes of travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl


@dataclass(frozen=True, slots=True, order=True)
class Ride:
    """One-way door-to-door ``minutes`` from the locality ``origin`` to the locality ``destination``, in any spelling."""

    origin: str
    destination: str
    minutes: float


def ride_places(rides: Sequence[Ride]) -> pl.DataFrame:
    """Return a frame whose column ``locality`` holds both ends of every ride."""
    ends = [end for ride in rides for end in (ride.origin, ride.destination)]
    return pl.DataFrame({"locality": pl.Series(ends, dtype=pl.String)})


def ride_minutes(rides: Sequence[Ride], names: pl.DataFrame) -> pl.DataFrame:
    """Return the rides as ``origin``, ``destination`` (keys of localities, by ``names`` of `locate`) and ``minutes``, sorted."""
    key = dict(names.select("name", "key").iter_rows())
    rows = sorted({(key[ride.origin], key[ride.destination], float(ride.minutes)) for ride in rides})
    schema = {"origin": pl.String, "destination": pl.String, "minutes": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def ridden(
    minutes: npt.NDArray[np.float32],
    homes: npt.NDArray[np.object_],
    places: npt.NDArray[np.object_],
    shared: pl.DataFrame,
) -> npt.NDArray[np.float32]:
    """Return minutes (n_homes, n_places) between keys of localities, with those of a shared ride where they are fewer or
    nothing else is known."""
    for origin, destination, ride in shared.iter_rows():
        between = np.ix_(homes == origin, places == destination)
        minutes[between] = np.fmin(minutes[between], np.float32(ride))
    return minutes
