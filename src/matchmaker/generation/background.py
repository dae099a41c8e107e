"""What participants bring: schooling, service, experience, languages, licences, skills and barriers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.catalogue import GENERAL_SKILLS, Catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import (
    Codes,
    Columns,
    Flags,
    Texts,
    blanked,
    codes_by_row,
    first_slots,
    picked,
    ranked_codes,
    text_lists,
)
from matchmaker.generation.spelling_noise import spellings, written
from matchmaker.generation.worlds.part import WeightRows
from matchmaker.generation.worlds.profile import Background

MATRICULATION = ("none", "partial", "full")
EXPERIENCE = ("none_significant", "some", "some_with_self_awareness")
SERVICE = ("none", "military", "national", "civil")
LEVELS = ("none", "basic", "conversational", "fluent", "native")
DIGITAL = ("none", "basic", "intermediate", "advanced")
"""Vocabularies that the weights of a world follow."""


def background(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    """Return the background columns of a crowd, complete: blanks are made later, for the whole table."""
    facts, maturity, group, n = catalogue.world.background, crowd.maturity, crowd.group, crowd.n
    service = np.array([each.service for each in catalogue.world.population.group])
    trained = rng.random(n) < np.array(facts.trained)[maturity]
    low, high = np.array(facts.years)[maturity].T
    years = np.round((low + rng.random(n) * (high - low)) * 2) / 2
    return {
        "schooling_years": picked(facts.schooling_years, _by(rng, facts.schooling, maturity)).astype(np.float64),
        "matriculation": picked(MATRICULATION, _by(rng, facts.matriculation, maturity)),
        "certificates": _certificates(rng, crowd, catalogue, trained),
        "academic_degree": picked(facts.degrees, _by(rng, facts.degree, maturity)),
        "vocational_field": blanked(written(rng, crowd.fields[:, 0], _field_forms(catalogue), 0.3), ~trained),
        "service": picked(SERVICE, codes_by_row(rng, service[group])),
        "experience_level": picked(EXPERIENCE, maturity),
        "experience_years": years,
        "occupations": _occupations(rng, crowd, catalogue, years),
        **_languages(rng, crowd, catalogue),
        "digital_literacy": picked(DIGITAL, _by(rng, facts.digital, maturity)),
        "licences": _licences(rng, crowd),
        "skills": _skills(rng, crowd, catalogue),
        **_support(rng, crowd, facts),
    }


def _by(rng: np.random.Generator, rows: WeightRows, maturity: Codes) -> Codes:
    return codes_by_row(rng, np.array(rows)[maturity])


def _field_forms(catalogue: Catalogue) -> list[tuple[str, ...]]:
    return [(field.name, *field.spellings) for field in catalogue.fields]


def _certificates(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue, trained: Flags) -> pl.Series:
    """A trained person holds the certificate of the field most wished for; a few hold first aid or a Hebrew course.

    The others write "אין", none; what is not known is blanked later.
    """
    vocational = blanked(picked([field.certificate for field in catalogue.fields], crowd.fields[:, 0]), ~trained)
    has_aid = rng.random(crowd.n) < 0.06
    has_hebrew = ~catalogue.speakers("hebrew")[crowd.group] & (rng.random(crowd.n) < 0.15)
    others = (("תעודת עזרה ראשונה", has_aid), ("קורס עברית", has_hebrew), ("אין", ~(trained | has_aid | has_hebrew)))
    return text_lists(
        np.column_stack([vocational, *(blanked(np.full(crowd.n, each, dtype=object), ~held) for each, held in others)])
    )


def _occupations(
    rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue, years: npt.NDArray[np.float64]
) -> pl.Series:
    """Occupations held, in the person's gendered form, at times in the slash or the other form."""
    held = np.minimum(np.ceil(years / catalogue.world.background.years_each), 3).astype(np.int64)
    slots = occupation_titles(rng, crowd.past, crowd.female, catalogue)
    return text_lists(first_slots(slots, held))


