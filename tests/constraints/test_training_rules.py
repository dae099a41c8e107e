"""Rules of trainings, classes and groups, worked by hand from the sources."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.constraints import (
    CONSTRAINTS,
    Audience,
    BesidePlacement,
    Columns,
    CompanionHours,
    Constraint,
    GroupsEach,
    OpeningConditions,
    PlacementsOnly,
    parse_constraints,
    plan_view,
    verify_plan,
)
from matchmaker.criteria import OneOf
from matchmaker.model import Plan, Problem
from tests.contracts import assert_halves_agree, assert_settings_survive, cohorts_of, rows_hold, vectors
from tests.strategies import all_pairs, commutes_of, problem_of


def people(n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return ``n`` participants with the same facts."""
    return [{"participant_id": f"p{i}", **facts} for i in range(n)]


def seat(seat_id: str, opportunity_id: str, employer_id: str = "e0", count: int = 5, **facts: Any) -> dict[str, Any]:
    """Return a seat."""
    return {"seat_id": seat_id, "opportunity_id": opportunity_id, "employer_id": employer_id, "count": count, **facts}


def broken(rule: Constraint, problem: Problem, seats: dict[str, str], **plan: Any) -> list[str]:
    """Return what one rule says against a plan."""
    commutes = commutes_of([[0.0] * problem.n_seats] * problem.n_participants)
    return [each.message for each in verify_plan(problem, Plan(seats, **plan), [rule], commutes)]


def training(min_size: int = 2, **facts: Any) -> dict[str, Any]:
    """Return a triangle training called "t"."""
    return {"opportunity_id": "t", "kind": "triangle_training", "min_size": min_size, **facts}


@pytest.mark.parametrize(
    ("facts", "seats", "expected"),
    [
        ({"quality_employment": True, "demanded_field": True, "weeks": 26.0}, {}, (True, True, None, True)),
        ({"quality_employment": False, "weeks": 27.0}, {"agreement_signed": True}, (False, True, None, False)),
        ({"demanded_field": False}, {"agreement_signed": False}, (None, False, None, None)),
        ({"demanded_field": False}, {}, (None, None, None, None)),
        ({"field": "cooking"}, {}, (None, None, True, None)),
        ({"field": "cars", "min_size": 3}, {}, (None, None, False, None)),
    ],
)
def test_opening_conditions(facts: dict[str, Any], seats: dict[str, Any], expected: tuple[bool | None, ...]) -> None:
    """Each opening condition holds, fails or cannot be said as its own facts say (000:2669-2675)."""
    crowd = people(2, wished_fields=("cooking",))
    problem = problem_of(crowd, [seat("s", "t", **seats)], [training(**facts)])
    (row,) = OpeningConditions().facts(problem).iter_rows(named=True)
    names = ("quality_field", "employer_demand", "participants_interest", "short")
    assert tuple(row[name] for name in names) == expected


def test_silent_people_may_be_interested() -> None:
    """Interest cannot be said as long as those whose wishes are not known could make up the number."""
    crowd = [*people(1, wished_fields=("cars",)), {"participant_id": "q"}, {"participant_id": "r"}]
    problem = problem_of(crowd, [seat("s", "t")], [training(field="cooking")])
    assert OpeningConditions().facts(problem)["participants_interest"].to_list() == [None]


def test_a_failed_condition_closes_a_training_unless_overridden() -> None:
    """Nobody comes to a training whose field is no quality employment, but for a pair that a person let through."""
    decisions = [{"participant_id": "p1", "seat_id": "s", "decision": "override", "reason": "agreed", "by": "Dana"}]
    problem = problem_of(people(2), [seat("s", "t")], [training(1, quality_employment=False)], decisions=decisions)
    found = broken(OpeningConditions(), problem, {"p0": "s", "p1": "s"}, opened=frozenset({"t"}))
    assert found == ["participant 'p0' is in 't', which may not open: its field is not quality employment"]


def test_one_of_several_employers_takes_at_most_five() -> None:
    """In a training of several employers the sixth person of one is too many, in one of a single employer it is not."""
    rule = CONSTRAINTS["absorption_limit"](most=5)  # 000:4470
    everybody = {f"p{i}": "s" for i in range(6)}
    several = problem_of(people(6), [seat("s", "t", count=6), seat("z", "t", "e1")], [training()])
    single = problem_of(people(6), [seat("s", "t", count=6)], [training()])
    assert broken(rule, several, everybody) == ["employer 'e0' takes 6 people in 't', at most 5"]
    assert broken(rule, single, everybody) == []


