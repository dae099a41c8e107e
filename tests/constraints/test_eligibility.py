"""Eligibility: who is proved not to belong to the programme."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from matchmaker.constraints import Eligibility, parse_constraints
from matchmaker.criteria import Criterion, holds
from matchmaker.programmes import load_programme
from tests.constraints.helpers import allowed, found, opportunity, people, seat, small
from tests.contracts import assert_settings_survive

AGE = {"column": "age", "min": 18, "max": 25}
TWO_OF_THREE = {
    "at_least": 2,
    "of": [
        {"column": "socioeconomic_cluster", "max": 6},
        {"column": "low_basic_skills", "values": True},
        {"column": "matriculation", "values": ["none", "partial"]},
    ],
}


def rule(*criteria: dict[str, Any], **details: Any) -> Eligibility:
    """Return an eligibility rule from plain settings."""
    return Eligibility(criteria=list(criteria), **details)


@pytest.mark.parametrize(
    ("born", "day", "passes"),
    [
        (date(2000, 3, 2), date(2018, 3, 1), False),
        (date(2000, 3, 1), date(2018, 3, 1), True),
        (date(2000, 3, 1), date(2026, 2, 28), True),
        (date(2000, 3, 1), date(2026, 3, 1), False),
        (date(2000, 2, 29), date(2018, 2, 28), False),
        (None, date(2018, 3, 1), True),
        (date(2010, 1, 1), None, True),
    ],
)
def test_age_in_whole_years_on_the_day(born: date | None, day: date | None, passes: bool) -> None:
    """18 to 25 includes the eighteenth birthday and the day before the twenty-sixth; without a date it passes."""
    problem = small(participants=people(1, birth_date=[born]), opportunities=[opportunity(0, start_date=day)])
    assert allowed(rule(AGE), problem) == [[passes]]
    assert (found(rule(AGE), problem, {"p0": "s0"}) == []) == passes


def test_the_day_is_as_of_then_the_seat_s_then_the_opportunity_s() -> None:
    """A person of 17 at the course's start and 18 at the seat's is of age for that seat, and on the day as_of."""
    problem = small(
        participants=people(1, birth_date=[date(2000, 6, 1)]),
        seats=[seat(0, 0, start_date=date(2018, 7, 1)), seat(1, 0)],
        opportunities=[opportunity(0, start_date=date(2018, 5, 1))],
    )
    assert allowed(rule(AGE), problem) == [[True, False]]
    assert allowed(rule(AGE, as_of=date(2020, 1, 1)), problem) == [[True, True]]
    assert found(rule(AGE), problem, {"p0": "s1"}) == [
        "participant 'p0' is not eligible: age at least 18 and at most 25"
    ]


@pytest.mark.parametrize(
    ("cluster", "low_skills", "matriculation", "passes"),
    [
        (3, True, "full", True),
        (3, False, "full", False),
        (3, None, "full", True),
        (9, None, "full", False),
        (9, None, None, True),
        (None, None, None, True),
    ],
)
def test_at_least_two_of_three(
    cluster: int | None, low_skills: bool | None, matriculation: str | None, passes: bool
) -> None:
    """Blocked only where even the unknown answers could not make two."""
    rows = people(1, socioeconomic_cluster=[cluster], low_basic_skills=[low_skills], matriculation=[matriculation])
    assert allowed(rule(TWO_OF_THREE), small(participants=rows)) == [[passes]]


def test_an_override_lets_a_near_miss_pass() -> None:
    """A named person may let in who is not eligible."""
    decisions = [{"participant_id": "p0", "seat_id": "s0", "decision": "override", "reason": "near", "by": "Dana"}]
    rows = people(2, district=["North", "North"])
    problem = small(participants=rows, decisions=decisions)
    south = rule({"column": "district", "values": ["South"], "name": "Southern District"})
    assert allowed(south, problem) == [[True], [False]]
    both = {"p0": "s0", "p1": "s0"}
    assert found(south, problem, both) == ["participant 'p1' is not eligible: Southern District"]


def test_it_says_how_many_fail_and_of_how_many_it_cannot_say() -> None:
    """One person of the North fails and one without a district passes with a note."""
    problem = small(participants=people(3, district=["North", None, "South"]))
    warnings = rule({"column": "district", "values": "South"}).inspect(problem)
    assert [(w.code, w.message[:6], w.severity) for w in warnings] == [
        ("not-eligible", "1 of 3", "warning"),
        ("cannot-say", "1 of 3", "warning"),
    ]


@pytest.mark.parametrize(
    ("criterion", "key", "code"),
    [
        ({"column": "distrct", "values": "South"}, "criteria[0].column", "unknown-column"),
        ({"column": "district", "min": 3}, "criteria[0].column", "type-error"),
        ({"column": "car", "values": "yes"}, "criteria[0].values", "type-error"),
        ({"column": "car", "min": 1}, "criteria[0].column", "type-error"),
        ({"column": "certificates", "min": 1}, "criteria[0].column", "type-error"),
        ({"column": "birth_date", "values": "2001-01-01"}, "criteria[0].values", "type-error"),
        ({"column": "birth_date", "min": 2001}, "criteria[0].min", "type-error"),
        ({"column": "wage_floor", "max": date(2001, 1, 1)}, "criteria[0].max", "type-error"),
        ({"column": "age", "values": True}, "criteria[0].values", "type-error"),
        ({"at_least": 1, "of": [{"column": "nope", "max": 1}]}, "criteria[0].of[0].column", "unknown-column"),
    ],
)
def test_criteria_that_the_data_cannot_answer(criterion: dict[str, Any], key: str, code: str) -> None:
    """A criterion on a column that is not there or of another type is an error with its path."""
    (finding,) = rule(criterion).inspect(small(1))
    assert (finding.column, finding.code, finding.severity) == (key, code, "error")


@pytest.mark.parametrize(
    "criterion",
    [
        {"column": "age"},
        {"column": "age", "min": 3, "values": [4]},
        {"column": "age", "min": 3, "max": 2},
        {"at_least": 3, "of": [AGE, AGE]},
        {"of": [AGE]},
        {"column": "age", "min": 3, "at_least": 1, "of": [AGE]},
        {"values": [1]},
        {"column": "age", "min": 3, "max": date(2001, 1, 1)},
        {"column": "birth_date", "min": "2001-13-01"},
        {"column": "birth_date", "min": "20010101"},
        {"column": "birth_date", "min": datetime(2001, 1, 1)},
        {"column": "wage_floor", "max": 1234567890.123456},
        {"column": "wage_floor", "max": True},
        {"column": "wage_floor", "values": [None]},
    ],
)
def test_what_is_no_criterion_is_refused(criterion: dict[str, Any]) -> None:
    """A criterion is a leaf or a branch, not both, and its limits are numbers or dates in order."""
    expected = r"is no criterion|Field required|min is greater|a date with|is not a number|many digits"
    with pytest.raises(ValueError, match=expected):
        parse(criterion)


def parse(criterion: dict[str, Any]) -> Criterion:
    return TypeAdapter[Criterion](Criterion).validate_python(criterion)


def test_a_criterion_says_what_it_asks() -> None:
    """Names go first; else the column and the values or limits."""
    assert parse(TWO_OF_THREE).describe() == (
        "at least 2 of (socioeconomic_cluster at most 6; low_basic_skills = True; matriculation = none or partial)"
    )
    assert parse({"column": "wage_floor", "max": 5000.50}).describe() == "wage_floor at most 5000.5"
    assert parse({"column": "birth_date", "min": date(2001, 1, 1)}).describe() == "birth_date at least 2001-01-01"
    assert rule({**AGE, "name": "of age"}).describe() == "nobody is placed who is not eligible: of age"


def test_all_of_any_of_and_at_least_are_three_forms_of_one_thing() -> None:
    """All of two is at least two of two and any of two at least one of two, for every mixture of answers."""
    leaves = [{"column": "car", "values": True}, {"column": "low_basic_skills", "values": True}]
    for car in (True, False, None):
        for skills in (True, False, None):
            person = {"car": car, "low_basic_skills": skills}
            for form, needed in (("all_of", 2), ("any_of", 1)):
                joined = holds(parse({form: leaves}), person, None)
                assert joined is holds(parse({"at_least": needed, "of": leaves}), person, None)
    assert parse({"all_of": leaves}).describe() == "all of (car = True; low_basic_skills = True)"
    assert parse({"any_of": leaves}).describe() == "any of (car = True; low_basic_skills = True)"


PAY = people(4, wage_floor=[Decimal("0.1"), Decimal("0.3"), Decimal("5000.55"), None])
BORN = people(3, birth_date=[date(2001, 1, 1), date(2001, 1, 2), None])
SCHOOL = people(3, schooling_years=[11.999, 12.0, None])
CLUSTER = people(3, socioeconomic_cluster=[2, 3, None])


@pytest.mark.parametrize(
    ("rows", "criterion", "passes"),
    [
        (PAY, {"column": "wage_floor", "max": 0.1}, [True, False, False, True]),
        (PAY, {"column": "wage_floor", "min": 0.3}, [False, True, True, True]),
        (PAY, {"column": "wage_floor", "min": 0.300000001}, [False, False, True, True]),
        (PAY, {"column": "wage_floor", "values": [0.1, 5000.55]}, [True, False, True, True]),
        (BORN, {"column": "birth_date", "max": date(2001, 1, 1)}, [True, False, True]),
        (BORN, {"column": "birth_date", "values": date(2001, 1, 2)}, [False, True, True]),
        (SCHOOL, {"column": "schooling_years", "max": 11.999}, [True, False, True]),
        (SCHOOL, {"column": "schooling_years", "values": [12]}, [False, True, True]),
        (CLUSTER, {"column": "socioeconomic_cluster", "min": 2.5}, [False, True, True]),
        (CLUSTER, {"column": "socioeconomic_cluster", "values": [2, 2.5]}, [True, False, True]),
    ],
)
def test_numbers_are_the_decimals_that_were_written(
    rows: list[dict[str, Any]], criterion: dict[str, Any], passes: list[bool]
) -> None:
    """Amounts, dates, fractions and whole numbers at a limit are inside it, in both halves."""
    problem = small(participants=rows)
    eligibility = rule(criterion)
    assert [f for f in eligibility.inspect(problem) if f.severity == "error"] == []
    assert allowed(eligibility, problem) == [[answer] for answer in passes]
    assert [not found(eligibility, problem, {f"p{i}": "s0"}) for i in range(len(rows))] == passes
    assert_settings_survive(eligibility)
    assert eligibility.model_dump_json()


def test_dates_may_be_the_texts_of_json() -> None:
    """JSON has no dates: as_of, min and max take them as text."""
    limits = {"column": "birth_date", "min": date(2001, 1, 1), "max": date(2002, 1, 1)}
    texts = {"column": "birth_date", "min": "2001-01-01", "max": "2002-01-01"}
    assert rule(texts, as_of="2026-01-31") == rule(limits, as_of=date(2026, 1, 31))


def test_the_programme_brings_its_criteria() -> None:
    """Under Ovdim Beyachad, who lives in the north is not a candidate, and who may be 18 to 25 in the south is."""
    problem = small(participants=people(2, district=["North", "דרום"]))
    (eligibility,) = [
        r for r in parse_constraints(problem, load_programme("ovdim_beyachad")) if r.code == "eligibility"
    ]
    assert allowed(eligibility, problem) == [[False], [True]]
