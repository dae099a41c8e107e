"""The cheapest change of the numbers of whole problems is the one that trying every plan finds."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.allocation import allocate
from matchmaker.constraints import parse_constraints
from matchmaker.decisions.diagnosis import RelaxationCosts, diagnose
from tests.decisions.diagnosis.whole_problems import EveryPlan, random_problem, scorer


@pytest.mark.parametrize("n", [12, pytest.param(400, marks=pytest.mark.slow)])
def test_no_change_of_numbers_is_cheaper(n: int) -> None:
    """Sizes, seats' minima, places, quotas, employers' limits, budgets, pins and minutes: the cost is that of brute force, and
    the plan solved again after the change keeps every rule."""
    seen, minutes, seed = 0, 0, 0
    while seen < n:
        problem, commutes = random_problem(np.random.default_rng(seed))
        seed += 1
        rules, rescore = parse_constraints(problem), scorer(commutes)
        result = allocate(problem, rescore(problem, rules), rules, commutes)
        cheapest = EveryPlan(problem, commutes).cheapest()
        assert result.has_plan == (cheapest == 0)
        if result.has_plan:
            continue
        seen += 1
        found = diagnose(result, RelaxationCosts(), rescore=rescore, options=1)
        assert found.minimal
        assert cheapest == (found.options[0].cost if found.options else None)
        minutes += any(given.change.kind == "commute" for each in found.options for given in each.changes)
    assert minutes
