"""What every generated seat shares: occupation, wage, hours, surroundings and requirements taken from its field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from matchmaker.generation.catalogue import Work
from matchmaker.generation.spelling_noise import spellings

FULL_WEEK_HOURS = 42.0
"""Weekly hours of a full post in Israel since 2018."""

_WEEK = ("sunday", "monday", "tuesday", "wednesday", "thursday")
_FORMS = (0.35, 0.15, 0.5)
"""How often a post is written in the masculine, the feminine and the slash form (assumed)."""


def spelled(rng: np.random.Generator, text: str, rate: float = 0.15) -> str:
    """Return ``text``, or with chance ``rate`` one of its other spellings."""
    forms = spellings(text)
    return forms[rng.integers(len(forms))] if rng.random() < rate else text


def field_name(rng: np.random.Generator, work: Work) -> str:
    """Return the name of a field, in one case of five as someone else would write it (assumed)."""
    return work.spellings[rng.integers(len(work.spellings))] if rng.random() < 0.2 else work.name


def seat_facts(rng: np.random.Generator, work: Work, *, position_percent: float, trained: bool) -> dict[str, Any]:
    """Return the columns of a seat that follow from its field.

    ``trained``: people come with the field's certificate or are trained first, so what it teaches is not required.
    Wages are told for two seats in three. Requirements carry their reason (000:2784).
    """
    forms = work.occupations[rng.integers(len(work.occupations))]
    told = rng.random(6)
    full = rng.integers(*work.wage, endpoint=True)
    facts: dict[str, Any] = {
        "occupation": forms[rng.choice(3, p=_FORMS)],
        "wage": Decimal(round(float(full) * position_percent / 100 / 50) * 50) if told[0] < 0.65 else None,
        "position_percent": position_percent,
        "weekly_hours": round(FULL_WEEK_HOURS * position_percent / 100, 1),
        "days": _days(rng, work),
        "shifts": work.shifts if told[1] < 0.6 else work.shifts[:1],
        "works_sabbath": bool(work.sabbath and told[2] < 0.4),
        "hybrid_days": float(rng.integers(1, 3)) if work.hybrid and told[3] < 0.35 else None,
        "environment": work.environment[: int(rng.integers(1, 4))] if told[4] < 0.4 else None,
        "nice_skills": tuple(spelled(rng, skill) for skill in work.nice[: int(rng.integers(1, len(work.nice) + 1))]),
        "promotion_horizon": bool(told[5] < (0.7 if work.quality else 0.3)),
    }
    return facts | _requirements(rng, work, trained)


def _days(rng: np.random.Generator, work: Work) -> tuple[str, ...]:
    return (*_WEEK, "friday") if "evening" in work.shifts and rng.random() < 0.3 else _WEEK


def _requirements(rng: np.random.Generator, work: Work, trained: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if not trained:
        facts["must_skills"] = tuple(spelled(rng, skill) for skill in work.must)
        facts["required_hebrew"] = ("basic", "conversational")[int(rng.random() < 0.6)]
    if work.licence and rng.random() < 0.5:
        facts["required_licences"] = (work.licence,)
    if work.english and rng.random() < 0.5:
        facts["required_english"] = "basic"
    if not trained and work.schooling and rng.random() < 0.4:
        facts["min_schooling_years"] = float(work.schooling)
    if not trained and rng.random() < (0.3 if work.quality else 0.1):
        facts["min_experience_years"] = float(rng.choice((0.5, 1.0, 2.0), p=(0.4, 0.45, 0.15)))
    if any(key.startswith("required") or key.startswith("min") for key in facts):
        facts["requirement_reason"] = "נדרש לביצוע התפקיד"
    return facts
