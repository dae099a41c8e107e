"""What must come first before a placement."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.constraints import Prerequisites, constraint_warnings, parse_constraints
from matchmaker.errors import SettingsError
from matchmaker.model import Problem
from matchmaker.programmes import load_programme
from tests.constraints.helpers import allowed, found, near, opportunity, people, seat, small
from tests.contracts import assert_halves_agree, assert_settings_survive
from tests.strategies import problem_of

ROUTING = load_programme("ovdim_beyachad").routing
RULE = Prerequisites(**ROUTING.rule) if ROUTING else Prerequisites()
COURSE = {"kind": "triangle_training", "language": "עברית"}
MORE = {
    "rules": {
        "meetings_and_entitlements": {
            "kinds": ["job"],
            "requires": [
                {"kind": "meetings", "at_least": 3},
                {"kind": "no_entitlement", "at": ["army"]},
                {"kind": "completed", "item": "hebrew_course"},
            ],
            "en": "three meetings",
            "he": "שלוש פגישות",
            "basis": "assumed",
        },
        "any_entitlement": {
            "kinds": ["practicum"], "requires": [{"kind": "no_entitlement"}], "en": "none", "he": "אין", "basis": "assumed",
        },
    }
}  # fmt: skip
LISTED = Prerequisites(**{**ROUTING.rule, **MORE}) if ROUTING else Prerequisites()


def one(person: dict[str, Any], offer: dict[str, Any], **tables: Any) -> Problem:
    return small(
        participants=[{"participant_id": "p0", **person}], opportunities=[{"opportunity_id": "o0", **offer}], **tables
    )


@pytest.mark.parametrize(
    ("person", "offer", "passes"),
    [
        ({"hebrew_level": "basic"}, COURSE, False),
        ({"hebrew_level": "none"}, {**COURSE, "language": "HE"}, False),
        ({"hebrew_level": "conversational"}, COURSE, True),
        ({"hebrew_level": "native"}, COURSE, True),
        ({}, COURSE, True),
        ({"hebrew_level": "basic", "completed": ("קורס  עִברית",)}, COURSE, True),
        ({"hebrew_level": "basic", "certificates": ("Hebrew course",)}, COURSE, True),
        ({"hebrew_level": "basic", "completed": ("English course",)}, COURSE, False),
        ({"hebrew_level": "basic"}, {**COURSE, "language": "Arabic"}, True),
        ({"hebrew_level": "basic"}, {**COURSE, "language": None}, True),
        ({"hebrew_level": "basic"}, {**COURSE, "kind": "job"}, True),
        ({"hebrew_level": "basic"}, {**COURSE, "kind": "workshop", "name": "קורס עברית למתחילים"}, True),
        ({"completed": ("safety course",)}, {"kind": "job", "prerequisites": ("Safety-Course",)}, True),
        ({"completed": ("none",)}, {"kind": "job", "prerequisites": ("safety course",)}, False),
        ({}, {"kind": "job", "prerequisites": ("safety course",)}, True),
        ({"certificates": ("welding",)}, {"kind": "job", "prerequisites": ("safety course",)}, True),
        ({"hebrew_level": "fluent", "completed": ("none",)}, {"kind": "job", "prerequisites": ("אולפן",)}, True),
        ({"hebrew_level": "basic"}, {"kind": "job", "prerequisites": ("ulpan",)}, False),
    ],
)
def test_a_placement_waits_for_what_must_come_first(
    person: dict[str, Any], offer: dict[str, Any], passes: bool
) -> None:
    """A level known to be too low, and a course known not to be completed, bar; what is not known does not (000:2640)."""
    problem = one(person, offer)
    assert allowed(RULE, problem) == [[passes]]
    assert bool(found(RULE, problem, {"p0": "s0"})) is not passes


@pytest.mark.parametrize(
    ("person", "kind", "passes"),
    [
        ({"meetings_held": 2}, "job", False),
        ({"meetings_held": 3}, "job", True),
        ({"entitlements": ("Army",)}, "job", False),
        ({"entitlements": ("youth centre",)}, "job", True),
        ({"entitlements": ("youth centre",)}, "practicum", False),
        ({"entitlements": ("אין",)}, "practicum", True),
        ({}, "practicum", True),
        ({"hebrew_level": "basic", "completed": ("none",)}, "job", False),
        ({"hebrew_level": "fluent"}, "job", True),
    ],
)
def test_meetings_and_entitlements_may_bind_too(person: dict[str, Any], kind: str, passes: bool) -> None:
    """A rule may ask for meetings, no entitlement at named bodies or at any, and a completed item (000:4278-4304)."""
    problem = one(person, {"kind": kind})
    assert allowed(LISTED, problem) == [[passes]]
    assert bool(found(LISTED, problem, {"p0": "s0"})) is not passes


def test_another_opportunity_may_have_to_come_first() -> None:
    """A prerequisite that names an opportunity by id or name is met by either name on record."""
    offers = [opportunity(0, name="Safety"), opportunity(1, prerequisites=("o0",))]
    completed = [("o0",), ("safety",), ("else",), None]
    problem = small(participants=people(4, completed=completed), opportunities=offers, seats=[seat(0, 0), seat(1, 1)])
    assert allowed(RULE, problem) == [[True, True], [True, True], [True, False], [True, True]]
    assert found(RULE, problem, {"p2": "s1"}) == ["participant 'p2' cannot take seat 's1' yet: 'o0' comes first"]


def test_an_override_lets_the_pair_pass() -> None:
    """Who is let through on record is placed before the course, and the check agrees."""
    decisions = [
        {"participant_id": "p0", "seat_id": "s0", "decision": "override", "reason": "ulpan starts", "by": "Noa"}
    ]
    problem = one({"hebrew_level": "basic"}, COURSE, decisions=decisions)
    assert allowed(RULE, problem) == [[True]]
    assert found(RULE, problem, {"p0": "s0"}) == []


def test_opportunities_that_wait_for_each_other_are_refused() -> None:
    """A ring of prerequisites is refused with its members in order and the row of the first."""
    offers = [
        opportunity(0),
        opportunity(1, prerequisites=("Third",)),
        opportunity(2, name="Third", prerequisites=("o1",)),
    ]
    problem = small(opportunities=offers)
    with pytest.raises(SettingsError) as refused:
        parse_constraints(problem, load_programme())
    (finding,) = refused.value.findings
    assert (finding.code, finding.row, finding.column) == ("cycle", 3, "prerequisites")
    assert finding.message == "each of these must come before itself: o1 -> o2 -> o1"


def test_what_cannot_be_said_is_reported() -> None:
    """Per column to ask for, a warning counts the people; a language without levels is named with its row."""
    offers = [opportunity(0, **COURSE), opportunity(1, language="French", prerequisites=("safety",))]
    problem = small(participants=people(3, hebrew_level=["none", None, None]), opportunities=offers)
    told = {(f.code, f.column, f.row): f.message[:6] for f in constraint_warnings(problem, load_programme())}
    assert told["cannot-say", "hebrew_level", None] == "2 of 3"
    assert told["cannot-say", "completed", None] == "3 of 3"
    assert told["unknown-language", "language", 3].startswith("is non")


def test_the_rule_survives_settings() -> None:
    """The rule comes back the same from plain settings and from pickle."""
    assert_settings_survive(RULE)
    assert_settings_survive(LISTED)


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"requires": [{"kind": "completed", "item": "hebrew_corse"}]}, "rules.a", "did you mean 'hebrew_course'"),
        ({"binding": False}, "rules.a", "does not bind"),
        ({"kinds": [], "item": "hebrew_course"}, "rules.a", "does not bind"),
    ],
)
def test_a_rule_that_cannot_bind_is_refused(change: dict[str, Any], path: str, words: str) -> None:
    """A rule of the settings that names no item there is, or that only advises, is refused with its path."""
    rule = {
        "kinds": ["job"],
        "requires": [{"kind": "meetings", "at_least": 1}],
        "en": "a",
        "he": "א",
        "basis": "assumed",
    }
    items = {"hebrew_course": {"en": "Hebrew course", "he": "קורס עברית", "basis": "assumed"}}
    raw = {"kind": "prerequisites", "items": items, "rules": {"a": {**rule, **change}}}
    with pytest.raises(SettingsError, match=words) as caught:
        parse_constraints(problem_of([], [], [], [raw]))
    assert str(caught.value.findings[0].column) == f"constraint[0].{path}"


TEXTS = st.sampled_from((None, ("קורס עברית",), ("safety",), ("none",), ("o0", "Safety")))
PEOPLE = st.fixed_dictionaries(
    {
        "hebrew_level": st.sampled_from((None, "none", "basic", "conversational", "native")),
        "completed": TEXTS,
        "certificates": TEXTS,
        "meetings_held": st.sampled_from((None, 2, 3)),
        "entitlements": st.sampled_from((None, ("army",), ("אין",), ("centre", "army"))),
    }
)
OFFERS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("job", "practicum", "triangle_training", "workshop")),
        "language": st.sampled_from((None, "hebrew", "עברית", "French")),
        "name": st.sampled_from((None, "קורס עברית", "safety")),
    }
)
FIRST = st.sampled_from((None, ("ulpan",), ("safety",), ("safety", "Hebrew course"), ("unheard of",)))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_both_halves_agree(data: st.DataObject) -> None:
    """Pair mask and check accept the same plans of small problems full of levels, courses and prerequisites."""
    offers: list[dict[str, Any]] = [{"opportunity_id": f"o{i}", **data.draw(OFFERS)} for i in range(2)]
    if offers[0]["name"] != "safety" and offers[1]["name"] != "safety":
        offers[1]["prerequisites"] = data.draw(FIRST)
    persons = [{"participant_id": f"p{i}", **data.draw(PEOPLE)} for i in range(2)]
    decisions = [{"participant_id": "p0", "seat_id": "s1", "decision": "override", "reason": "r", "by": "Noa"}]
    problem = problem_of(
        persons, [seat(0, 0), seat(1, 1)], offers, decisions=decisions if data.draw(st.booleans()) else []
    )
    assert_halves_agree([RULE, LISTED], problem, near(problem))
