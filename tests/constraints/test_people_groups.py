"""People who go together, and people who must not meet."""

from __future__ import annotations

from typing import Any

import pytest

import matchmaker as mm
from matchmaker.allocation.policies import POLICIES
from matchmaker.constraints import KeepApart, KeepTogether, PlanRule
from tests.constraints.helpers import found, opportunity, people, rows_of, seat, small

SEATS = [seat(0, 0, 2), seat(1, 1, 1, employer_id="e1"), seat(2, 1, 1, employer_id="e1")]
JOBS = [opportunity(0), opportunity(1)]
TOGETHER = {"kind": "keep_together", "same": "opportunity", "groups": [["p0", "p1"]]}
APART = {"kind": "keep_apart", "same": "opportunity", "groups": [["p0", "p1"]]}


def made(n: int, totals: dict[tuple[int, int], float], *rules: dict[str, Any], **tables: Any) -> mm.Problem:
    """Return ``n`` people with scores by (person, seat): s0 of two places in o0, s1 and s2 of one each in o1."""
    rows = [{"participant_id": f"p{p}", "seat_id": f"s{s}", "score": x} for (p, s), x in totals.items()]
    return small(n, rules, **{"seats": SEATS, "opportunities": JOBS, "scores": rows, **tables})


def test_rows_link_people_one_after_the_other() -> None:
    """A group of three gives two rows per place; a place where only one could be says so in its name."""
    problem = small(3, seats=SEATS[:2], opportunities=JOBS)
    rows = rows_of(KeepTogether(same="opportunity", groups=[["p0", "p1", "p2"]]), problem)
    assert rows["group 1 goes together or not at all: opportunity 'o0' (persons 2 and 3 of 3)"] == (
        [0, 0, 1, 0, -1, 0], 0, 0,
    )  # fmt: skip
    assert len(rows) == 4


def test_people_kept_apart_share_a_row_per_place() -> None:
    """Of a household at most one is in each place; who has no household is in no row."""
    problem = small(participants=people(3, household_id=["h", None, "h"]), seats=SEATS[:2], opportunities=JOBS)
    rows = rows_of(KeepApart(same="employer", by="household_id"), problem)
    assert rows["household_id 'h' is kept apart: at most one at employer 'e1'"] == ([0, 1, 0, 0, 0, 1], None, 1)
    assert len(rows) == 2


def test_the_checks_say_who_is_where_without_names() -> None:
    """Half a group placed, or in two places, breaks one rule; two in one place breaks the other; no person is named."""
    problem = small(2, seats=SEATS, opportunities=JOBS)
    together, apart = (rule(same="opportunity", groups=[["p0", "p1"]]) for rule in (KeepTogether, KeepApart))
    goes = "all go to the same opportunity, or none"
    assert found(together, problem, {}) == found(together, problem, {"p0": "s1", "p1": "s2"}) == []
    assert found(together, problem, {"p0": "s0"}) == [
        f"1 of 2 people of group 1 are placed, at opportunity 'o0': {goes}"
    ]
    assert found(together, problem, {"p0": "s0", "p1": "s1"}) == [
        f"2 of 2 people of group 1 are placed, at opportunity 'o0', opportunity 'o1': {goes}"
    ]
    assert found(apart, problem, {"p0": "s0", "p1": "s1"}) == []
    assert found(apart, problem, {"p0": "s1", "p1": "s2"}) == [
        "group 1 is kept apart, and 2 people of it are at opportunity 'o1'"
    ]


