"""What every strategy and policy claims about one problem, held against each other and against every plan."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import numpy as np
import polars as pl

from matchmaker.allocation import Formulation, Solution, allocate, exact_scores, formulate
from matchmaker.allocation.formulate import cohort_rows
from matchmaker.allocation.solvers import solve, solve_flow, solve_mip, solve_prices
from matchmaker.allocation.solvers.exact import broken_rows, objective_of
from matchmaker.constraints import Columns, Constraint, PlanRule, companion_columns, parse_constraints, verify_plan
from matchmaker.errors import SettingsError
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable
from tests.allocation.helpers import every_choice, scores_of
from tests.strategies import Case

GAPS = (0.0, 1e-4, 1e-2, 0.2)
CAPS = (None, None, 1e-4, 0.02)
MOST_CHOICES = 400
PAIR_RULES = 4
"""One problem in so many has the rules about single pairs too: with all of them few pairs are left to choose from."""
STRATEGIES = ("flow", "mip", "prices", "auto")


def check_claims(case: Case, seed: int) -> Counter[str]:
    """Raise AssertionError where a claim about the case is untrue; else return what there was to check, counted.

    From ``seed`` come scores of most pairs, and for every strategy a gap and a time cap; the rules are those of the case
    (`PAIR_RULES`). The plans beside the bounds are those of all policies and strategies, replayed by `verify_plan`, and
    where the problem is small every plan there is.
    """
    counts: Counter[str] = Counter()
    rng = np.random.default_rng(seed)
    case = Case(case.problem.replace(scores=_scores(case.problem, rng)), case.commutes)
    try:
        constraints = parse_constraints(case.problem)
    except SettingsError:
        counts["settings refused"] += 1
        return counts
    if seed % PAIR_RULES:
        constraints = tuple(rule for rule in constraints if isinstance(rule, PlanRule))
    scores = scores_of(case.problem, case.commutes, constraints)
    form = formulate(case.problem, scores, constraints)
    answers = _answers(form, rng, counts)
    worth: list[int] = []
    for name, (answer, gap, cap) in answers.items():
        if answer.status not in ("optimal", "feasible"):
            assert cap is not None or answer.status == "infeasible", f"{name} gave up without a cap: {answer.status}"
            counts[f"{answer.status} by {name}"] += 1
            continue
        assert broken_rows(form, answer.pairs, answer.openings) == (), name
        assert answer.objective == objective_of(form, answer.pairs, answer.openings) <= answer.bound, name
        assert cap is not None or answer.bound - answer.objective <= gap * abs(answer.bound) + 1, name
        plan = plan_of(case.problem, form, scores, answer)
        given = exact_scores(scores, plan.seats.items())
        assert verify_plan(case.problem, plan, constraints, case.commutes, given) == [], name
        worth.append(answer.objective)
        counts[f"plans of {name}"] += 1
    worth += _of_policies(case, constraints, scores, form, seed, counts)
    if _n_choices(form) <= MOST_CHOICES:
        every = [
            objective_of(form, pairs, opened)
            for pairs, opened in every_choice(form)
            if not broken_rows(form, pairs, opened)
        ]
        counts["every plan tried"] += 1
        worth += every[:0] if not every else [max(every)]
    for name, (answer, _, _) in answers.items():
        if answer.status == "infeasible":
            assert not worth, f"{name} says infeasible, and there is a plan"
        else:
            assert not worth or answer.bound >= max(worth), f"{name} claims {answer.bound}, a plan has {max(worth)}"
            counts["bounds"] += 1
    counts["problems"] += 1
    counts["problems with five pairs or more"] += form.n_pairs >= 5
    counts["problems with openings"] += form.n_openings > 0
    counts["problems with a plan"] += bool(worth)
    return counts


def plan_of(problem: Problem, form: Formulation, scores: ScoreTable, answer: Solution) -> Plan:
    """Return an answer as a plan of the problem."""
    pairs = scores.pairs
    chosen = form.order[answer.pairs]
    people = pairs.participant_ids[np.searchsorted(pairs.indptr, chosen, side="right") - 1].tolist()
    named = zip(form.opening_names, answer.openings, strict=True)
    opened = frozenset(name for name, is_open in islice(named, form.n_openings - form.n_further) if is_open)
    companions: dict[str, str] = {}
    if form.n_further:
        choices = companion_columns(Columns(problem, pairs, cohort_rows(problem)))
        taken = answer.openings[choices.chosen - form.n_pairs]
        cohorts = problem.opportunities["opportunity_id"].gather(choices.opportunity[taken]).to_list()
        companions = dict(
            zip(cohorts, problem.organisations["organisation_id"].gather(choices.organisation[taken]), strict=True)
        )
    return Plan(dict(zip(people, pairs.seat_ids[pairs.seat[chosen]].tolist(), strict=True)), opened, companions)


def _scores(problem: Problem, rng: np.random.Generator) -> pl.DataFrame:
    """Return scores of four pairs in five, some of them 0 and many alike."""
    people, seats = problem.participants["participant_id"], problem.seats["seat_id"]
    person, seat = np.nonzero(rng.random((people.len(), seats.len())) < 0.8)
    score = rng.integers(0, rng.choice([3, 101]), person.size) / 100
    return pl.DataFrame({"participant_id": people.gather(person), "seat_id": seats.gather(seat), "score": score})


def _answers(
    form: Formulation, rng: np.random.Generator, counts: Counter[str]
) -> dict[str, tuple[Solution, float, float | None]]:
    """Return what each strategy that applies answers, with the gap and the cap that it got."""
    answers: dict[str, tuple[Solution, float, float | None]] = {}
    for name in STRATEGIES:
        gap, cap = GAPS[rng.integers(len(GAPS))], CAPS[rng.integers(len(CAPS))]
        answer: Solution | None
        match name:
            case "flow":
                answer, gap, cap = solve_flow(form), 0.0, None
            case "mip":
                answer = solve_mip(form, gap=gap, time_limit=cap)
            case "prices":
                answer = solve_prices(form, gap=gap, time_limit=cap)
            case _:
                answer = solve(form, gap=gap, time_limit=cap)
        if answer is None:
            counts[f"{name} does not apply"] += 1
        else:
            answers[name] = answer, gap, cap
    return answers


def _of_policies(
    case: Case,
    constraints: tuple[Constraint, ...],
    scores: ScoreTable,
    form: Formulation,
    seed: int,
    counts: Counter[str],
) -> list[int]:
    """Return what the policies' plans are worth; `allocate` has replayed each of them."""
    worth = []
    for policy in ("greedy", "deferred_acceptance", "lottery"):
        result = allocate(case.problem, scores, constraints, case.commutes, policy=policy, seed=seed)
        if result.objective is not None and not form.rounded:
            worth.append(int(result.objective * form.scale))
            counts[f"plans of {policy}"] += 1
    return worth


def _n_choices(form: Formulation) -> int:
    options = np.bincount(form.left, minlength=form.n_left) + 1
    return int(np.prod(options.astype(object))) * 2**form.n_openings
