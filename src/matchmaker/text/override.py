"""Override: a problem's own table of places laid over the shipped one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matchmaker.model.locality import Locality
from matchmaker.text.name_variants import place_variants
from matchmaker.text.normalise import normalise
from matchmaker.text.skeleton import skeleton

_SAME_PLACE_KM = 3.0  # two centres of one place differ by up to 1.6 km between sources (measured on 23 towns)
_NAMESAKE_KM = 15.0  # places of one name further apart than this are two places [assumed]
_FILLED = ("name_he", "name_en", "name_ar")


def override(shipped: Sequence[Locality], given: Sequence[Locality]) -> tuple[Locality, ...]:
    """Return the given places, what they lack filled from their shipped twins, then the shipped ones without twin.

    A shipped place is the twin of a given one if they share a name, or sound alike within 3 km; two places of one name
    more than 15 km apart are two places. Filled are names and coordinates, never a value that was given.
    """
    if not given:
        return tuple(shipped)
    filled = list(given)
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(given):
        for key in _spelled(place):
            by_name[key].append(index)
    rest = []
    distance_km = _distances_km(shipped, given)
    for row, place in enumerate(shipped):
        namesakes = [index for key in _spelled(place) for index in by_name.get(key, ())]
        twins = {index for index in namesakes if not distance_km[row, index] > _NAMESAKE_KM}  # NaN: no reason to doubt
        near = np.flatnonzero(distance_km[row] <= _SAME_PLACE_KM).tolist()
        twins.update(index for index in near if not _sounded(place).isdisjoint(_sounded(given[index])))
        for index in sorted(twins):
            filled[index] = _filled(filled[index], place)
        if not twins:
            rest.append(place)
    return (*filled, *rest)


def _names(place: Locality) -> list[str]:
    return [name for name in (place.name_he, place.name_en, place.name_ar) if name]


def _spelled(place: Locality) -> set[str]:
    return {normalise(name).replace(" ", "") for name in _names(place)}


@lru_cache(maxsize=16_384)
def _sounded(place: Locality) -> frozenset[str]:
    return frozenset(skeleton(variant) for name in _names(place) for variant in place_variants(name))


def _distances_km(one: Sequence[Locality], other: Sequence[Locality]) -> npt.NDArray[np.float64]:
    points = [
        np.array([(p.latitude, p.longitude) for p in places], np.float64).reshape(-1, 2) for places in (one, other)
    ]
    latitude, longitude = np.moveaxis(points[0][:, None] - points[1][None], 2, 0)
    east = longitude * np.cos(np.radians(points[0][:, :1]))
    distance: npt.NDArray[np.float64] = np.hypot(east, latitude) * 111.2  # km per degree of a meridian
    return distance


def _filled(place: Locality, twin: Locality) -> Locality:
    changes = {name: getattr(twin, name) for name in _FILLED if getattr(place, name) is None}
    if place.latitude is None or place.longitude is None:
        changes |= {"latitude": twin.latitude, "longitude": twin.longitude}
    return place.model_copy(update=changes)
