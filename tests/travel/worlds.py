"""Small worlds for the tests of travel: a gazetteer of four places on one meridian, and settings of round numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem, Settings
from matchmaker.text.resolution import Candidate, Resolution
from matchmaker.travel import ModeSettings, TravelSettings
from matchmaker.travel.distance import EARTH_RADIUS_KM

DEGREES_PER_KM = 360 / (2 * 3.141592653589793 * EARTH_RADIUS_KM)


def at_km(km: float) -> float:
    """Latitude of a place ``km`` north of 31 degrees, on the meridian of all places."""
    return 31.0 + km * DEGREES_PER_KM


class Meridian:
    """Knows A, B, C, D at 0, 10, 30 and 60 km; ``AA`` is another spelling of A; ``Twin`` may be A or B."""

    km: Mapping[str, float] = {"A": 0, "B": 10, "C": 30, "D": 60}

    def resolve(self, names: Sequence[str]) -> list[Resolution]:
        return [self._one(name) for name in names]

    def coordinates(self, ids: Sequence[str]) -> npt.NDArray[np.float64]:
        return np.array([(at_km(self.km[i]), 34.8) if i in self.km else (np.nan, np.nan) for i in ids]).reshape(-1, 2)

    def _one(self, name: str) -> Resolution:
        found = {"AA": "A", "Nowhere near": "99"}.get(name, name)
        if name == "Twin":
            return Resolution(name, "ambiguous", candidates=(Candidate("A", "A", 1.0), Candidate("B", "B", 1.0)))
        if found in self.km or found == "99":
            return Resolution(name, "resolved", found, 1.0)
        return Resolution(name, "unknown", candidates=(Candidate("A", "A", 0.1),))


def minute_per_km(**changes: Any) -> ModeSettings:
    """A mode that takes a minute for every great-circle kilometre."""
    plain = {"circuity": 1.0, "speed_kmh": 60.0, "local_speed_kmh": 60.0, "local_km": 0.0, "access_minutes": 0.0}
    return ModeSettings(**{**plain, **changes})


def round_settings(**changes: Any) -> TravelSettings:
    """Transit takes a minute a kilometre, a car half of it, walking ten, waiting nowhere; towns are points."""
    modes = {
        "transit": minute_per_km(),
        "car": minute_per_km(speed_kmh=120.0),
        "walk": minute_per_km(speed_kmh=6.0),
    }
    return TravelSettings(**{**modes, "same_locality_km": 0.0, **changes})


def world(
    people: Sequence[Mapping[str, Any]],
    seats: Sequence[Mapping[str, Any]],
    *,
    opportunity: Mapping[str, Any] | None = None,
    employer: Mapping[str, Any] | None = None,
    travel: Sequence[tuple[str, str, str, float | None]] = (),
    settings: Mapping[str, Any] | None = None,
) -> Problem:
    """A problem of one employer and one opportunity; rows need name only what differs."""
    tables = {
        "participants": [{"participant_id": f"p{i}", **row} for i, row in enumerate(people)],
        "employers": [{"employer_id": "e", **(employer or {})}],
        "opportunities": [{"opportunity_id": "o", "kind": "job", **(opportunity or {})}],
        "seats": [
            {"seat_id": f"s{i}", "opportunity_id": "o", "employer_id": "e", "count": 1, **row}
            for i, row in enumerate(seats)
        ],
    }
    frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in tables.items() if rows}
    if travel:
        frames["travel"] = pl.DataFrame(travel, schema=["origin", "destination", "mode", "minutes"], orient="row")
    return Problem.from_frames(frames, settings=Settings(travel=dict(settings or {})))
