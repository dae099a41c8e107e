"""Changes judged by the readers and re-solved, and what differs."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.decisions.limits import changed_problem, parse_changes
from matchmaker.errors import InputError, UsageError
from tests.strategies import problem_of

PEOPLE = ({"participant_id": "a", "gender": "female"}, {"participant_id": "b"}, {"participant_id": "c.1"})
SCORES = (("a", "s", 0.9), ("b", "s", 0.6), ("c.1", "s", 0.2), ("a", "t", 0.5), ("b", "t", 0.1))


def _result(*rules: dict[str, Any]) -> Result:
    """Return the plan of three people, a job of one place and a cohort that needs two."""
    problem = problem_of(
        PEOPLE,
        [
            {"seat_id": "s", "opportunity_id": "job", "employer_id": "e", "count": 1, "cost": Decimal("10.50")},
            {"seat_id": "t", "opportunity_id": "cohort", "employer_id": "f", "count": 4, "cost": Decimal(20)},
        ],
        [
            {"opportunity_id": "job", "kind": "job"},
            {"opportunity_id": "cohort", "kind": "job", "min_size": 3, "max_size": 4},
        ],
        rules,
        scores=[dict(zip(("participant_id", "seat_id", "score"), row, strict=True)) for row in SCORES],
    )
    return mm.allocate(problem, gap=0)


def test_a_change_is_re_solved_and_told() -> None:
    """A second place brings the second person, and score, people and the least and the most that it can bring are told."""
    (scenario,) = mm.what_if(_result(), ["seats.s.count=2"], gap=0).scenarios
    difference = scenario.difference
    assert difference.mark == "proved"
    assert (difference.least, difference.gained, difference.most) == (Decimal("0.6"),) * 3
    assert difference.moves().rows() == [("seats.s.count=2", "b", None, "s", "placed")]
    told = scenario.as_dict()
    assert (told["placed_before"], told["placed"], told["cohorts_opened"]) == (1, 2, [])
    assert "reachable" not in told


def test_changes_together_and_each_by_itself() -> None:
    """Several changes are one question, with ``each`` as many: the same answers as asked one by one, in their order."""
    result, changes = _result(), ["opportunities.cohort.min_size=1", "seats.s.count=0"]
    together = mm.what_if(result, changes, gap=0)
    (one,) = together.scenarios
    assert one.difference.after.plan.seats == {"a": "t", "b": "t"}
    assert one.difference.opened == ("cohort",)
    assert one.difference.moves()["what"].to_list() == ["moved", "placed"]
    each = mm.what_if(result, changes, each=True, gap=0)
    alone = [mm.what_if(result, [change], gap=0).scenarios[0].as_dict() for change in changes]
    assert each.as_dict()["scenarios"] == alone
    assert each.to_frames()["what_if"]["scenario"].to_list() == changes
    assert each.moves().height == sum(len(answer["moves"]) for answer in alone)
    assert json.dumps(each.as_dict()) == json.dumps(mm.what_if(result, changes, each=True, gap=0).as_dict())


def test_objectives_in_order_are_told_before_and_after() -> None:
    """A plan by objectives in order is re-solved by them, and each one's value is told."""
    result = mm.allocate(_result().problem, objectives=["placed", "score"], gap=0)
    found = mm.what_if(result, ["opportunities.cohort.min_size=1"], gap=0)
    assert found.scenarios[0].as_dict()["objectives"] == [
        {"name": "placed", "before": 1.0, "after": 3.0},
        {"name": "score", "before": 0.9, "after": 0.8},
    ]
    assert "objective placed: 1 -> 3" in str(found)


def test_a_change_may_leave_no_plan() -> None:
    """A change that no plan can meet is answered with the rows that clash, proved, and moves nobody."""
    rule = {"kind": "group_quota", "group": {"gender": "female"}, "min_count": 1}
    found = mm.what_if(_result(rule), ["constraint.group_quota.min_count=2"])
    difference = found.scenarios[0].difference
    assert (difference.mark, difference.after.status) == ("proved", "infeasible")
    assert difference.after.clash
    assert difference.gained is None
    assert found.scenarios[0].as_dict()["placed"] is None
    assert found.moves().is_empty()
    assert found.reachable() is None


def test_rules_of_the_programme_are_changed_with_all_of_their_kind() -> None:
    """A rule that the programme sets is written to the settings with its new value, the others of its kind beside it."""
    rules = [{"kind": "budget", "cost": "cost", "max": 5}, {"kind": "budget", "cost": "cost", "max": 7}]
    problem = _result().problem
    changes = parse_changes(["constraint.budget[1].max=9.5"], problem)
    changed = changed_problem(problem, changes, rules)
    assert [rule["max"] for rule in changed.settings.constraint] == [5, 9.5]
    assert rules[1]["max"] == 7


