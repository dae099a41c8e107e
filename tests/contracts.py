"""Contract suites: what every unit of a kind must do, asked of a unit by naming it."""

from __future__ import annotations

import itertools
import math
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Pairs, prune
from matchmaker.constraints import Columns, Constraint, companion_columns, pair_rules, plan_rules, plan_view
from matchmaker.model import Plan, Problem
from matchmaker.model.vocabulary import GROUP_KINDS
from matchmaker.travel import Commutes
from tests.strategies import all_pairs


def cohorts_of(problem: Problem) -> npt.NDArray[np.int64]:
    """Return the rows of opportunities with ``min_size`` > 0."""
    return np.flatnonzero((problem.opportunities["min_size"].fill_null(0) > 0).to_numpy()).astype(np.int64)


def choosing(problem: Problem) -> dict[str, list[str]]:
    """Return the candidates of every cohort whose accompanying organisation the plan chooses."""
    return {
        row["opportunity_id"]: row["companion_candidates"]
        for row in problem.opportunities.iter_rows(named=True)
        if row["min_size"] and row["companion_org_id"] is None and row["companion_candidates"]
        if row["kind"] not in GROUP_KINDS
    }


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Yield every plan: each participant in each seat or none, each cohort open or closed, by each companion or none."""
    people = problem.participants["participant_id"].to_list()
    places = [None, *problem.seats["seat_id"].to_list()]
    cohorts = problem.opportunities["opportunity_id"].gather(cohorts_of(problem)).to_list()
    openings = [frozenset(chosen) for n in range(len(cohorts) + 1) for chosen in itertools.combinations(cohorts, n)]
    for choice in itertools.product(places, repeat=len(people)):
        seats = {person: seat for person, seat in zip(people, choice, strict=True) if seat is not None}
        for opened in openings:
            for companions in itertools.product(*([None, *each] for each in choosing(problem).values())):
                named = dict(zip(choosing(problem), companions, strict=True))
                yield Plan(seats, opened, {cohort: each for cohort, each in named.items() if each is not None})


def n_plans(problem: Problem) -> int:
    """Return how many plans `every_plan` yields."""
    companions = math.prod(len(each) + 1 for each in choosing(problem).values())
    return int((problem.n_seats + 1) ** problem.n_participants * 2 ** cohorts_of(problem).size * companions)


def vectors(plans: Sequence[Plan], columns: Columns) -> npt.NDArray[np.int64]:
    """Return each plan as 0/1 over the columns (pairs, openings, companions). Shape (n_plans, n_columns). All pairs
    needed."""
    pairs, problem = columns.pairs, columns.problem
    person = {name: i for i, name in enumerate(pairs.participant_ids)}
    place = {name: i for i, name in enumerate(pairs.seat_ids)}
    opening = {problem.opportunities["opportunity_id"][int(o)]: i for i, o in enumerate(columns.openings)}
    choices = companion_columns(columns)
    cohorts = [problem.opportunities["opportunity_id"][int(o)] for o in choices.opportunity]
    chosen = [problem.organisations["organisation_id"][int(g)] for g in choices.organisation]
    home = dict(problem.seats.select("seat_id", "opportunity_id").iter_rows())
    x = np.zeros((len(plans), pairs.n_pairs + columns.openings.size + choices.n_columns), np.int64)
    for row, plan in enumerate(plans):
        x[row, [person[p] * pairs.n_seats + place[s] for p, s in plan.seats.items()]] = 1
        x[row, [pairs.n_pairs + opening[o] for o in plan.opened]] = 1
        people = Counter(home[seat] for seat in plan.seats.values())
        for at, (cohort, companion) in enumerate(zip(cohorts, chosen, strict=True)):
            if plan.companions.get(cohort) == companion:
                digits = choices.digit_choice == at
                x[row, choices.chosen[at]] = 1
                x[row, choices.digit[digits]] = (people[cohort] & choices.digit_value[digits]) > 0
    return x


def rows_hold(constraint: Constraint, columns: Columns, x: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which plans (rows of ``x``) keep every row of a plan rule."""
    rules = plan_rules([constraint])
    if not rules:
        return np.ones(len(x), bool)
    rows = rules[0].rows(columns)
    matrix = np.zeros((len(rows.names), x.shape[1]), np.int64)
    np.add.at(matrix, (rows.row, rows.column), rows.value)
    total = x @ matrix.T
    lower = np.array([-(2**62) if low is None else low for low in rows.lower], np.int64)
    upper = np.array([2**62 if high is None else high for high in rows.upper], np.int64)
    return ((total >= lower) & (total <= upper)).all(axis=1)


def pairs_hold(
    constraint: Constraint, problem: Problem, pairs: Pairs, commutes: Commutes, x: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return which plans (rows of ``x``) use only pairs that a pair rule lets through."""
    blocked = ~prune(problem, commutes, pair_rules([constraint]), pairs)[1]
    return ~(x[:, : pairs.n_pairs][:, blocked] == 1).any(axis=1)


def assert_halves_agree(constraints: Sequence[Constraint], problem: Problem, commutes: Commutes) -> int:
    """Prove for each rule that its two halves agree on every plan; return how many plans break at least one rule."""
    pairs = all_pairs(problem)
    tenths = (np.arange(pairs.n_pairs) * 7 + 3) % 11  # scores that differ, for the rules that count them
    columns = Columns(problem, pairs, cohorts_of(problem)[::-1].copy(), tenths / 10)
    plans = list(every_plan(problem))
    x = vectors(plans, columns)
    named = itertools.product(pairs.participant_ids.tolist(), pairs.seat_ids.tolist())
    scores = {pair: Decimal(int(tenth)) / 10 for pair, tenth in zip(named, tenths, strict=True)}
    view = plan_view(problem, plans[0], commutes, scores=scores)
    broken = np.zeros(len(plans), bool)
    for constraint in constraints:
        holds = rows_hold(constraint, columns, x) & pairs_hold(constraint, problem, pairs, commutes, x)
        for plan, expected in zip(plans, holds, strict=True):
            found = constraint.check(replace(view, plan=plan, assignments=tuple(sorted(plan.seats.items()))))
            assert bool(found) != bool(expected), (constraint, plan, found)
        broken |= ~holds
    return int(broken.sum())


def assert_settings_survive(constraint: Constraint) -> None:
    """Prove that a rule survives a trip through plain settings and through pickle."""
    plain = constraint.model_dump(exclude_none=True)
    assert type(constraint)(**plain) == constraint
    assert pickle.loads(pickle.dumps(constraint)) == constraint
    assert constraint.describe()
