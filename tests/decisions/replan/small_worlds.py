"""Small random problems in which somebody is placed and somebody waits, with quotas, floors, budgets and decisions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np

from tests.strategies import Case, commutes_of, problem_of


def small_world(seed: int) -> Case:
    """Return a problem of 5 to 9 people, 2 to 4 seats in up to three opportunities, and up to four rules."""
    rng = np.random.default_rng(seed)
    n_people, n_seats = int(rng.integers(5, 10)), int(rng.integers(2, 5))
    n_opportunities = min(n_seats, 3)
    people = [
        {
            "participant_id": f"p{p}",
            "gender": ("female", "male")[int(rng.integers(2))],
            "centre": ("lod", "rahat")[int(rng.integers(2))],
            "household_id": f"h{int(rng.integers(n_people))}",
        }
        for p in range(n_people)
    ]
    least = [int(rng.choice([0, 1, 2, 2])) for _ in range(n_opportunities)]
    opportunities: list[dict[str, Any]] = [
        {
            "opportunity_id": f"o{o}",
            "kind": "triangle_training" if least[o] else "job",
            "min_size": least[o] or None,
            "max_size": least[o] + int(rng.integers(0, 3)) if least[o] else None,
        }
        for o in range(n_opportunities)
    ]
    seats = [
        {
            "seat_id": f"s{s}",
            "opportunity_id": f"o{s % n_opportunities}",
            "employer_id": f"e{int(rng.integers(2))}",
            "count": int(rng.integers(1, 4)),
            "cost": Decimal(int(rng.choice([0, 100, 4000]))),
        }
        for s in range(n_seats)
    ]
    rules: list[dict[str, Any]] = [
        {"kind": "group_quota", "group": {"gender": "female"}, "scope": "each_cohort", "min_share": 0.5},
        {"kind": "group_quota", "group": {"centre": "lod"}, "scope": "plan", "min_count": 1},
        {"kind": "group_quota", "group": {"centre": "rahat"}, "scope": "each_employer", "max_count": 2},
        {"kind": "budget", "cost": "cost", "max": 4000 * int(rng.integers(1, 4)), "scope": "plan"},
        {"kind": "employer_maximum", "max": int(rng.integers(1, 4))},
        {"kind": "keep_apart", "same": "opportunity", "by": "household_id"},
        {"kind": "keep_together", "same": "opportunity", "by": "household_id"},
    ]
    chosen = [rules[at] for at in sorted(rng.choice(len(rules), int(rng.integers(0, 5)), replace=False).tolist())]
    pairs = [(p, s) for p in range(n_people) for s in range(n_seats) if rng.random() < 0.8]
    first = rng.permutation(len(pairs))[:2].tolist()
    decisions = [
        {"participant_id": f"p{p}", "seat_id": f"s{s}", "decision": word, "reason": "agreed", "by": "Dana"}
        for (p, s), word in zip((pairs[at] for at in first), ("pin", "veto"), strict=True)
        if rng.random() < 0.5
    ]
    scores = [
        {"participant_id": f"p{p}", "seat_id": f"s{s}", "score": int(rng.integers(1, 100)) / 100} for p, s in pairs
    ]
    problem = problem_of(people, seats, opportunities, chosen, decisions=decisions, scores=scores)
    return Case(problem, commutes_of([[10.0] * n_seats] * n_people))
