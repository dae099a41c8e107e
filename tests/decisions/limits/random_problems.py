"""Random problems with every sort of limit that has a price, and a plan of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.model import Problem
from tests.strategies import problem_of

KINDS = ("triangle_training", "job")


def random_problem(rng: np.random.Generator) -> Problem:
    """Return a problem of up to 14 people with given scores, cohorts, capacities, quotas, a budget and a commute limit."""
    n, n_seats = int(rng.integers(6, 15)), int(rng.integers(3, 7))
    n_opportunities = int(rng.integers(2, n_seats + 1))
    people = [
        {
            "participant_id": f"p{i}",
            "gender": str(rng.choice(["female", "male"])),
            "latitude": 31.2 + float(rng.integers(0, 40)) / 100,
            "longitude": 34.7,
            "travel_modes": ("car",),
        }
        for i in range(n)
    ]
    seats = [
        {
            "seat_id": f"s{s}",
            "opportunity_id": f"o{s % n_opportunities}",
            "employer_id": f"e{int(rng.integers(0, 3))}",
            "count": int(rng.integers(1, 4)),
            "cost": Decimal(str(rng.choice(["0", "1000", "2500.5"]))),
            "latitude": 31.25,
            "longitude": 34.8,
        }
        for s in range(n_seats)
    ]
    opportunities = [_opportunity(rng, at) for at in range(n_opportunities)]
    scores = [
        {"participant_id": f"p{i}", "seat_id": f"s{s}", "score": float(rng.integers(1, 1000)) / 1000}
        for i in range(n)
        for s in range(n_seats)
        if rng.random() < 0.8
    ]
    employers = [
        {"employer_id": f"e{e}", "max_placements": int(rng.integers(1, 5)) if rng.random() < 0.7 else None}
        for e in range(3)
    ]
    organisations = [
        {"organisation_id": f"g{g}", "kind": "training_body", "hours": float(rng.choice([4, 7.5, 12])), "rooms": 3}
        for g in range(2)
    ]
    return problem_of(
        people,
        seats,
        opportunities,
        _rules(rng),
        scores=scores,
        employers=employers,
        organisations=organisations,
    )


def _opportunity(rng: np.random.Generator, at: int) -> dict[str, Any]:
    least = int(rng.integers(1, 4)) if rng.random() < 0.7 else None
    return {
        "opportunity_id": f"o{at}",
        "kind": str(rng.choice(KINDS)),
        "min_size": least,
        "max_size": (least or 1) + int(rng.integers(0, 4)) if rng.random() < 0.6 else None,
        "opening_penalty": float(rng.integers(0, 8)) / 10 if least else None,
        "training_body_id": f"g{int(rng.integers(0, 2))}",
        "companion_org_id": f"g{int(rng.integers(0, 2))}",
        "companion_hours": float(rng.integers(0, 3)) if rng.random() < 0.5 else None,
        "companion_hours_each": float(rng.integers(0, 3)) / 2 if rng.random() < 0.5 else None,
        "committed_places": at + 1,
    }


def _rules(rng: np.random.Generator) -> list[dict[str, Any]]:
    women: dict[str, Any] = {"kind": "group_quota", "group": {"gender": "female"}}
    every: list[dict[str, Any]] = [
        {"kind": "commute_limit", "minutes": int(rng.integers(15, 50))},
        {"kind": "budget", "cost": "cost", "max": int(rng.integers(2, 12)) * 1000},
        {"kind": "employer_maximum", "max": int(rng.integers(1, 5))},
        {"kind": "absorption_limit", "most": int(rng.integers(1, 3))},
        {**women, "scope": "each_cohort", "min_share": float(rng.choice([0.3, 0.35, 0.5]))},
        {**women, "scope": "each_cohort", "max_share": float(rng.choice([0.333333333, 0.6]))},
        {**women, "scope": "each_cohort", "min_count": int(rng.integers(0, 3))},
        {**women, "scope": "plan", "max_count": int(rng.integers(1, 5))},
        {"kind": "shared_capacity", "owner": "companion_org_id", "capacity": "hours", "use_per_participant": 1.5},
        {"kind": "shared_capacity", "owner": "training_body_id", "capacity": "rooms"},
        {"kind": "placement_commitment", "share": 0.7, "kinds": list(KINDS)},
        {"kind": "score_floor", "group": {"gender": "female"}, "min_mean": 0.55},
    ]
    return [rule for rule in every if rng.random() < 0.5]


def random_result(seed: int) -> Result:
    """Return a proved plan of a random problem."""
    return mm.allocate(random_problem(np.random.default_rng(seed)), gap=0.0)