def test_a_site_is_a_point_or_a_town_in_any_spelling() -> None:
    """Two employers in one town, written in Hebrew and in English, are one site; a point of its own is another."""
    places: list[dict[str, Any]] = [
        {"locality": "באר שבע"},
        {"locality": "Beer Sheva"},
        {"latitude": 31.2, "longitude": 34.8},
        {},
    ]
    seats = [seat(i, 0, employer_id=f"e{i}", **place) for i, place in enumerate(places)]
    problem = small(2, seats=seats)
    rule = KeepTogether(same="site", groups=[["p0", "p1"]])
    assert len(rows_of(rule, problem)) == 3
    assert found(rule, problem, {"p0": "s0", "p1": "s1"}) == []
    assert len(found(rule, problem, {"p0": "s0", "p1": "s2"})) == 1
    (warning,) = rule.inspect(problem)
    assert (warning.severity, warning.message) == ("warning", "of 1 seats no place is known: each goes by its employer")


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_policy_places_a_group_together(policy: str) -> None:
    """The pair takes both places of o1, or of o0, and never one of each; the plan is verified."""
    totals = {(p, s): 0.5 for p in range(3) for s in range(3)}
    result = mm.allocate(made(3, totals, TOGETHER), policy=policy, gap=0)
    where = {result.plan.seats[p] in ("s1", "s2") for p in ("p0", "p1")}
    assert len(where) == 1
    assert mm.verify(result) == []


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_a_pin_brings_the_others_along(policy: str) -> None:
    """With p0 pinned to o1, p1 is placed there too, though o0 scores more."""
    totals = {(0, 1): 0.1, (1, 0): 0.9, (1, 2): 0.1, (2, 0): 0.4}
    pin = [{"participant_id": "p0", "seat_id": "s1", "decision": "pin", "reason": "agreed", "by": "Dana"}]
    result = mm.allocate(made(3, totals, TOGETHER, decisions=pin), policy=policy, gap=0)
    assert dict(result.plan.seats) == {"p0": "s1", "p1": "s2", "p2": "s0"}


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_a_group_without_a_common_place_is_not_placed_and_says_why(policy: str) -> None:
    """p0 could only go to o0 and p1 only to o1: neither is placed, and the reason names the rule and no person."""
    result = mm.allocate(made(3, {(0, 0): 0.9, (1, 1): 0.9, (2, 0): 0.1}, TOGETHER), policy=policy, gap=0)
    assert dict(result.plan.seats) == {"p2": "s0"}
    frame = result.to_frames()["unplaced"]
    assert frame["reason_code"].to_list() == ["limit", "limit"]
    assert "group 1 goes together or not at all: opportunity 'o0'" in frame["reason"][0]
    assert "where not all of them could be" in frame["reason"][0]
    assert "p1" not in frame["reason"][0]


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_people_who_must_not_meet_are_apart(policy: str) -> None:
    """Both score most in o0, and only one is there; with one opportunity the other is told the rule and no name."""
    totals = {(p, s): (0.9, 0.2, 0.2)[s] for p in range(2) for s in range(3)}
    result = mm.allocate(made(2, totals, APART), policy=policy, gap=0)
    assert {seat_id == "s0" for seat_id in result.plan.seats.values()} == {True, False}
    alone = mm.allocate(made(2, {(0, 0): 0.9, (1, 0): 0.5}, APART), policy=policy, gap=0)
    (reason,) = alone.to_frames()["unplaced"].to_dicts()
    (left,) = {"p0", "p1"} - set(alone.plan.seats)
    assert reason["participant_id"] == left
    assert "group 1 is kept apart: at most one at opportunity 'o0'" in reason["reason"]


def test_pins_of_people_who_must_not_meet_clash() -> None:
    """Two pins into one seat against the rule have no plan, and the three rows are named."""
    pins = [
        {"participant_id": p, "seat_id": "s0", "decision": "pin", "reason": "agreed", "by": "Dana"}
        for p in ("p0", "p1")
    ]
    result = mm.allocate(made(2, {(0, 0): 0.9, (1, 0): 0.5}, APART, decisions=pins))
    assert result.status == "infeasible"
    assert "group 1 is kept apart: at most one at opportunity 'o0'" in result.clash
    assert mm.allocate(result.problem, policy="greedy").status == "no_plan_found"


@pytest.mark.parametrize(
    ("keys", "code", "column"),
    [
        ({"groups": [["p0", "nobody"]]}, "foreign-key", "constraint[0].groups[0]"),
        ({"groups": [["p0"]]}, "type-error", "constraint[0].groups[0]"),
        ({"groups": "p0"}, "type-error", "constraint[0].groups[0]"),
        ({"groups": [["p0", "p0"]]}, "duplicate-label", "constraint[0].groups[0]"),
        ({}, "missing-key", "constraint[0].groups"),
        ({"groups": [["p0", "p1"]], "by": "household_id"}, "conflicting-keys", "constraint[0].groups"),
        ({"by": "house"}, "unknown-column", "constraint[0].by"),
        ({"by": "gender"}, "protected-column", "constraint[0].by"),
        ({"by": "schooling_years"}, "type-error", "constraint[0].by"),
        ({"groups": [["p0", "p1"]], "same": "town"}, "unknown-value", "constraint[0].same"),
        ({"groups": [["p0", "p1"]], "same": None}, "missing-key", "constraint[0].same"),
    ],
)
@pytest.mark.parametrize("kind", ["keep_together", "keep_apart"])
def test_wrong_rules_are_refused_with_their_place(kind: str, keys: dict[str, Any], code: str, column: str) -> None:
    """Every slip is a finding with its code and the key that is wrong."""
    raw = {"kind": kind, "same": "opportunity", **keys}
    table = people(2, household_id=["h", "h"])
    with pytest.raises(mm.SettingsError) as caught:
        mm.score(
            small(participants=table, constraint=[{key: value for key, value in raw.items() if value is not None}])
        )
    assert [(each.code, each.column) for each in caught.value.findings] == [(code, column)]


def test_gaps_in_a_column_are_warned_of() -> None:
    """Who has no household is in no group, and a column that nobody shares forms none: both are said."""
    rule = KeepTogether(same="seat", by="household_id")
    problem = small(participants=people(3, household_id=["h", None, "k"]))
    assert [each.message for each in rule.inspect(problem)] == [
        "1 of 3 participants have no household_id: they are in no group",
        "no two participants share a value: there are no groups",
    ]
    assert isinstance(rule, PlanRule)
    assert rows_of(rule, problem) == {}
