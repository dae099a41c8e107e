"""What participants wish for: fields, occupations, surroundings, hours, wage and travel."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.generation.background import occupation_titles
from matchmaker.generation.catalogue import Catalogue
from matchmaker.generation.crowd import Crowd
from matchmaker.generation.draws import Columns, blanked, codes, first_slots, picked, ranked_codes, text_lists
from matchmaker.generation.reference import REFERENCE_DATE
from matchmaker.generation.spelling_noise import spellings, written
from matchmaker.generation.worlds.profile import Wishes
from matchmaker.model import MONEY

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
SHIFTS = ("morning", "afternoon", "evening", "night")

# Pairs of surroundings between which people choose (000:2462-2466).
_SURROUNDINGS = (
    ("quiet", "noisy"), ("team", "alone"), ("indoor", "outdoor"), ("young", "mature"), ("casual_dress", "formal_dress"),
    ("flexible_hours", "regular_hours"), ("close_manager", "independent_manager"),
)  # fmt: skip


def wishes(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    """Return the columns of wishes and availability of a crowd. All shares are assumed."""
    facts = catalogue.world.wishes
    least, step, steps = facts.wage_floor
    return {
        **_travel(rng, crowd, facts),
        **_work(rng, crowd, catalogue),
        **_hours(rng, crowd, facts),
        "wage_floor": _money(least + step * rng.integers(0, steps, size=crowd.n)),
        "earliest_start": _starts(rng, crowd.n),
        "needs_immediate_income": pl.Series(rng.random(crowd.n) < facts.immediate_income),
        "traffic_light": picked(("red", "yellow", "green"), crowd.maturity),
        "personality": _personality(rng, crowd),
    }


def _money(amounts: npt.NDArray[np.int64]) -> pl.Series:
    return pl.Series([Decimal(amount) for amount in amounts.tolist()], dtype=MONEY)


def _travel(rng: np.random.Generator, crowd: Crowd, facts: Wishes) -> Columns:
    car = rng.random(crowd.n) < facts.car
    n = crowd.n
    bicycle = rng.random(n) < facts.bicycle
    modes = np.column_stack(
        [
            blanked(np.full(n, "car", dtype=object), ~car),
            np.full(n, "transit", dtype=object),
            np.full(n, "walk", dtype=object),
            blanked(np.full(n, "bicycle", dtype=object), ~bicycle),
        ]
    )
    return {
        "car": pl.Series(car),
        "travel_modes": text_lists(modes),
        "max_commute_minutes": picked(facts.commutes, codes(rng, n, facts.commute)).astype(np.float64),
    }


def _work(rng: np.random.Generator, crowd: Crowd, catalogue: Catalogue) -> Columns:
    n = crowd.n
    forms = [(f.name, *f.spellings, *spellings(f.name)[1:]) for f in catalogue.fields]
    names = written(rng, crowd.fields, forms, rate=0.3)
    titles = occupation_titles(rng, crowd.fields, crowd.female, catalogue)
    keen, able = rng.integers(3, 6, size=(n, 2)), rng.integers(1, 6, size=(n, 2))
    pairs = ranked_codes(rng, np.ones((n, len(_SURROUNDINGS))), 3)
    side = rng.integers(2, size=pairs.shape)
    tags = picked([tag for pair in _SURROUNDINGS for tag in pair], pairs * 2 + side)
    rated = titles[:, :2] + ":" + picked(tuple("012345"), keen) + ":" + picked(tuple("012345"), able)
    return {
        "wished_fields": text_lists(first_slots(names, rng.integers(1, 4, size=n))),
        "wished_occupations": text_lists(first_slots(titles, rng.integers(1, 3, size=n))),
        "occupation_ratings": text_lists(rated),
        "environment_preferences": text_lists(first_slots(tags, rng.integers(1, 4, size=n))),
    }


def _hours(rng: np.random.Generator, crowd: Crowd, facts: Wishes) -> Columns:
    """Most can work Sunday to Thursday in the morning; some Fridays, few Saturdays."""
    n = crowd.n
    free = rng.random((n, 7)) < np.array([0.96] * 5 + [0.5, 0.12])
    shifts = rng.random((n, 4)) < np.array([0.97, 0.72, 0.55, 0.22])
    shifts[:, 0] |= ~shifts.any(axis=1)
    least = picked(facts.least_hours, codes(rng, n, facts.least)).astype(np.float64)
    return {
        "available_days": text_lists(blanked(np.tile(np.array(DAYS, dtype=object), (n, 1)), ~free)),
        "available_shifts": text_lists(blanked(np.tile(np.array(SHIFTS, dtype=object), (n, 1)), ~shifts)),
        "works_sabbath": pl.Series(free[:, 6]),
        "min_weekly_hours": least,
        "max_weekly_hours": least + picked(facts.more_hours, codes(rng, n, facts.more)).astype(np.float64),
    }


def _starts(rng: np.random.Generator, n: int) -> pl.Series:
    """Most can start within three weeks, the others after what they are in the middle of (assumed)."""
    days = np.where(rng.random(n) < 0.75, rng.integers(0, 22, size=n), rng.integers(22, 120, size=n))
    return pl.Series(np.datetime64(REFERENCE_DATE + timedelta(days=1)) + days.astype("timedelta64[D]"), dtype=pl.Date)


def _personality(rng: np.random.Generator, crowd: Crowd) -> pl.Series:
    """Six axes (002:243) in hundredths, rising with maturity (assumed)."""
    base = np.array([0.35, 0.5, 0.62])[crowd.maturity][:, None]
    axes = np.round(np.clip(base + rng.normal(0, 0.15, size=(crowd.n, 6)), 0, 1), 2)
    return pl.Series(axes.tolist(), dtype=pl.List(pl.Float64))
