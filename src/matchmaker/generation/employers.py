"""The employers table: mostly small and medium businesses, dispersed over the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from matchmaker.generation.catalogue import Catalogue, Work
from matchmaker.generation.draws import Codes, codes
from matchmaker.generation.ids import numbered
from matchmaker.generation.reference import sunday_after
from matchmaker.generation.spelling_noise import written
from matchmaker.model import TABLES, Employer, frame_of

# Head counts and shares of traits are assumed.
_SIZES = ("micro", "small", "medium", "large")
_EMPLOYEES = ((2, 9), (10, 49), (50, 249), (250, 900))
_TRAITS = ("human_relations", "patience", "legal_rights", "decent_treatment", "promotion", "pleasant_frame")
_TRAIT_RATES = (0.6, 0.5, 0.9, 0.75, 0.4, 0.6)


@dataclass(frozen=True, slots=True, eq=False)
class Employers:
    """The employers table, with what other tables are drawn from: all (n,).

    ``place`` and ``work`` index the catalogue; ``size`` is 0 for micro, 1 small, 2 medium, 3 large.
    """

    frame: pl.DataFrame
    place: Codes
    work: Codes
    size: Codes

    @property
    def n(self) -> int:
        """Number of employers."""
        return self.frame.height

    def id(self, row: int) -> str:
        """Return the id of a row."""
        return str(self.frame["employer_id"][row])


def employers(rng: np.random.Generator, n: int, catalogue: Catalogue, trained: Codes, n_classes: int) -> Employers:
    """Return ``n`` employers; most of them work in the fields ``trained`` for, so that trainings find partners.

    There is one of each such field beside them; the last ``n_classes`` fields are taught in technology classes.
    """
    facts = catalogue.world.employers
    place = _towns(rng, n, catalogue)
    any_field = rng.integers(len(catalogue.fields), size=n)
    of_training = rng.choice(trained, size=n) if trained.size else any_field
    work = np.where(rng.random(n) < facts.trained_share, of_training, any_field)
    work[: trained.size] = trained[:n]
    size = codes(rng, n, facts.sizes)
    size[: trained.size] = np.maximum(size[: trained.size], 1)  # no micro business hosts a course
    classes = slice(trained.size - n_classes, trained.size)
    size[classes] = np.maximum(size[classes], catalogue.world.offers.class_employer)
    towns = written(rng, place, catalogue.place_spellings, rate=0.12)
    rows = [
        Employer(
            employer_id=employer_id,
            locality=str(towns[i]),
            **_exact_site(rng, catalogue, int(place[i])),
            **_survey(rng, catalogue.fields[work[i]], int(size[i]), catalogue.names["employers"]["nouns"]),
        )
        for i, employer_id in enumerate(numbered("E", n))
    ]
    return Employers(frame_of(rows, TABLES["employers"]), place, work, size)


def _towns(rng: np.random.Generator, n: int, catalogue: Catalogue) -> Codes:
    """Return the places of ``n`` employers; one that weighs as much as an employer or more surely has one.

    Systematic sampling: one draw shifts a comb of ``n`` teeth over the places laid end to end by weight.
    """
    weights = catalogue.places["population"].to_numpy() ** catalogue.world.employers.town_power
    ends = np.cumsum(weights / weights.sum()) * n
    comb = np.arange(n) + rng.random()
    return rng.permutation(np.minimum(np.searchsorted(ends, comb), weights.size - 1)).astype(np.int64)


def _exact_site(rng: np.random.Generator, catalogue: Catalogue, place: int) -> dict[str, Any]:
    """Three employers in ten give the site's coordinates, within about a kilometre of the middle of town (assumed)."""
    shift = rng.uniform(-0.008, 0.008, size=2)
    if rng.random() >= 0.3:
        return {}
    latitude, longitude = catalogue.coordinates()[place] + shift
    return {"latitude": round(float(latitude), 5), "longitude": round(float(longitude), 5)}


def _survey(rng: np.random.Generator, work: Work, size: int, nouns: list[str]) -> dict[str, Any]:
    """Return what the registry and the survey (003:1025-1094) say of one employer, some of it missing."""
    traits = tuple(t for t, has in zip(_TRAITS, rng.random(len(_TRAITS)) < _TRAIT_RATES, strict=True) if has)
    told = rng.random(8)
    return {
        "name": f"{work.employers[rng.integers(len(work.employers))]} {nouns[rng.integers(len(nouns))]}",
        "branch": work.branch if told[0] < 0.9 else None,
        "size": _SIZES[size],
        "employees": int(rng.integers(*_EMPLOYEES[size], endpoint=True)) if told[1] < 0.7 else None,
        "remote_stance": "hybrid" if work.hybrid and told[2] < 0.5 else "not_relevant" if told[2] < 0.8 else None,
        "in_house_training": bool(told[3] < 0.35) if told[4] < 0.8 else None,
        "circle": "first" if told[5] < 0.78 else "second",
        "quality_traits": traits or None,
        "environment": work.environment[: int(rng.integers(2, len(work.environment) + 1))],
        "has_hr": size >= 2 and bool(told[6] < 0.7),
        "satisfaction": int(rng.integers(3, 6)) if told[7] < 0.4 else None,
        "survey_date": sunday_after(-int(rng.integers(2, 40))),
    }
