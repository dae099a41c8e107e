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

# Rows by maturity (initial, medium, high), after the definitions 000:3888-3966: initial, some lack 12 years and have no
# significant experience; medium, at least 12 years, partial or full matriculation, no vocational training; high, some
# experience with self-awareness, some already trained. The shares are assumed.
_SCHOOLING = (9, 10, 11, 12, 13, 14, 15)
_SCHOOLING_SHARES = np.array(
    [[0.10, 0.18, 0.27, 0.45, 0, 0, 0], [0, 0, 0, 0.93, 0.07, 0, 0], [0, 0, 0, 0.62, 0.2, 0.13, 0.05]]
)
_MATRICULATION = ("none", "partial", "full")
_MATRICULATION_SHARES = np.array([[0.72, 0.28, 0], [0, 0.62, 0.38], [0.04, 0.40, 0.56]])
_EXPERIENCE = ("none_significant", "some", "some_with_self_awareness")
_TRAINED = np.array([0.02, 0.0, 0.42])
_YEARS = np.array([[0, 0.5], [0.5, 3.0], [1.0, 5.0]])
_DEGREES = ("none", "diploma", "bachelor")
_DEGREE_SHARES = np.array([[1, 0, 0], [1, 0, 0], [0.82, 0.12, 0.06]])

# Rows by group (general, Bedouin society, new immigrants); assumed.
_SERVICE = ("none", "military", "national", "civil")
_SERVICE_SHARES = np.array([[0.26, 0.58, 0.13, 0.03], [0.86, 0.04, 0.02, 0.08], [0.55, 0.38, 0.05, 0.02]])
_LEVELS = ("none", "basic", "conversational", "fluent", "native")
_HEBREW_SHARES = np.array([[0, 0, 0, 0.04, 0.96], [0.02, 0.16, 0.42, 0.38, 0.02], [0.03, 0.22, 0.40, 0.33, 0.02]])
_ENGLISH_SHARES = np.array([[0.05, 0.38, 0.42, 0.15, 0], [0.15, 0.52, 0.28, 0.05, 0], [0.10, 0.45, 0.30, 0.15, 0]])
_DIGITAL = ("none", "basic", "intermediate", "advanced")
_DIGITAL_SHARES = np.array([[0.10, 0.50, 0.35, 0.05], [0.03, 0.30, 0.52, 0.15], [0.01, 0.15, 0.54, 0.30]])

_BARRIERS = (
    "תחבורה", "שפה", "השכלה", "חסמים כלכליים", "חוסר ניסיון", "ביטחון עצמי", "לקות למידה לא מאובחנת",
    "היכרות עם שוק העבודה",
)  # fmt: skip
_BARRIER_WEIGHTS = (3.0, 1.5, 2.0, 3.0, 2.5, 2.0, 0.8, 2.0)
"""Barriers named in 000:736-746, 2204, 2616, 2640, 2791, 3905-3911 and 003:593; weights assumed."""


def background(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    """Return the background columns of a crowd, complete: blanks are made later, for the whole table."""
    maturity, group, n = crowd.maturity, crowd.group, crowd.n
    trained = rng.random(n) < _TRAINED[maturity]
    low, high = _YEARS[maturity].T
    years = np.round((low + rng.random(n) * (high - low)) * 2) / 2
    return {
        "schooling_years": picked(_SCHOOLING, codes_by_row(rng, _SCHOOLING_SHARES[maturity])).astype(np.float64),
        "matriculation": picked(_MATRICULATION, codes_by_row(rng, _MATRICULATION_SHARES[maturity])),
        "certificates": _certificates(rng, crowd, catalogue, trained),
        "academic_degree": picked(_DEGREES, codes_by_row(rng, _DEGREE_SHARES[maturity])),
        "vocational_field": blanked(written(rng, crowd.fields[:, 0], _field_forms(catalogue), 0.3), ~trained),
        "service": picked(_SERVICE, codes_by_row(rng, _SERVICE_SHARES[group])),
        "experience_level": picked(_EXPERIENCE, maturity),
        "experience_years": years,
        "occupations": _occupations(rng, crowd, catalogue, years),
        **_languages(rng, crowd),
        "digital_literacy": picked(_DIGITAL, codes_by_row(rng, _DIGITAL_SHARES[maturity])),
        "licences": _licences(rng, crowd),
        "skills": _skills(rng, crowd, catalogue),
        **_support(rng, crowd),
    }


def _field_forms(catalogue: Catalogue) -> list[tuple[str, ...]]:
    return [(field.name, *field.spellings) for field in catalogue.fields]


def _certificates(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue, trained: Flags) -> pl.Series:
    """A trained person holds the certificate of the field most wished for; a few hold first aid or a Hebrew course.

    The others write "אין", none; what is not known is blanked later.
    """
    vocational = blanked(picked([field.certificate for field in catalogue.fields], crowd.fields[:, 0]), ~trained)
    has_aid = rng.random(crowd.n) < 0.06
    has_hebrew = (crowd.group > 0) & (rng.random(crowd.n) < 0.15)
    others = (("תעודת עזרה ראשונה", has_aid), ("קורס עברית", has_hebrew), ("אין", ~(trained | has_aid | has_hebrew)))
    return text_lists(
        np.column_stack([vocational, *(blanked(np.full(crowd.n, each, dtype=object), ~held) for each, held in others)])
    )


def _occupations(
    rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue, years: npt.NDArray[np.float64]
) -> pl.Series:
    """Occupations held, in the person's gendered form, at times in the slash or the other form."""
    held = np.minimum(np.ceil(years / 1.5), 3).astype(np.int64)
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


def _languages(rng: np.random.Generator, crowd: Crowd) -> Columns:
    """Hebrew and English are asked of all; Arabic, Russian and Amharic are recorded where they are spoken."""
    n, group = crowd.n, crowd.group
    native = np.full(n, "native", dtype=object)
    immigrant, ethiopian = group == 2, rng.random(n) < 0.3
    arabic = np.where(group == 1, native, blanked(np.full(n, "basic", dtype=object), rng.random(n) >= 0.08))
    return {
        "hebrew_level": picked(_LEVELS, codes_by_row(rng, _HEBREW_SHARES[group])),
        "arabic_level": arabic,
        "english_level": picked(_LEVELS, codes_by_row(rng, _ENGLISH_SHARES[group])),
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


def _support(rng: np.random.Generator, crowd: Crowd) -> Columns:
    """Barriers, supports and the two conditions of eligibility that are judged, not computed (000:331-337)."""
    n = crowd.n
    weights = np.tile(_BARRIER_WEIGHTS, (n, 1))
    slots = picked(_BARRIERS, ranked_codes(rng, weights, 3))
    counts = np.clip(2 - crowd.maturity + rng.integers(0, 2, size=n), 0, 3)
    answered = blanked(slots, rng.random(slots.shape) >= 0.4)
    return {
        "barriers": text_lists(first_slots(slots, counts)),
        "supports": text_lists(first_slots(answered, counts)),
        "in_quality_employment": pl.Series(rng.random(n) < 0.02),
        "low_basic_skills": pl.Series(rng.random(n) < np.array([0.85, 0.5, 0.25])[crowd.maturity]),
        "family_backing": pl.Series(rng.random(n) < 0.42),
    }
