"""solve_with_companions: a policy's plan where cohorts name several organisations that may accompany them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np
import polars as pl

from matchmaker.allocation.companions import roomiest_companions, with_companions
from matchmaker.allocation.exact_rows import keeps_every_row
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies import Effort, Policy, greedy
from matchmaker.allocation.solution import Solution, SolutionStatus
from matchmaker.constraints import Constraint
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

Searched = tuple[Mapping[str, str], Problem, Formulation, Solution]
"""Companions named beforehand, the problem with those, its formulation, and the answer in its columns."""

_LEAST_SECONDS = 0.01


def solve_with_companions(
    problem: Problem,
    scores: ScoreTable,
    constraints: Sequence[Constraint],
    *,
    policy: Policy,
    effort: Effort,
    weighs: bool,
    relax: bool = True,
) -> Searched:
    """Return a policy's answer, and who was named before it looked.

    A policy that does not weigh companions (``weighs``) takes the ones with the most hours and goes on from there. For
    one that does, the plan is first made as if nobody had to accompany these cohorts: nothing is worth more, so where its
    cohorts then find companions with the hours for them it is proved as good under the choice. Else the choice is
    searched together with the plan, in the time that is left, and no plan is worth more than the first search proved.
    Without ``relax`` it is so from the start: what holds of several objectives without the choice need not hold with it.
    """
    started = perf_counter()
    choosing = problem.opportunities["companion_candidates"].is_not_null().any()
    if not weighs or not choosing or not relax:
        named = roomiest_companions(problem, constraints) if choosing and not weighs else {}
        asked = with_companions(problem, named)
        formulation = formulate(asked, scores, constraints)
        return named, asked, formulation, policy(formulation, scores, effort)
    nobody = pl.lit(None, problem.opportunities.schema["companion_candidates"]).alias("companion_candidates")
    free = formulate(problem.replace(opportunities=problem.opportunities.with_columns(nobody)), scores, constraints)
    solution = policy(free, scores, effort)
    if solution.status in ("optimal", "feasible"):
        named = roomiest_companions(problem, constraints, _people(problem, scores, free, solution))
        asked = with_companions(problem, named)
        formulation = formulate(asked, scores, constraints)
        if keeps_every_row(formulation, solution):
            return named, asked, formulation, solution
    elif solution.status == "infeasible":
        return {}, problem, free, solution
    formulation = formulate(problem, scores, constraints)
    searched = policy(formulation, scores, _left(effort, started))
    if searched.status in ("optimal", "feasible"):
        return {}, problem, formulation, _bounded(searched, solution)
    if searched.status == "infeasible":
        return {}, problem, formulation, searched
    # Stopped before it had a plan: what a policy without search makes of it is better than nothing.
    named = roomiest_companions(problem, constraints)
    asked = with_companions(problem, named)
    formulation = formulate(asked, scores, constraints)
    plain = greedy(formulation, scores, effort)
    if plain.status in ("optimal", "feasible"):
        plain = _bounded(plain, solution)
    return named, asked, formulation, replace(plain, stopped_by=searched.stopped_by, strategy=searched.strategy)


def _left(effort: Effort, started: float) -> Effort:
    """Return the effort with what is left of its time; some is always left, so that a solver says why it stopped."""
    if effort.time_limit is None:
        return effort
    return replace(effort, time_limit=max(_LEAST_SECONDS, effort.time_limit - (perf_counter() - started)))


def _bounded(found: Solution, freer: Solution) -> Solution:
    """Return a plan under the bound of a search that asked for less, where that had one and it is lower."""
    if freer.status not in ("optimal", "feasible") or freer.bound >= found.bound:
        return found
    status: SolutionStatus = "optimal" if freer.bound == found.objective else "feasible"
    return replace(found, bound=freer.bound, status=status)


def _people(problem: Problem, scores: ScoreTable, formulation: Formulation, solution: Solution) -> Counter[str]:
    home = problem.seats["opportunity_id"].to_numpy()
    seats = scores.pairs.seat[formulation.order[solution.pairs]]
    return Counter(np.asarray(home, object)[seats].tolist())