def test_an_employer_without_places_is_none_of_several() -> None:
    """A training whose second employer has withdrawn its places is one of a single employer, for a solver too."""
    rule = CONSTRAINTS["absorption_limit"](most=1)
    problem = problem_of(people(3), [seat("s", "t", count=3), seat("z", "t", "e1", count=0)], [training()])
    assert broken(rule, problem, {f"p{i}": "s" for i in range(3)}) == []
    assert rule.rows(Columns(problem, all_pairs(problem), cohorts_of(problem))).names == ()
    assert_halves_agree([rule], problem, commutes_of([[0.0] * 2] * 3))


@pytest.mark.parametrize(
    ("committed", "n", "holds"), [(14, 20, True), (13, 19, False), (7, 10, True), (None, 20, True)]
)
def test_a_class_needs_places_for_seventy_percent(committed: int | None, n: int, holds: bool) -> None:
    """A class of 20 needs 14 committed places and one of 19 needs 14 too; what is not known binds nobody (003:695)."""
    rule = CONSTRAINTS["placement_commitment"](share=0.7)
    course = {"opportunity_id": "t", "kind": "technology_class", "min_size": 1, "committed_places": committed}
    problem = problem_of(people(n), [seat("s", "t", count=n)], [course])
    assert (broken(rule, problem, {f"p{i}": "s" for i in range(n)}) == []) is holds


@pytest.mark.parametrize(
    ("kind", "opportunity", "place", "employer", "reason"),
    [
        (
            "on_the_job_training",
            {"no_alternative_training": False},
            {},
            {},
            "there is vocational training in its stead",
        ),
        ("on_the_job_training", {}, {"position_percent": 75.0}, {}, "a position of 75 %, more needed"),
        ("on_the_job_training", {"quality_employment": False}, {}, {}, "it is no quality employment"),
        ("practicum", {"quality_employment": False}, {}, {}, "it is no quality employment"),
        ("practicum", {}, {"position_percent": 75.0}, {}, None),
        ("technology_class", {}, {}, {"size": "small"}, "a small employer runs no class"),
        ("technology_class", {}, {}, {"size": "medium"}, None),
        ("technology_class", {}, {}, {}, None),
    ],
)
def test_requirements_of_each_kind(
    kind: str, opportunity: dict[str, Any], place: dict[str, Any], employer: dict[str, Any], reason: str | None
) -> None:
    """A fact that fails refuses with its reason, and one that is not known passes."""
    rule = CONSTRAINTS["opportunity_requirements"](on_the_job_position="over")
    problem = problem_of(
        people(1), [seat("s", "t", **place)], [{"opportunity_id": "t", "kind": kind, **opportunity}],
        employers=[{"employer_id": "e0", **employer}],
    )  # fmt: skip
    found = broken(rule, problem, {"p0": "s"})
    assert found == ([f"participant 'p0' cannot take seat 's': {reason}"] if reason else [])


@pytest.mark.parametrize(
    ("chosen", "n", "message"),
    [
        ("g0", 2, None),
        ("g0", 3, "accompanying organisation 'g0' would give 11.0 of 10 hours"),
        ("g1", 3, None),
        (None, 2, "cohort 't' is open with none of its candidates: g0, g1"),
        ("g2", 2, "cohort 't' is open with 'g2' of its candidates: g0, g1"),
    ],
)
def test_companion_hours(chosen: str | None, n: int, message: str | None) -> None:
    """A cohort of 5 hours and 2 for each person fits an organisation of 10 hours with two people and not with three."""
    course = training(companion_candidates=("g0", "g1"), companion_hours=5.0, companion_hours_each=2.0)
    organisations = [{"organisation_id": "g0", "hours": 10.0}, {"organisation_id": "g1"}, {"organisation_id": "g2"}]
    problem = problem_of(people(3), [seat("s", "t")], [course], organisations=organisations)
    plan = {"opened": frozenset({"t"}), "companions": {} if chosen is None else {"t": chosen}}
    found = broken(CompanionHours(), problem, {f"p{i}": "s" for i in range(n)}, **plan)
    assert found == ([message] if message else [])


