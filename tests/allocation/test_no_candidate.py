"""Why a person has no candidate seat, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from matchmaker.allocation import allocate
from matchmaker.allocation.unplaced import unplaced_frame
from matchmaker.candidates import generate_pairs
from matchmaker.constraints import pair_rules, parse_constraints
from tests.allocation.helpers import given_table
from tests.strategies import commutes_of, problem_of

LIMIT = {"kind": "commute_limit", "minutes": 60}
ADULT = {
    "kind": "eligibility",
    "criteria": [
        {"name": "18-25", "column": "age", "min": 18, "max": 25},
        {"at_least": 1, "name": "need", "of": [{"column": "low_basic_skills", "values": [True]}]},
    ],
}


def told(
    person: dict[str, Any], minutes: list[float], *rules: dict[str, Any], language: Any = "en", **tables: Any
) -> tuple[str, str]:
    """Return code and reason of one person before two jobs that start in 2026."""
    problem = problem_of(
        [{"participant_id": "p", **person}],
        [{"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": f"e{i}", "count": 1} for i in range(2)],
        [{"opportunity_id": f"o{i}", "kind": "job", "start_date": date(2026, 1, 1)} for i in range(2)],
        rules,
        **tables,
    )
    constraints, commutes = parse_constraints(problem), commutes_of([minutes])
    pairs = generate_pairs(problem, commutes, pair_rules(constraints))
    scores = replace(given_table(pairs, np.full(pairs.n_pairs, 0.5)), given=False)
    result = allocate(problem, scores, constraints, commutes)
    ((_, code, reason),) = unplaced_frame(result, language, {"need": "צורך"} if language == "he" else {}).rows()
    return code, reason


def test_who_is_not_eligible_learns_by_which_criterion() -> None:
    """Eligibility goes before distance, which drops both seats too; only the criteria that fail are named."""
    old = {"birth_date": date(1980, 1, 1), "low_basic_skills": True, "max_commute_minutes": 10.0}
    assert told(old, [90, 90], ADULT) == ("not_eligible", "not eligible, this does not hold: 18-25")
    skilled = {"birth_date": date(2004, 1, 1), "low_basic_skills": False}
    expected = "not eligible, this does not hold: need (low_basic_skills = True)"
    assert told(skilled, [10, 10], ADULT) == ("not_eligible", expected)
    assert told(skilled, [10, 10], ADULT, language="he")[1].startswith("לא עומדים בתנאי התוכנית, לא מתקיים: צורך (")


NEAREST = "the nearest seat that is otherwise possible is"


@pytest.mark.parametrize(
    ("own", "minutes", "rules", "reason"),
    [
        (45.0, [52, 70], (), "own_commute_limit: {NEAREST} 52 minutes away; the limit is 45, their own"),
        (None, [70, 90.01], (LIMIT,), "commute_limit: {NEAREST} 70 minutes away; the limit is 60, the programme's"),
        (65.0, [70, 90], (LIMIT,), "commute_limit: {NEAREST} 70 minutes away; the limit is 60, the programme's"),
        (45.0, [45.01, 70], (), "own_commute_limit: {NEAREST} 45.1 minutes away; the limit is 45, their own"),
        (None, [float("inf")] * 2, (), "own_commute_limit: no seat that is otherwise possible can be reached"),
    ],
)  # fmt: skip
def test_who_lives_too_far_learns_how_far(own: Any, minutes: list[float], rules: Any, reason: str) -> None:
    """The nearest seat that is otherwise possible, rounded up, beside the limit that binds and whose it is."""
    assert told({"max_commute_minutes": own}, minutes, *rules)[1].startswith(reason.replace("{NEAREST}", NEAREST))


def test_one_rule_against_every_seat_is_explained() -> None:
    """Both employers are disqualified."""
    employers = [{"employer_id": f"e{i}", "circle": "disqualified"} for i in range(2)]
    expected = "every seat is ruled out by employer_disqualified: nobody is placed at a disqualified employer"
    assert told({}, [1, 1], employers=employers) == ("no_candidate", expected)
    far = told({"max_commute_minutes": 5.0}, [9, 8], employers=employers[:1])
    assert far[1].startswith("own_commute_limit: the nearest seat that is otherwise possible is 8 minutes")


def test_rules_that_only_together_leave_nothing_are_counted() -> None:
    """One employer is disqualified and the other too far: each is said to stand first against one seat."""
    employers = [{"employer_id": "e0", "circle": "disqualified"}]
    code, reason = told({"max_commute_minutes": 5.0}, [1, 8], employers=employers)
    assert code == "no_candidate"
    assert reason == (
        "no seat passes every rule (employer_disqualified stands first against 1 of 2; own_commute_limit stands first against 1 "
        "of 2); own_commute_limit: the nearest seat that is otherwise possible is 8 minutes away; the limit is 5, their own"
    )


def test_where_nothing_else_is_possible_the_nearest_of_all_is_named() -> None:
    """Vetoes leave nothing that is otherwise possible, and with distance alone against every seat it is named by distance."""
    vetoes = [
        {"participant_id": "p", "seat_id": f"s{i}", "decision": "veto", "reason": "r", "by": "b"} for i in range(2)
    ]
    assert told({}, [1, 1], decisions=vetoes)[1].startswith("every seat is ruled out by veto")
    mixed = told(
        {"max_commute_minutes": 5.0},
        [9, 8],
        decisions=vetoes[:1],
        employers=[{"employer_id": "e1", "circle": "disqualified"}],
    )
    assert mixed[1] == "own_commute_limit: the nearest seat of all is 8 minutes away; the limit is 5, their own"
