"""Crowd: who the generated people are, as arrays that the participant columns are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.generation.catalogue import GROUPS, Catalogue
from matchmaker.generation.draws import Codes, Flags, codes, codes_by_row, ranked_codes

MATURITIES = ("initial", "medium", "high")
EMPLOYMENT_TYPES = ("pre_employment", "experiential", "quality")

# Under 10 % (000:3772), about 65 % (000:3809), about 26 % (000:3848).
_TYPE_SHARES = (0.09, 0.65, 0.26)
# Which maturity goes with which type follows the matrix of tracks (000:3980-4010); the shares are assumed.
_MATURITY_OF_TYPE = np.array([[0.75, 0.25, 0.0], [0.08, 0.72, 0.20], [0.0, 0.22, 0.78]])
# Women, population groups in towns of all groups, pull of small places: assumed.
_WOMEN = 0.53
_GROUP_SHARES = (0.82, 0.04, 0.14)
_POPULATION_POWER = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Arrays of length P.

    ``place`` and ``group`` index the catalogue's places and `GROUPS`; ``maturity`` and ``kind`` index `MATURITIES` and
    `EMPLOYMENT_TYPES`; ``fields`` (P, 3) are the fields wished for, most wanted first; ``past`` (P, 3) those worked in.
    """

    place: Codes
    group: Codes
    female: Flags
    maturity: Codes
    kind: Codes
    fields: Codes
    past: Codes

    @property
    def n(self) -> int:
        """Number of people (P)."""
        return int(self.place.size)


def draw_crowd(rng: np.random.Generator, n: int, catalogue: Catalogue) -> Crowd:
    """Draw ``n`` people: shares of employment types from the sources, everything else assumed."""
    place = codes(rng, n, catalogue.places["population"].to_numpy() ** _POPULATION_POWER)
    bedouin_place = (catalogue.places["population_group"] == GROUPS[1]).to_numpy()[place]
    group = np.where(bedouin_place, 1, codes(rng, n, _GROUP_SHARES))
    female = rng.random(n) < _WOMEN
    kind = codes(rng, n, _TYPE_SHARES)
    maturity = codes_by_row(rng, _MATURITY_OF_TYPE[kind])
    return Crowd(place, group, female, maturity, kind, _wished(rng, catalogue, female), _worked(rng, catalogue, female))


def _wished(rng: np.random.Generator, catalogue: Catalogue, female: Flags) -> Codes:
    """Wishes lean to the fields that appeal to women or to men (000:2782) and to quality fields."""
    appeal = np.array([field.appeal for field in catalogue.fields])
    quality = np.array([1.3 if field.quality else 0.8 for field in catalogue.fields])
    return ranked_codes(rng, np.where(female[:, None], appeal, 1 - appeal) * quality, 3)


def _worked(rng: np.random.Generator, catalogue: Catalogue, female: Flags) -> Codes:
    """Past work is mostly in entry jobs (000:2351-2353)."""
    appeal = np.array([field.appeal for field in catalogue.fields])
    entry = np.array([0.15 if field.quality else 1.0 for field in catalogue.fields])
    return ranked_codes(rng, np.where(female[:, None], appeal, 1 - appeal) * entry, 3)
