"""The participants table: identity, home and organisation; background and wishes come from their own files."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.background import background
from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.crowd import EMPLOYMENT_TYPES, MATURITIES, Crowd
from matchmaker.generation.draws import Columns, Texts, blanked, codes, codes_by_row, missing, picked, text_lists
from matchmaker.generation.ids import numbered
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.spelling_noise import written
from matchmaker.generation.wishes import wishes
from matchmaker.generation.worlds.population import Population
from matchmaker.generation.worlds.profile import Meetings, Records


def participants(
    rng: np.random.Generator, crowd: Crowd, organisations: pl.DataFrame, catalogue: Catalogue
) -> pl.DataFrame:
    """Return the typed participants table of a crowd, spelled and blanked as people's records are."""
    parts = {
        **_identity(rng, crowd, catalogue),
        **_organisation(rng, crowd, organisations, catalogue),
        **background(rng, crowd, catalogue),
        **wishes(rng, crowd, catalogue),
        "maturity": picked(MATURITIES, crowd.maturity),
        "employment_type_ready": picked(EMPLOYMENT_TYPES, crowd.kind),
    }
    columns = {name: _series(values) for name, values in parts.items()}
    return missing(rng, pl.DataFrame(columns), catalogue.world.records.missing)


def _series(values: npt.NDArray[Any] | pl.Series) -> pl.Series:
    if isinstance(values, pl.Series):
        return values
    return pl.Series(values.tolist(), dtype=pl.String) if values.dtype == object else pl.Series(values)


def _identity(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    home = catalogue.places.select(pl.all().gather(crowd.place))
    records = catalogue.world.records
    return {
        "participant_id": numbered("P", crowd.n),
        "name": _names(rng, crowd, catalogue),
        "birth_date": _birth_dates(rng, crowd, catalogue.world.population),
        "gender": np.where(crowd.female, "female", "male").astype(object),
        "population_group": picked(catalogue.groups, crowd.group),
        "locality": written(rng, crowd.place, catalogue.place_spellings, rate=0.22),
        "district": home["district"],
        "socioeconomic_cluster": home["socioeconomic_cluster"].cast(pl.Int64),
        "state": picked(("active", "intake"), codes(rng, crowd.n, (records.active, 1 - records.active))),
        "consents": _consents(rng, crowd.n, records),
    }


def _consents(rng: np.random.Generator, n: int, records: Records) -> pl.Series:
    """Columns that people let employers see: some of them a few, some none (shares assumed); empty is nothing shared."""
    asked = rng.random(n) < records.asked_consent
    shared = rng.random((n, len(records.consents))) < np.array(list(records.consents.values()))
    columns = np.tile(np.array(list(records.consents), dtype=object), (n, 1))
    return text_lists(blanked(columns, ~(shared & asked[:, None])))


def _names(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Texts:
    full = np.empty(crowd.n, dtype=object)
    for index, group in enumerate(catalogue.world.population.group):
        pool = catalogue.names["given"][group.pool]
        for gender, is_female in (("female", True), ("male", False)):
            at = np.flatnonzero((crowd.group == index) & (crowd.female == is_female))
            given = picked(pool[gender], rng.integers(len(pool[gender]), size=at.size))
            full[at] = given + " " + picked(pool["family"], rng.integers(len(pool["family"]), size=at.size))
    return full


def _birth_dates(rng: np.random.Generator, crowd: Crowd, facts: Population) -> pl.Series:
    """Ages follow the world's spans, or the centre's own shares of them; within a span all years are alike."""
    ages = np.concatenate([np.arange(least, most + 1) for least, most, _ in facts.ages])
    sizes = np.array([most - least + 1 for least, most, _ in facts.ages])
    rows = np.array([each.ages or [share for *_, share in facts.ages] for each in facts.centre])
    drawn = (
        codes_by_row(rng, np.repeat(rows / sizes, sizes, axis=1)[crowd.centre])
        if facts.centre
        else codes(rng, crowd.n, np.repeat([share for *_, share in facts.ages] / sizes, sizes))
    )
    years = ages[drawn]
    days = (years * 365.2425).astype(np.int64) + rng.integers(1, 364, size=crowd.n)
    return pl.Series(np.datetime64(REFERENCE_DATE) - days.astype("timedelta64[D]"), dtype=pl.Date)


def _organisation(rng: np.random.Generator, crowd: Crowd, organisations: pl.DataFrame, catalogue: Catalogue) -> Columns:
    """Home organisations: the centre, where the world has centres; each organisation has two companions (assumed)."""
    own = organisations.filter(pl.col("kind") != "training_body")
    facts = catalogue.world
    weights = [part.carries for part in facts.organisations.accompanying for _ in range(part.count or len(part.towns))]
    home = crowd.centre if facts.population.centre else codes(rng, crowd.n, weights)
    pool = catalogue.names["given"]["כללי"]
    people = [f"{a} {b}" for a, b in zip(pool["female"], pool["family"], strict=True)]
    companion = (home * 2 + rng.integers(2, size=crowd.n)) % len(people)
    return {
        "organisation_id": picked(own["organisation_id"].to_list(), home),
        "case_manager": picked(people, companion),
        "meetings_held": pl.Series(_meetings(rng, crowd.n, facts.records.meetings)),
    }


def _meetings(rng: np.random.Generator, n: int, facts: Meetings) -> npt.NDArray[np.int64]:
    if facts.span is None:
        return rng.poisson(facts.mean, size=n).astype(np.int64)
    least, most = facts.span
    return (least + rng.binomial(most - least, (facts.mean - least) / (most - least), size=n)).astype(np.int64)
