"""Small problems with numbers that clash, and the cheapest change of any number by trying every plan."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import numpy as np

from matchmaker.decisions.diagnosis.longer_ways import MOST_MINUTES
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes
from tests.allocation.helpers import given_table, keep
from tests.strategies import all_pairs, commutes_of, problem_of

MINUTES = (10.0, 30.0, 45.3, 52.0, 70.5, 100.0, 125.0, math.inf, math.nan)
SIZES = ((None, None), (None, 1), (1, None), (2, 2), (2, 3), (3, 4), (None, 0))


def random_problem(rng: np.random.Generator) -> tuple[Problem, Commutes]:
    """Return a problem of up to four people and three seats, with numbers that mostly cannot all be kept."""
    n, n_jobs = int(rng.integers(1, 5)), int(rng.integers(1, 3))
    n_seats = int(rng.integers(n_jobs, 4))

    def one(of: Sequence[Any]) -> Any:
        return of[int(rng.integers(len(of)))]

    seats = []
    for at in range(n_seats):
        count = int(rng.integers(0, 4))
        job = at if at < n_jobs else int(rng.integers(n_jobs))
        least = None if rng.random() < 0.6 else int(rng.integers(0, min(count, 2) + 1))
        cost = Decimal(one(("0", "0.1", "100.55", "4000", "1500")))
        seats.append({"seat_id": f"s{at}", "opportunity_id": f"o{job}", "employer_id": f"e{rng.integers(2)}",
                      "count": count, "min_count": least, "cost": cost})  # fmt: skip
    women = {
        "kind": "group_quota",
        "group": {"gender": ["female"]},
        "min_count": int(rng.integers(0, 2)),
        "max_count": 1,
    }
    every = {"kind": "group_quota", "group": {"gender": ["female", "male"]}, "min_count": int(rng.integers(1, n + 1))}
    rules = [
        {"kind": "commute_limit", "minutes": one((30, 45.3, 60))},
        {**every, "scope": "plan"},
        {**women, "scope": one(("each_cohort", "each_opportunity", "each_employer"))},
        {"kind": "budget", "cost": "cost", "max": one((0, 0.3, 100.55)), "scope": one(("plan", "each_employer"))},
        {"kind": "employer_maximum", "max": int(rng.integers(0, 3))},
    ]
    pairs = {(f"p{rng.integers(n)}", f"s{rng.integers(n_seats)}"): one(("pin", "veto", "override")) for _ in range(3)}
    decided = [
        {"participant_id": p, "seat_id": s, "decision": each, "reason": "agreed", "by": "Dana"}
        for (p, s), each in sorted(pairs.items())
    ]
    problem = problem_of(
        [
            {"participant_id": f"p{i}", "gender": one(("female", "male")),
             "max_commute_minutes": one((None, 30.0, 45.3, 60.0))}
            for i in range(n)
        ],
        seats,
        [
            {"opportunity_id": f"o{o}", "kind": "job", "min_size": low, "max_size": high}
            for o, (low, high) in enumerate(one(SIZES) for _ in range(n_jobs))
        ],
        [rule for rule in rules if rng.random() < 0.55],
        employers=[{"employer_id": f"e{e}", "max_placements": one((None, 0, 1, 2))} for e in range(2)],
        decisions=decided[: int(rng.integers(0, 4))],
    )  # fmt: skip
    return problem, commutes_of(rng.choice(MINUTES, (n, n_seats)).tolist())


def scorer(commutes: Commutes) -> Callable[[Problem, Sequence[Any]], ScoreTable]:
    """Return scores of a half for every pair that the pair rules let through."""

    def rescore(problem: Problem, rules: Sequence[Any]) -> ScoreTable:
        pairs = all_pairs(problem)
        mask = np.ones(pairs.n_pairs, bool)
        for rule in rules:
            if hasattr(rule, "allowed"):
                mask &= rule.allowed(problem, commutes, pairs.participant, pairs.seat)
        return replace(given_table(keep(pairs, mask), np.full(int(mask.sum()), 0.5)), given=False)

    return rescore


class EveryPlan:
    """Every plan of a problem, and what the changes that it needs cost at the costs that are assumed."""

    def __init__(self, problem: Problem, commutes: Commutes) -> None:
        self.people, self.seats = problem.participants.to_dicts(), problem.seats.to_dicts()
        self.jobs = {row["opportunity_id"]: row for row in problem.opportunities.to_dicts()}
        self.employers = {row["employer_id"]: row["max_placements"] for row in problem.employers.to_dicts()}
        self.rules, self.minutes = problem.settings.constraint, commutes.minutes
        self.decided = {(d["participant_id"], d["seat_id"]): d["decision"] for d in problem.decisions.to_dicts()}
        self.cohorts = [name for name, job in self.jobs.items() if job["min_size"]]

    def cheapest(self) -> Decimal | None:
        """Return what the cheapest changes cost, ``None`` where none give a plan."""
        ways = [
            [None, *(s for s in range(len(self.seats)) if self._far(p, s) is not None)] for p in range(len(self.people))
        ]
        found = []
        for plan in product(*ways):
            for opened in product((False, True), repeat=len(self.cohorts)):
                costs = list(self._costs(plan, dict(zip(self.cohorts, opened, strict=True))))
                if None not in costs:
                    found.append(sum(costs, Decimal(0)))
        return min(found, default=None)

    def _far(self, p: int, s: int) -> tuple[int, int] | None:
        """Return the minutes over the person's own limit and over that of all; ``None`` where it can never be."""
        minutes, decision = float(self.minutes[p, s]), self.decided.get((f"p{p}", f"s{s}"))
        if decision == "veto" or not self.seats[s]["count"]:
            return None
        if decision == "override" or math.isnan(minutes):
            return 0, 0
        everybody = next((rule["minutes"] for rule in self.rules if rule["kind"] == "commute_limit"), None)
        own, all_ = (
            0 if limit is None or minutes <= float(np.float32(limit)) else minutes - limit
            for limit in (self.people[p]["max_commute_minutes"], everybody)
        )
        return None if max(own, all_) > MOST_MINUTES or math.isinf(minutes) else (math.ceil(own), math.ceil(all_))

    def _costs(self, plan: Sequence[int | None], is_open: dict[str, bool]) -> Iterator[Decimal | None]:
        placed = [(p, s) for p, s in enumerate(plan) if s is not None]
        of_seat, rows = Counter(s for _, s in placed), [self.seats[s] for _, s in placed]
        of_job = Counter(row["opportunity_id"] for row in rows)
        of_employer = Counter(row["employer_id"] for row in rows)
        far = [self._far(p, s) or (0, 0) for p, s in placed]
        yield Decimal("0.1") * (sum(own for own, _ in far) + max((all_ for _, all_ in far), default=0))
        pins = [pair for pair, decision in self.decided.items() if decision == "pin"]
        yield Decimal(5) * sum(pair not in {(f"p{p}", f"s{s}") for p, s in placed} for pair in pins)
        for s, seat in enumerate(self.seats):
            yield Decimal(2) * max(0, of_seat[s] - seat["count"])
            if is_open.get(seat["opportunity_id"], True):
                yield Decimal(max(0, (seat["min_count"] or 0) - of_seat[s]))
        for name, job in self.jobs.items():
            least, most, n = job["min_size"] or 0, job["max_size"], of_job[name]
            if not is_open.get(name, True):
                yield Decimal(0) if n == 0 else None
                continue
            yield Decimal(max(0, least - n)) if n or not least else None
            over = 0 if most is None else max(0, n - most)
            yield Decimal(2) * over if most != 0 or not over else None
        for name, most in self.employers.items():
            yield Decimal(2) * (0 if most is None else max(0, of_employer[name] - most))
        for rule in self.rules:
            yield from self._rule(rule, placed, of_employer, is_open)

    def _rule(
        self, rule: dict[str, Any], placed: list[tuple[int, int]], of_employer: Counter[str], is_open: dict[str, bool]
    ) -> Iterator[Decimal]:
        kind, scope = rule["kind"], rule.get("scope", "plan")
        if kind == "employer_maximum":
            yield Decimal(2) * sum(max(0, of_employer[name] - rule["max"]) for name in self.employers)
        if kind not in ("budget", "group_quota"):
            return
        key = {"each_employer": "employer_id", "plan": None}.get(scope, "opportunity_id")
        units = {None: [None], "employer_id": list(self.employers)}.get(key, list(self.jobs))
        for unit in self.cohorts if scope == "each_cohort" else units:
            here = [(p, self.seats[s]) for p, s in placed if key is None or self.seats[s][key] == unit]
            if kind == "budget":
                spent = sum((seat["cost"] for _, seat in here), Decimal(0))
                yield Decimal("0.001") * max(0, math.ceil(spent - Decimal(str(rule["max"]))))
                continue
            n = sum(self.people[p]["gender"] in rule["group"]["gender"] for p, _ in here)
            binds = is_open.get(unit or "", True)
            yield Decimal(max(0, rule["min_count"] - n) * binds + max(0, n - rule.get("max_count", n)))
