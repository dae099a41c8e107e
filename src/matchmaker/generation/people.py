"""The participants table: identity, home and organisation; background and wishes come from their own files."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.background import background
from matchmaker.generation.catalogue import GROUPS, Catalogue
from matchmaker.generation.crowd import EMPLOYMENT_TYPES, MATURITIES, Crowd
from matchmaker.generation.draws import Columns, Texts, blanked, codes, missing, picked, text_lists
from matchmaker.generation.ids import numbered
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.spelling_noise import written
from matchmaker.generation.wishes import wishes

# Age is sometimes absent (002:54); a wage is told by 256 of 1,211 people (002:67), so 0.79 are missing.
# The other rates are assumed.
_MISSING = {
    "birth_date": 0.06, "gender": 0.02, "population_group": 0.10, "locality": 0.02, "district": 0.15,
    "socioeconomic_cluster": 0.2, "case_manager": 0.08, "schooling_years": 0.08, "matriculation": 0.10,
    "certificates": 0.15, "service": 0.15,
    "experience_level": 0.05, "experience_years": 0.30, "occupations": 0.08, "hebrew_level": 0.10,
    "english_level": 0.35,
    "digital_literacy": 0.40, "licences": 0.10, "skills": 0.12, "car": 0.12, "travel_modes": 0.20,
    "max_commute_minutes": 0.35, "wished_occupations": 0.30, "occupation_ratings": 0.60,
    "environment_preferences": 0.30,
    "wage_floor": 0.79, "min_weekly_hours": 0.5, "max_weekly_hours": 0.4, "available_days": 0.25,
    "available_shifts": 0.25,
    "works_sabbath": 0.30, "earliest_start": 0.45, "needs_immediate_income": 0.15,
    "maturity": 0.04, "employment_type_ready": 0.04, "traffic_light": 0.55, "personality": 0.60, "barriers": 0.20,
    "low_basic_skills": 0.10, "family_backing": 0.12, "meetings_held": 0.05,
}  # fmt: skip
_CONSENTS = {"name": 0.9, "occupations": 0.8, "skills": 0.8, "licences": 0.6, "certificates": 0.6}
_AGES = tuple(range(18, 27))
_AGE_SHARES = (0.10, 0.12, 0.13, 0.14, 0.14, 0.13, 0.11, 0.09, 0.04)
"""18 to 25 (000:327), and a few just past it who no longer qualify; shares assumed."""


def participants(
    rng: np.random.Generator, crowd: Crowd, organisations: pl.DataFrame, catalogue: Catalogue
) -> pl.DataFrame:
    """Return the typed participants table of a crowd, spelled and blanked as people's records are."""
    parts = {
        **_identity(rng, crowd, catalogue),
        **_organisation(rng, crowd.n, organisations, catalogue),
        **background(rng, crowd, catalogue),
        **wishes(rng, crowd, catalogue),
        "maturity": picked(MATURITIES, crowd.maturity),
        "employment_type_ready": picked(EMPLOYMENT_TYPES, crowd.kind),
    }
    columns = {name: _series(values) for name, values in parts.items()}
    return missing(rng, pl.DataFrame(columns), _MISSING)


def _series(values: npt.NDArray[Any] | pl.Series) -> pl.Series:
    if isinstance(values, pl.Series):
        return values
    return pl.Series(values.tolist(), dtype=pl.String) if values.dtype == object else pl.Series(values)


def _identity(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    home = catalogue.places.select(pl.all().gather(crowd.place))
    return {
        "participant_id": numbered("P", crowd.n),
        "name": _names(rng, crowd, catalogue),
        "birth_date": _birth_dates(rng, crowd.n),
        "gender": np.where(crowd.female, "female", "male").astype(object),
        "population_group": picked(GROUPS, crowd.group),
        "locality": written(rng, crowd.place, catalogue.place_spellings, rate=0.22),
        "district": home["district"],
        "socioeconomic_cluster": home["socioeconomic_cluster"].cast(pl.Int64),
        "state": picked(("active", "intake"), codes(rng, crowd.n, (0.88, 0.12))),
        "consents": _consents(rng, crowd.n),
    }


def _consents(rng: np.random.Generator, n: int) -> pl.Series:
    """Columns that people let employers see: some of them a few, some none (shares assumed); empty is nothing shared."""
    asked = rng.random(n) < 0.65
    shared = rng.random((n, len(_CONSENTS))) < np.array(list(_CONSENTS.values()))
    columns = np.tile(np.array(list(_CONSENTS), dtype=object), (n, 1))
    return text_lists(blanked(columns, ~(shared & asked[:, None])))


def _names(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Texts:
    full = np.empty(crowd.n, dtype=object)
    for index, group in enumerate(GROUPS):
        pool = catalogue.names["given"][group]
        for gender, is_female in (("female", True), ("male", False)):
            at = np.flatnonzero((crowd.group == index) & (crowd.female == is_female))
            given = picked(pool[gender], rng.integers(len(pool[gender]), size=at.size))
            full[at] = given + " " + picked(pool["family"], rng.integers(len(pool["family"]), size=at.size))
    return full


def _birth_dates(rng: np.random.Generator, n: int) -> pl.Series:
    years = picked(_AGES, codes(rng, n, _AGE_SHARES)).astype(np.int64)
    days = (years * 365.2425).astype(np.int64) + rng.integers(1, 364, size=n)
    return pl.Series(np.datetime64(REFERENCE_DATE) - days.astype("timedelta64[D]"), dtype=pl.Date)


def _organisation(rng: np.random.Generator, n: int, organisations: pl.DataFrame, catalogue: Catalogue) -> Columns:
    """Home organisations: youth organisations carry most people, and each has two companions (assumed)."""
    own = organisations.filter(pl.col("kind") != "training_body")
    weights = (pl.when(pl.col("kind") == "youth_organisation").then(3.0).otherwise(2.0)).alias("weight")
    home = codes(rng, n, own.select(weights).to_series().to_numpy())
    pool = catalogue.names["given"][GROUPS[0]]
    people = [f"{a} {b}" for a, b in zip(pool["female"], pool["family"], strict=True)]
    companion = (home * 2 + rng.integers(2, size=n)) % len(people)
    return {
        "organisation_id": picked(own["organisation_id"].to_list(), home),
        "case_manager": picked(people, companion),
        "meetings_held": pl.Series(rng.poisson(3.0, size=n).astype(np.int64)),
    }