def test_a_choice_serves_no_more_people_than_the_hours_allow() -> None:
    """Two organisations with half of the hours each open no cohort, not even in the relaxation that a solver starts from."""
    course = training(min_size=3, companion_candidates=("g0", "g1"), companion_hours=1.0, companion_hours_each=2.0)
    organisations = [{"organisation_id": "g0", "hours": 5.0}, {"organisation_id": "g1", "hours": 7.0}]
    problem = problem_of(people(4), [seat("s", "t")], [course], organisations=organisations)
    rows = CompanionHours().rows(Columns(problem, all_pairs(problem), cohorts_of(problem)))
    most = {
        rows.names[row]: -value
        for row, value in zip(rows.row.tolist(), rows.value.tolist(), strict=True)
        if rows.names[row].endswith("only if it is chosen") and value <= 0
    }
    assert most == {
        "'g0' accompanies cohort 't' only if it is chosen": 0,
        "'g1' accompanies cohort 't' only if it is chosen": 3,
    }


def test_workshops_are_no_placements() -> None:
    """A plan of placements holds neither workshop nor pre-employment (000:3780), and a plan of groups nothing else."""
    kinds = ("job", "workshop", "pre_employment")
    offers = [{"opportunity_id": kind, "kind": kind} for kind in kinds]
    problem = problem_of(people(3), [seat(kind, kind) for kind in kinds], offers)
    plan = {f"p{i}": kind for i, kind in enumerate(kinds)}
    assert broken(PlacementsOnly(), problem, plan) == [
        "participant 'p1' is in 'workshop', a workshop",
        "participant 'p2' is in 'pre_employment', a pre_employment",
    ]
    assert broken(PlacementsOnly(among="groups"), problem, plan) == ["participant 'p0' is in 'job', a job"]


RESPONSES = {"beginners": (OneOf(column="digital_literacy", values=("none", "basic")),)}


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_halves_of_the_rules_for_groups_agree(data: st.DataObject) -> None:
    """Rows, masks and checks of every rule about groups accept the same plans."""
    literacy = st.sampled_from((None, "none", "advanced"))
    crowd = [{"participant_id": f"p{i}", "digital_literacy": data.draw(literacy)} for i in range(2)]
    kinds, codes = st.sampled_from(("workshop", "pre_employment", "job")), st.sampled_from((None, "beginners", "other"))
    offers = [{"opportunity_id": f"o{i}", "kind": data.draw(kinds), "response": data.draw(codes)} for i in range(3)]
    problem = problem_of(crowd, [seat(f"s{i}", f"o{i}") for i in range(3)], offers)
    commutes = commutes_of([[0.0] * 3] * 2)
    rules = [Audience(audiences=RESPONSES), BesidePlacement(placed=("p0",)), PlacementsOnly(among="groups")]
    assert_halves_agree(rules, problem, commutes)
    lines = data.draw(st.sets(st.sampled_from([(f"p{p}", f"s{s}") for p in range(2) for s in range(3)])))
    rule, columns = (
        GroupsEach(most=data.draw(st.integers(1, 2))),
        Columns(problem, all_pairs(problem), cohorts_of(problem)),
    )
    x = sum(vectors([Plan({p: s})], columns) for p, s in lines) if lines else vectors([Plan()], columns)
    found = rule.check(plan_view(problem, Plan(), commutes, lines))
    assert bool(rows_hold(rule, columns, x)[0]) is not bool(found)


def test_group_rules_survive_settings() -> None:
    """The rules about groups come back the same from plain settings."""
    for rule in (Audience(audiences=RESPONSES), BesidePlacement(placed=("p0",)), GroupsEach(most=2)):
        assert_settings_survive(rule)


def test_min_count_of_a_workshop_does_not_bind_a_plan_of_placements() -> None:
    """The fewest people of a workshop seat ask nothing of a plan of placements."""
    problem = problem_of(people(1), [seat("s", "w", min_count=3)], [{"opportunity_id": "w", "kind": "workshop"}])
    for rule in parse_constraints(problem):
        assert broken(rule, problem, {}) == []