def test_values_are_read_as_in_a_file() -> None:
    """Ids with dots, empty cells, money, lists and dates are read as the readers read them, and nothing else changes."""
    problem = _result().problem
    written = [
        "participants.c.1.earliest_start=01/03/2026",
        "participants.c.1.skills=sewing;driving",
        "seats.s.cost=12.25",
        "participants.a.gender=",
        "opportunities.cohort.max_size=",
    ]
    changed = changed_problem(problem, parse_changes(written, problem))
    person = changed.participants.row(2, named=True)
    assert str(person["earliest_start"]) == "2026-03-01"
    assert person["skills"] == ["sewing", "driving"]
    assert changed.seats["cost"].to_list() == [Decimal("12.25"), Decimal(20)]
    assert changed.participants["gender"].to_list() == [None, None, None]
    assert changed.opportunities["max_size"].to_list() == [None, None]
    back = changed_problem(changed, parse_changes(["seats.s.cost=10.50"], changed)).seats
    assert back.equals(problem.seats)


@cache
def _limited() -> Result:
    quota = {"kind": "group_quota", "group": {"gender": "female"}, "max_count": 3}
    return _result({"kind": "budget", "cost": "cost", "max": 90}, quota, {**quota, "max_count": 2})


@pytest.mark.parametrize(
    ("change", "code", "hint"),
    [
        ("seats.s.count", "syntax-error", None),
        ("count=4", "syntax-error", None),
        ("seat.s.count=4", "unknown-table", "did you mean 'seats'?"),
        ("travel.s.minutes=4", "unknown-table", None),
        ("seats.z.count=4", "unknown-id", None),
        ("seats.s.cuont=4", "unknown-column", "did you mean 'count'?"),
        ("seats.s.seat_id=4", "unknown-column", None),
        ("seats.s.count=many", "type-error", None),
        ("seats.s.count=-1", "out-of-range", None),
        ("seats.s.count=", "missing-cell", None),
        ("seats.s.employer_id=g", "foreign-key", None),
        ("opportunities.cohort.max_size=1", "ordering", None),
        ("constraint.budgte.max=4", "unknown-kind", "did you mean 'budget'?"),
        ("constraint.absorbtion_limit.most=4", "unknown-kind", "did you mean 'absorption_limit'?"),
        ("constraint.group_quota.min_count=1", "ambiguous-rule", None),
        ("constraint.group_quota[7].min_count=1", "unknown-id", None),
        ("constraint.budget.max=-4", "out-of-range", None),
        ("constraint.budget.maximum=4", "unknown-key", None),
    ],
)
def test_a_change_that_is_wrong_is_told(change: str, code: str, hint: str | None) -> None:
    """Each slip is refused with its code, before anything is solved, and with the nearest name where there is one."""
    with pytest.raises(InputError) as caught:
        mm.what_if(_limited(), [change])
    found = caught.value.findings[0]
    assert found.code == code, str(found)
    assert hint is None or found.hint == hint


def test_all_that_is_wrong_is_told_at_once_where_it_was_written() -> None:
    """Slips in several changes and shuttles are told together, those in values of rules and cells by the change's place."""
    with pytest.raises(InputError) as caught:
        mm.what_if(_limited(), ["seats.z.count=4"], shuttles=["here,there,soon"])
    assert [finding.code for finding in caught.value.findings][:2] == ["unknown-id", "type-error"]
    wrong = ["constraint.group_quota[1].max_count=few", "constraint.budget.maxx=4", "seats.s.count=many"]
    with pytest.raises(InputError) as caught:
        mm.what_if(_limited(), wrong, each=True)
    assert [(finding.file, finding.column) for finding in caught.value.findings] == [
        ("--set", "constraint.group_quota[1].max_count"),
        ("--set", "constraint.budget.maxx"),
        ("--set seats", "count"),
    ]


def test_what_cannot_be_asked_is_told() -> None:
    """No change, a change of one value twice, several shuttles at once, and a result without a plan are refused."""
    result = _result()
    with pytest.raises(UsageError, match="nothing is changed"):
        mm.what_if(result)
    with pytest.raises(InputError, match="is changed twice"):
        mm.what_if(result, ["seats.s.count=2", "seats.s.count=3"])
    with pytest.raises(InputError, match="is changed twice"):
        mm.what_if(_limited(), ["constraint.budget.max=2", "constraint.budget[0].max=3"])
    with pytest.raises(UsageError, match="several shuttles"):
        mm.what_if(result, shuttles=["a,b,5", "a,c,5"])
    rule = {"kind": "group_quota", "group": {"gender": "female"}, "min_count": 2}
    with pytest.raises(UsageError, match="no plan"):
        mm.what_if(_result(rule), ["seats.s.count=2"])


def test_scores_that_were_given_stay_as_they_are() -> None:
    """Without the file of given scores the pairs of the result are kept, and that is told; with it they are read again."""
    problem = _result().problem
    empty = problem.replace(scores=problem.scores.clear())
    result = mm.allocate(empty, mm.score(empty, given=problem.scores), gap=0)
    kept = mm.what_if(result, ["seats.s.count=2"], gap=0)
    assert kept.scenarios[0].difference.gained == Decimal("0.6")
    assert len(kept.notes) == 1
    assert "scores were given" in kept.notes[0]
