"""The two halves of every objective agree on every plan of small problems."""

from __future__ import annotations

import pickle
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matchmaker.allocation import Solution, formulate
from matchmaker.allocation.objectives import Facts, Finished, parse_objectives, written_objective
from matchmaker.allocation.objectives.aim import Aim
from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.solvers.exact import broken_rows
from matchmaker.constraints import plan_view
from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme
from tests.allocation.helpers import parsed
from tests.allocation.objectives.every_plan import KINDS, as_columns, exact_scores
from tests.contracts import every_plan, n_plans
from tests.strategies import cases

CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
SMALL = {"max_participants": 3, "max_seats": 3, "max_opportunities": 2, "kinds": ()}


@settings(max_examples=12, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_aim_and_measure_agree(data: st.DataObject) -> None:
    """For every kind of objective, the value of its aim is that of its measure on every plan, no plan exceeds what it says
    at a glance, and its demand keeps exactly the plans that are worth so much."""
    case = data.draw(cases(**SMALL))
    assume(n_plans(case.problem) <= 130)
    found = parsed(case)
    assume(found is not None and found[1].pairs.n_pairs > 0)
    _, scores = found
    made = formulate(case.problem, scores, ())
    known = exact_scores(scores)
    plans = [p for p in every_plan(case.problem) if not p.companions and all(pair in known for pair in p.seats.items())]
    first = plan_view(case.problem, plans[0], case.commutes)
    views = [replace(first, plan=plan, assignments=tuple(sorted(plan.seats.items()))) for plan in plans]
    choices = [_choice(as_columns(scores, made.order, p), [n in p.opened for n in made.opening_names]) for p in plans]
    for kind in KINDS:
        try:
            (objective,) = parse_objectives(case.problem, load_programme("general"), [kind])
        except SettingsError:  # nobody is in a group
            continue
        objective = objective.beside(data.draw(st.sampled_from(plans)))
        values = [objective.sign * objective.measure(Finished(view, known)).value for view in views]
        asked = data.draw(st.sampled_from([*values, Fraction(1, 3)]))
        facts = Facts(case.problem, scores, case.commutes, made)
        _check(objective.aim(facts), facts, choices, values, asked)


def _check(aim: Aim, facts: Facts, choices: list[Solution], values: list[Fraction], asked: Fraction) -> None:
    stage = aim.enter(Stage(facts.formulation))
    held = aim.demand(stage, asked, "so much")
    assert held is not None
    most = aim.most(stage)
    for choice, value in zip(choices, values, strict=True):
        wide = stage.plan(facts, choice)
        assert aim.value(stage, wide) == value <= most
        assert (not broken_rows(held.formulation, wide.pairs, wide.openings)) == (value >= asked)


def _choice(pairs: np.ndarray, opened: list[bool]) -> Solution:
    return Solution(pairs, np.array(opened, np.bool_), 0, 0, "feasible", "effort", "test")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.get("name", kind["kind"]))
def test_objective_survives_settings_and_pickle(kind: dict[str, object]) -> None:
    """An objective comes back the same from plain settings and from pickle, and says what it is in words."""
    objective = written_objective({**kind, "tolerance": 2.5})
    assert written_objective(objective.as_settings()) == objective
    assert pickle.loads(pickle.dumps(objective)) == objective
    assert objective.describe()
    assert objective.unit
