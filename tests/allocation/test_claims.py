"""Every claim of every strategy holds on generated problems with rules of all kinds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.allocation.claims import check_claims
from tests.strategies import Case, cases

ALL = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("part", range(2))  # 2 x 60 problems, so that two workers share them
@settings(ALL, max_examples=60)
@given(case=cases(max_participants=5, max_seats=4), seed=st.integers(0, 10**6))
def test_no_plan_is_above_a_bound_and_strategies_agree(part: int, case: Case, seed: int) -> None:
    """No plan that the replay accepts is above any strategy's bound, gaps are kept, infeasible means so."""
    del part
    check_claims(case, seed)


@settings(ALL, max_examples=20)
@given(case=cases(max_participants=5, max_seats=4, always_feasible=True), seed=st.integers(0, 10**6))
def test_where_there_is_a_plan_one_is_found(case: Case, seed: int) -> None:
    """On problems that have a plan, some plan is found, by strategies or policies."""
    counts = check_claims(case, seed)
    assert counts["problems with a plan"] == counts["problems"]
