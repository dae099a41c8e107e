"""A generated cohort with distinct counts as in life: few fields, some occupations, about a profile per person."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, get_args

import numpy as np
import polars as pl

from matchmaker.candidates import Pairs
from matchmaker.model import TABLES, Problem, vocabulary
from matchmaker.travel import Commutes

SKILLS = [f"skill {i}" for i in range(300)]
TITLES = [f"{level} {what}" for level in ("junior", "senior", "assistant", "lead") for what in (
    "cook", "welder", "driver", "nurse", "carpenter", "clerk", "cashier", "guard", "gardener", "electrician", "plumber",
    "baker", "tailor", "teacher", "designer", "programmer", "tester", "storekeeper", "technician", "bookkeeper",
    "receptionist", "salesperson", "mechanic", "packer", "cleaner", "caregiver", "painter", "waiter", "barista",
    "planner",
)]  # fmt: skip
FIELDS = ["technology", "logistics", "food", "health", "trade", "tourism", "building", "education", "energy", "office"]
N_ORIGINS, N_SITES = 60, 80


def cohort(n: int, m: int, *, rng: np.random.Generator) -> tuple[Problem, Commutes]:
    """Return ``n`` participants and ``m`` seats at ``m // 5`` employers, with about a fifth of the facts missing."""
    minutes = rng.integers(5, 120, (N_ORIGINS, N_SITES)).astype(np.float32)
    minutes[rng.random(minutes.shape) < 0.05] = np.nan
    commutes = Commutes(
        minutes, rng.integers(0, N_ORIGINS, n).astype(np.int32), rng.integers(0, N_SITES, m).astype(np.int32), digest=""
    )
    tables = {
        "participants": _participants(n, rng),
        "seats": _seats(m, rng),
        "opportunities": _opportunities(m // 2, rng),
        "employers": _employers(m // 5, rng),
        "organisations": {
            "organisation_id": [f"g{i}" for i in range(28)],
            "supports": _lists(28, _barriers(), 1, 4, rng),
        },
    }
    frames = {
        name: pl.DataFrame(data, schema={column: TABLES[name].schema[column] for column in data}, strict=False)
        for name, data in tables.items()
    }
    return Problem.from_frames(frames), commutes


def every_pair(problem: Problem) -> Pairs:
    """Return the whole cross of participants and seats."""
    n, m = problem.n_participants, problem.n_seats
    ids = (problem.participants["participant_id"].to_numpy(), problem.seats["seat_id"].to_numpy())
    return Pairs(*ids, np.arange(n + 1, dtype=np.int64) * m, np.tile(np.arange(m, dtype=np.int32), n))


def some_pairs(problem: Problem, per_participant: int, *, rng: np.random.Generator) -> Pairs:
    """Return ``per_participant`` random candidates of each participant."""
    n, m = problem.n_participants, problem.n_seats
    ids = (problem.participants["participant_id"].to_numpy(), problem.seats["seat_id"].to_numpy())
    chosen = np.sort(np.argpartition(rng.random((n, m), np.float32), per_participant - 1)[:, :per_participant])
    return Pairs(*ids, np.arange(n + 1, dtype=np.int64) * per_participant, chosen.astype(np.int32).ravel())


def _barriers() -> list[str]:
    """Return the nine kinds of barrier (003:593)."""
    return ["education", "transport", "language", "ethnic", "gender", "experience", "age", "physical", "personal"]


def _participants(n: int, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "participant_id": [f"p{i:06d}" for i in range(n)],
        "wished_fields": _lists(n, FIELDS, 1, 3, rng),
        "wished_occupations": _lists(n, TITLES, 1, 3, rng),
        "occupations": _lists(n, TITLES, 1, 3, rng),
        "skills": _lists(n, SKILLS, 3, 8, rng),
        "licences": _lists(n, ["B", "C", "C1", "D"], 1, 2, rng),
        "certificates": _lists(n, TITLES[:30], 1, 2, rng),
        "wage_floor": _money(n, rng),
        "needs_immediate_income": _pick(n, [True, False], rng),
        "available_days": _lists(n, get_args(vocabulary.Day)[:6], 3, 6, rng),
        "available_shifts": _lists(n, get_args(vocabulary.Shift), 1, 3, rng),
        "min_weekly_hours": _pick(n, [20.0, 30.0], rng),
        "max_weekly_hours": _pick(n, [36.0, 42.0, 45.0], rng),
        "works_sabbath": _pick(n, [True, False], rng),
        "max_commute_minutes": _pick(n, [30.0, 45.0, 60.0, 90.0], rng),
        "environment_preferences": _lists(n, get_args(vocabulary.EnvironmentTag), 1, 3, rng),
        "hebrew_level": _pick(n, get_args(vocabulary.LanguageLevel), rng),
        "arabic_level": _pick(n, get_args(vocabulary.LanguageLevel), rng),
        "english_level": _pick(n, get_args(vocabulary.LanguageLevel), rng),
        "schooling_years": _pick(n, [8.0, 10.0, 11.0, 12.0, 14.0, 16.0], rng),
        "academic_degree": _pick(n, get_args(vocabulary.AcademicDegree), rng),
        "experience_years": _pick(n, [0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0], rng),
        "maturity": _pick(n, get_args(vocabulary.Maturity), rng),
        "employment_type_ready": _pick(n, get_args(vocabulary.EmploymentType), rng),
        "barriers": _lists(n, _barriers(), 1, 3, rng),
        "supports": _lists(n, _barriers(), 1, 2, rng),
    }


def _seats(m: int, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "seat_id": [f"s{i:05d}" for i in range(m)],
        "opportunity_id": [f"o{i // 2}" for i in range(m)],
        "employer_id": [f"e{i % (m // 5)}" for i in range(m)],
        "count": [1] * m,
        "occupation": _pick(m, TITLES, rng),
        "wage": _money(m, rng),
        "position_percent": _pick(m, [50.0, 75.0, 100.0], rng),
        "weekly_hours": _pick(m, [21.0, 32.0, 42.0], rng),
        "days": _lists(m, get_args(vocabulary.Day)[:6], 3, 5, rng),
        "shifts": _lists(m, get_args(vocabulary.Shift), 1, 2, rng),
        "works_sabbath": _pick(m, [True, False], rng),
        "must_skills": _lists(m, SKILLS, 1, 5, rng),
        "nice_skills": _lists(m, SKILLS, 1, 5, rng),
        "required_certificates": _lists(m, TITLES[:30], 1, 1, rng),
        "required_licences": _lists(m, ["B", "C", "C1", "D"], 1, 1, rng),
        "required_hebrew": _pick(m, get_args(vocabulary.LanguageLevel), rng),
        "required_english": _pick(m, get_args(vocabulary.LanguageLevel), rng),
        "min_schooling_years": _pick(m, [8.0, 10.0, 12.0], rng),
        "min_experience_years": _pick(m, [0.5, 1.0, 2.0], rng),
        "promotion_horizon": _pick(m, [True, False], rng),
        "paid_from_start": _pick(m, [True, False], rng),
    }


def _opportunities(count: int, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "opportunity_id": [f"o{i}" for i in range(count)],
        "kind": rng.choice(get_args(vocabulary.OpportunityKind), count).tolist(),
        "field": _pick(count, FIELDS, rng),
        "weeks": _pick(count, [8.0, 12.0, 26.0, 40.0], rng),
        "weekly_hours": _pick(count, [10.0, 20.0, 30.0], rng),
        "quality_employment": _pick(count, [True, False], rng),
        "companion_org_id": [f"g{i % 28}" for i in range(count)],
    }


def _employers(count: int, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "employer_id": [f"e{i}" for i in range(count)],
        "size": _pick(count, get_args(vocabulary.EmployerSize), rng),
        "circle": _pick(count, ["first", "second"], rng),
        "quality_traits": _lists(count, get_args(vocabulary.QualityTrait), 1, 6, rng),
        "environment": _lists(count, get_args(vocabulary.EnvironmentTag), 1, 5, rng),
    }


def _pick(n: int, values: Sequence[Any], rng: np.random.Generator) -> list[Any]:
    chosen, missing = rng.integers(0, len(values), n), rng.random(n) < 0.2
    return [None if gone else values[at] for at, gone in zip(chosen, missing, strict=True)]


def _lists(n: int, values: Sequence[str], low: int, high: int, rng: np.random.Generator) -> list[list[str] | None]:
    sizes, missing = rng.integers(low, high + 1, n), rng.random(n) < 0.2
    chosen = rng.integers(0, len(values), (n, high))
    return [
        None if gone else list(dict.fromkeys(values[at] for at in row[:size]))
        for row, size, gone in zip(chosen, sizes, missing, strict=True)
    ]


def _money(n: int, rng: np.random.Generator) -> list[Decimal | None]:
    amounts = rng.integers(50, 120, n) * 100
    missing = rng.random(n) < 0.2
    return [None if gone else Decimal(int(amount)) for amount, gone in zip(amounts, missing, strict=True)]
