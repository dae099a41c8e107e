"""Crowd: who the generated people are, as arrays that the participant columns are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.draws import Codes, Flags, codes, codes_by_row, ranked_codes

MATURITIES = ("initial", "medium", "high")
EMPLOYMENT_TYPES = ("pre_employment", "experiential", "quality")


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Arrays of length P.

    ``place`` and ``group`` index the catalogue's places and groups; ``maturity`` and ``kind`` index `MATURITIES` and
    `EMPLOYMENT_TYPES`; ``fields`` (P, 3) are the fields wished for, most wanted first; ``past`` (P, 3) those worked in.
    ``centre`` indexes the world's centres, 0 where it has none.
    """

    place: Codes
    group: Codes
    female: Flags
    maturity: Codes
    kind: Codes
    fields: Codes
    past: Codes
    centre: Codes

    @property
    def n(self) -> int:
        """Number of people (P)."""
        return int(self.place.size)


def draw_crowd(rng: np.random.Generator, n: int, catalogue: Catalogue) -> Crowd:
    """Draw ``n`` people as the world has them."""
    facts = catalogue.world.population
    centre, place = _homes(rng, n, catalogue)
    groups = np.array([catalogue.groups.index(name) for name in catalogue.places["population_group"]])
    group = np.where(groups[place] > 0, groups[place], codes(rng, n, [each.share for each in facts.group]))
    female = rng.random(n) < facts.women
    kind = codes(rng, n, facts.employment_types)
    maturity = codes_by_row(rng, np.array(facts.maturity_of_type)[kind])
    wished = _drawn_fields(rng, catalogue, female, facts.wished)
    return Crowd(
        place, group, female, maturity, kind, wished, _drawn_fields(rng, catalogue, female, facts.worked), centre
    )


def _homes(rng: np.random.Generator, n: int, catalogue: Catalogue) -> tuple[Codes, Codes]:
    """Return people's centres and places: likelier large places, in the centre's region, and above all its own town."""
    facts = catalogue.world.population
    weights = catalogue.places["population"].to_numpy() ** facts.population_power
    if not facts.centre:
        return np.zeros(n, np.int64), codes(rng, n, weights)
    centre = codes(rng, n, [each.share for each in facts.centre])
    regions, towns = catalogue.places["region"].to_numpy(), np.array(catalogue.place_names)
    pull = [(regions == each.region) * np.where(towns == each.town, facts.own_town, 1.0) for each in facts.centre]
    return centre, codes_by_row(rng, (weights * pull)[centre])


def _drawn_fields(rng: np.random.Generator, catalogue: Catalogue, female: Flags, quality: tuple[float, float]) -> Codes:
    """Return three fields each: those that appeal to women or to men (000:2782), weighed as ``quality`` fields or others."""
    appeal = np.array([field.appeal for field in catalogue.fields])
    pull = np.array([quality[0] if field.quality else quality[1] for field in catalogue.fields])
    return ranked_codes(rng, np.where(female[:, None], appeal, 1 - appeal) * pull, 3)
