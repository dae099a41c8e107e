"""The two halves of every rule agree on every plan of small problems."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matchmaker.constraints import parse_constraints
from tests.contracts import assert_halves_agree, assert_settings_survive, n_plans
from tests.strategies import KINDS, Case, cases

SMALL = {"max_participants": 4, "max_seats": 3, "max_opportunities": 2, "with_scores": False}
CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_rows_and_check_agree(kind: str, data: st.DataObject) -> None:
    """Rows and pair masks accept a plan exactly when the check finds nothing, for a rule of each kind."""
    case = data.draw(cases(**SMALL, kinds=(kind,), max_rules=2))
    assume(n_plans(case.problem) <= 700)
    rules = [rule for rule in parse_constraints(case.problem) if rule.code == kind]
    assert_halves_agree(rules, case.problem, case.commutes)


@settings(max_examples=30, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**SMALL, kinds=()))
def test_rows_and_check_agree_for_rules_that_always_apply(case: Case) -> None:
    """Rows and pair masks accept a plan exactly when the check finds nothing, for every rule that always applies."""
    assume(n_plans(case.problem) <= 300)
    assert_halves_agree(parse_constraints(case.problem), case.problem, case.commutes)


@settings(max_examples=40, deadline=None)
@given(cases(max_rules=4))
def test_rules_survive_settings_and_pickle(case: Case) -> None:
    """Every rule comes back the same from plain settings and from pickle."""
    for constraint in parse_constraints(case.problem):
        assert_settings_survive(constraint)