def occupation_titles(rng: np.random.Generator, fields: Codes, female: Flags, catalogue: Catalogue) -> Texts:
    """Return an occupation of each field in ``fields`` (n, k), mostly in the person's own gendered form (assumed)."""
    table = np.empty((len(catalogue.fields), 3, 3), dtype=object)
    counts = np.array([len(field.occupations) for field in catalogue.fields])
    for row, field in enumerate(catalogue.fields):
        table[row, : len(field.occupations)] = field.occupations
    which = (rng.random(fields.shape) * counts[fields]).astype(np.int64)
    own = np.where(female[:, None], 1, 0)
    form = np.where(rng.random(fields.shape) < 0.8, own, rng.integers(3, size=fields.shape))
    return np.asarray(table[fields, which, form], dtype=object)


def _languages(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    """Hebrew and English are asked of all; Arabic, Russian and Amharic are recorded where they are spoken."""
    n, facts, groups = crowd.n, catalogue.world.population, catalogue.world.population.group
    native = np.full(n, "native", dtype=object)
    immigrant = catalogue.speakers("russian")[crowd.group]
    ethiopian = rng.random(n) < facts.amharic
    arabic = np.where(
        catalogue.speakers("arabic")[crowd.group],
        native,
        blanked(np.full(n, "basic", dtype=object), rng.random(n) >= 0.08),
    )
    return {
        "hebrew_level": picked(LEVELS, codes_by_row(rng, np.array([each.hebrew for each in groups])[crowd.group])),
        "arabic_level": arabic,
        "english_level": picked(LEVELS, codes_by_row(rng, np.array([each.english for each in groups])[crowd.group])),
        "russian_level": blanked(native, ~(immigrant & ~ethiopian)),
        "amharic_level": blanked(native, ~(immigrant & ethiopian)),
    }


def _licences(rng: np.random.Generator, crowd: Crowd) -> pl.Series:
    car = np.full(crowd.n, "B", dtype=object)
    forklift = np.full(crowd.n, "רישיון מלגזה", dtype=object)
    return text_lists(
        np.column_stack([blanked(car, rng.random(crowd.n) >= 0.45), blanked(forklift, rng.random(crowd.n) >= 0.04)])
    )


def _skills(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> pl.Series:
    """Two to five skills, likelier those of the fields worked in and wished for (assumed)."""
    words = list(dict.fromkeys([*GENERAL_SKILLS, *(s for f in catalogue.fields for s in (*f.must, *f.nice))]))
    pull = np.array([[3.0 * (w in f.must) + 2.0 * (w in f.nice) for w in words] for f in catalogue.fields])
    general = np.array([0.6 if word in GENERAL_SKILLS else 0.05 for word in words])
    weights = general + pull[crowd.past[:, 0]] + 0.6 * pull[crowd.past[:, 1]] + 0.5 * pull[crowd.fields[:, 0]]
    chosen = ranked_codes(rng, weights, 5)
    slots = written(rng, chosen, [spellings(word) for word in words], rate=0.15)
    return text_lists(first_slots(slots, rng.integers(2, 6, size=crowd.n)))


def _support(rng: np.random.Generator, crowd: Crowd, facts: Background) -> Columns:
    """Barriers, supports and the two conditions of eligibility that are judged, not computed (000:331-337)."""
    n = crowd.n
    weights = np.tile(list(facts.barriers.values()), (n, 1))
    slots = picked(list(facts.barriers), ranked_codes(rng, weights, 3))
    counts = np.clip(2 - crowd.maturity + rng.integers(0, 2, size=n), 0, 3)
    answered = blanked(slots, rng.random(slots.shape) >= 0.4)
    return {
        "barriers": text_lists(first_slots(slots, counts)),
        "supports": text_lists(first_slots(answered, counts)),
        "in_quality_employment": pl.Series(rng.random(n) < facts.in_quality_employment),
        "low_basic_skills": pl.Series(rng.random(n) < np.array(facts.low_basic_skills)[crowd.maturity]),
        "family_backing": pl.Series(rng.random(n) < facts.family_backing),
    }
