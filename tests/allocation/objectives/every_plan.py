"""Every plan of a small problem that keeps its rules, with what it is worth to objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from matchmaker.allocation.objectives import Finished, Objective
from matchmaker.constraints import Constraint, plan_view
from matchmaker.model import Plan
from matchmaker.scoring import ScoreTable
from tests.contracts import every_plan
from tests.strategies import Case

KINDS: tuple[dict[str, object], ...] = (
    {"kind": "placed"},
    {"kind": "quality", "least_percent": 75},
    {"kind": "score"},
    {"kind": "worst_off"},
    {"kind": "worst_off", "over": "everybody", "name": "everybody"},
    {"kind": "worst_off", "over": "groups", "by": "district", "smallest_group": 1, "name": "by_district"},
    {"kind": "worst_off", "over": "groups", "of": "placed", "groups": [{"centre": ["lod", "rahat"]}, {"centre": "lod"}], "name": "rates"},
    {"kind": "commute", "unknown_minutes": 77.5},
    {"kind": "spread"},
    {"kind": "spread", "of": "most", "name": "most"},
    {"kind": "kept"},
    {"kind": "kept_open"},
    {
        "kind": "weighted",
        "terms": [
            {"kind": "score", "weight": 1},
            {"kind": "commute", "weight": 0.0125},
            {"kind": "spread", "weight": 0.3},
            {"kind": "quality", "least_percent": 100, "weight": 0.2},
        ],
    },
)  # fmt: skip
"""One of each kind, and of each way of a kind."""


@dataclass(frozen=True)
class Worth:
    """A plan that keeps every rule, as the measure halves see it."""

    finished: Finished

    def of(self, objective: Objective) -> Fraction:
        """Return what the plan is worth, larger being better."""
        return objective.sign * objective.measure(self.finished).value


def exact_scores(scores: ScoreTable) -> dict[tuple[str, str], Decimal]:
    """Return the score of every candidate pair by ids."""
    pairs = scores.pairs
    people, seats = pairs.participant_ids[pairs.participant].tolist(), pairs.seat_ids[pairs.seat].tolist()
    return dict(zip(zip(people, seats, strict=True), map(Decimal, map(repr, scores.total.tolist())), strict=True))


def plans_of(case: Case, constraints: Sequence[Constraint], scores: ScoreTable) -> list[Worth]:
    """Return every plan of candidate pairs that keeps every rule."""
    given = exact_scores(scores)
    first = plan_view(case.problem, Plan(), case.commutes, scores=given)
    found = []
    for plan in every_plan(case.problem):
        if any(pair not in given for pair in plan.seats.items()):
            continue
        view = replace(first, plan=plan, assignments=tuple(sorted(plan.seats.items())))
        if not any(rule.check(view) for rule in constraints):
            found.append(Worth(Finished(view, given)))
    return found


def lexicographic(plans: Sequence[Worth], objectives: Sequence[Objective]) -> list[Fraction]:
    """Return the best value of each objective among the plans that keep what the ones before reached."""
    bests, left = [], list(plans)
    for objective in objectives:
        best = max(plan.of(objective) for plan in left)
        bests.append(best)
        left = [plan for plan in left if plan.of(objective) >= best - objective.allowance(best)]
    return bests


def as_columns(scores: ScoreTable, order: np.ndarray, plan: Plan) -> np.ndarray:
    """Return the pair columns of a plan of candidate pairs."""
    pairs = scores.pairs
    person = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seat = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    column = np.empty(pairs.n_pairs, np.int64)
    column[order] = np.arange(pairs.n_pairs)
    at = [pairs.position(person[p], seat[s]) for p, s in plan.seats.items()]
    return np.sort(column[np.array(at, np.int64)])
