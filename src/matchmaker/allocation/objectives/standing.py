"""standing: the plan before in the columns of a new formulation, where it still obeys every row."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.exact_rows import keeps_every_row
from matchmaker.allocation.formulate import cohort_rows
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.plan_columns import plan_columns
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.exact import bound_by_person, objective_of
from matchmaker.constraints import Columns, companion_columns
from matchmaker.model import Plan


def standing(facts: Facts, plan: Plan) -> Solution | None:
    """Return the plan as it stood, or ``None`` where a placement is no candidate any more or a row is broken."""
    made = facts.formulation
    pairs = np.sort(plan_columns(sorted(plan.seats.items()), facts.scores.pairs, made))
    if (pairs < 0).any() or not plan.opened <= {*made.opening_names}:
        return None
    openings = np.array([name in plan.opened for name in made.opening_names], np.bool_)
    openings[made.n_openings - made.n_further :] = _companions(facts, plan)
    worth = objective_of(made, pairs, openings)
    bound = max(worth, bound_by_person(made))
    found = Solution(pairs, openings, worth, bound, "feasible", "effort", "previous")
    return found if keeps_every_row(made, found) else None


def _companions(facts: Facts, plan: Plan) -> npt.NDArray[np.bool_]:
    """Return the decisions about accompanying organisations, and the people that each serves, as the plan has them."""
    problem, n_further = facts.problem, facts.formulation.n_further
    taken = np.zeros(n_further, np.bool_)
    if not n_further:
        return taken
    columns = Columns(problem, facts.scores.pairs, cohort_rows(problem))
    choices = companion_columns(columns)
    first = facts.formulation.n_columns - n_further
    cohorts = problem.opportunities["opportunity_id"].gather(choices.opportunity).to_list()
    organisations = problem.organisations["organisation_id"].gather(choices.organisation).to_list()
    named = np.array(
        [plan.companions.get(one) == other for one, other in zip(cohorts, organisations, strict=True)], np.bool_
    )
    home = dict(problem.seats.select("seat_id", "opportunity_id").iter_rows())
    people = Counter(home[seat] for seat in plan.seats.values())
    served = np.array([people[cohort] for cohort in cohorts], np.int64) * named
    taken[choices.chosen - first] = named
    taken[choices.digit - first] = (served[choices.digit_choice] & choices.digit_value) > 0
    return taken
