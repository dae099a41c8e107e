"""solve_with_companions: a policy's plan where cohorts name several organisations that may accompany them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from matchmaker.allocation.companions import roomiest_companions, with_companions
from matchmaker.allocation.exact_rows import keeps_every_row
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies import Effort, Policy, greedy
from matchmaker.allocation.solution import Solution
from matchmaker.constraints import Constraint
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

Searched = tuple[Mapping[str, str], Problem, Formulation, Solution]
"""Companions named beforehand, the problem with those, its formulation, and the answer in its columns."""


def solve_with_companions(
    problem: Problem,
    scores: ScoreTable,
    constraints: Sequence[Constraint],
    *,
    policy: Policy,
    effort: Effort,
    weighs: bool,
) -> Searched:
    """Return a policy's answer, and who was named before it looked.

    A policy that does not weigh companions (``weighs``) takes the ones with the most hours and goes on from there. For
    one that does, the plan is first made as if nobody had to accompany these cohorts: nothing is worth more, so where its
    cohorts then find companions with the hours for them it is proved as good under the choice. Else the choice is
    searched together with the plan.
    """
    choosing = problem.opportunities["companion_candidates"].is_not_null().any()
    if not weighs or not choosing:
        named = roomiest_companions(problem, constraints) if choosing else {}
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
    searched = policy(formulation, scores, effort)
    if searched.status != "no_plan_found":
        return {}, problem, formulation, searched
    # Stopped before it had a plan: what a policy without search makes of it is better than nothing.
    named = roomiest_companions(problem, constraints)
    asked = with_companions(problem, named)
    formulation = formulate(asked, scores, constraints)
    plain = greedy(formulation, scores, effort)
    return named, asked, formulation, replace(plain, stopped_by=searched.stopped_by, strategy=searched.strategy)


def _people(problem: Problem, scores: ScoreTable, formulation: Formulation, solution: Solution) -> Counter[str]:
    home = problem.seats["opportunity_id"].to_numpy()
    seats = scores.pairs.seat[formulation.order[solution.pairs]]
    return Counter(np.asarray(home, object)[seats].tolist())
