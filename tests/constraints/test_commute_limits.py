"""Commute limits: the programme's and a person's own."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from matchmaker.constraints import CommuteLimit, OwnCommuteLimit
from tests.constraints.helpers import allowed, found, people, small
from tests.strategies import commutes_of


@pytest.mark.parametrize(("minutes", "passes"), [(0.0, True), (45.3, True), (45.31, False), (inf, False), (nan, True)])
def test_the_limit_is_inclusive_and_unknown_passes(minutes: float, passes: bool) -> None:
    """45.3 minutes are within a limit of 45.3, more or out of reach is not, not known is."""
    problem, commutes, rule = small(1), commutes_of([[minutes]]), CommuteLimit(minutes=45.3)
    assert allowed(rule, problem, commutes) == [[passes]]
    assert (found(rule, problem, {"p0": "s0"}, commutes=commutes) == []) == passes


def test_a_person_s_own_limit_binds_by_itself() -> None:
    """Someone who accepts 30 minutes is not sent 31; who said nothing goes any distance that can be reached."""
    problem = small(participants=people(3, max_commute_minutes=[30.0, None, None]))
    commutes, rule = commutes_of([[31.0], [300.0], [inf]]), OwnCommuteLimit()
    assert allowed(rule, problem, commutes) == [[False], [True], [False]]
    assert found(rule, problem, {"p0": "s0"}, commutes=commutes) == [
        "participant 'p0' accepts 30.0 minutes; seat 's0' is 31.0 away"
    ]
    assert found(rule, problem, {"p2": "s0"}, commutes=commutes) == ["participant 'p2' cannot reach seat 's0'"]
    assert found(rule, problem, {"p1": "s0"}, commutes=commutes) == []


@pytest.mark.parametrize("rule", [CommuteLimit(minutes=40), OwnCommuteLimit()])
def test_limits_read_a_day_at_the_site(rule: CommuteLimit | OwnCommuteLimit) -> None:
    """50 minutes on a day at the site are over a limit of 40, though days from home bring the mean day to 30."""
    problem = small(participants=people(1, max_commute_minutes=[40.0]))
    commutes = replace(commutes_of([[30.0, 50.0]]), day_site=np.array([1], np.int32))
    assert allowed(rule, problem, commutes) == [[False]]
    assert len(found(rule, problem, {"p0": "s0"}, commutes=commutes)) == 1


def test_a_violation_names_the_person_the_seat_and_the_limit() -> None:
    """The message holds the ids, the minutes and the limit."""
    text = found(CommuteLimit(minutes=45), small(1), {"p0": "s0"}, commutes=commutes_of([[60.0]]))
    assert text == ["participant 'p0' lives 60.0 minutes from seat 's0', over 45"]


@pytest.mark.parametrize("rule", [CommuteLimit(minutes=5), OwnCommuteLimit()])
def test_an_override_lets_its_pair_through(rule: CommuteLimit | OwnCommuteLimit) -> None:
    """Of two people over the limit, the one with an override passes."""
    decisions = [{"participant_id": "p1", "seat_id": "s0", "decision": "override", "reason": "lift", "by": "Dana"}]
    problem = small(participants=people(2, max_commute_minutes=[5.0, 5.0]), decisions=decisions)
    assert allowed(rule, problem) == [[False], [True]]
    assert len(found(rule, problem, {"p0": "s0", "p1": "s0"})) == 1
