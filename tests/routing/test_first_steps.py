"""What to do first, in order; who may take what; and whom a placement goes against a warning."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.explanations.to_know import to_know
from matchmaker.model import Plan, Problem
from matchmaker.routing import NO, FirstSteps, Routes, Standing, needs_of, warned_placements
from tests.constraints.helpers import opportunity, seat
from tests.routing.test_matrix import section
from tests.strategies import problem_of


def problem(people: list[dict[str, Any]], offers: list[dict[str, Any]], **tables: Any) -> Problem:
    rows = [{"participant_id": f"p{i}", **each} for i, each in enumerate(people)]
    return problem_of(rows, [seat(i, i) for i in range(len(offers))], offers, **tables)


def routed(people: list[dict[str, Any]], offers: list[dict[str, Any]], **tables: Any) -> Routes:
    return mm.route(problem(people, offers, **tables), "ovdim_beyachad")


def test_the_hebrew_course_comes_before_the_course_taught_in_hebrew() -> None:
    """Who lacks Hebrew takes the course first, is told which courses it opens, and where it is given (000:2640)."""
    offers = [
        opportunity(0, kind="triangle_training", language="hebrew", name="Cooks"),
        opportunity(1, kind="workshop", language="hebrew", name="קורס עברית ברהט"),
        opportunity(2, kind="job"),
    ]
    steps = routed([{"hebrew_level": "basic"}, {"hebrew_level": "fluent"}, {}], offers).steps
    assert steps.select(
        "participant_id", "order", "step", "before", "opportunities", "offered_by", "source"
    ).rows() == [("p0", 1, "hebrew_course", ["Cooks"], 1, ["o1"], "000:2640")]


def test_pre_employment_comes_before_experiential_work() -> None:
    """Who is ready for pre-employment only is advised to take it first, unless it is completed; no rule bars (000:3766)."""
    people = [
        {"employment_type_ready": "pre_employment"},
        {"employment_type_ready": "pre_employment", "completed": ("קדם תעסוקה",)},
        {"employment_type_ready": "experiential"},
        {},
    ]
    told = routed(people, [opportunity(0), opportunity(1, kind="pre_employment")])
    assert told.steps.select("participant_id", "step", "before", "offered_by").rows() == [
        ("p0", "pre_employment", ["pre-employment before experiential work"], ["o1"])
    ]


def test_steps_follow_a_chain_from_its_start() -> None:
    """An assessment asked for by a job needs three meetings first: one more to hold, then the assessment (000:4278)."""
    people = [
        {"meetings_held": 2, "completed": ("none",), "entitlements": ("none",)},
        {"meetings_held": 3, "completed": ("none",)},
    ]
    told = routed(people, [opportunity(0, prerequisites=("אבחון תעסוקתי",))])
    assert told.steps.select("participant_id", "order", "step", "what").rows() == [
        ("p0", 1, "meetings", "1 more individual meetings"),
        ("p0", 2, "employment_assessment", "employment assessment"),
        ("p1", 1, "employment_assessment", "employment assessment"),
    ]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"meetings_held": 2, "entitlements": ("none",)}, "not_yet"),
        ({"meetings_held": 3, "entitlements": ("none",)}, "open"),
        ({"meetings_held": 3, "entitlements": ("discharged soldiers",)}, "not_yet"),
        ({"meetings_held": 3}, "cannot_say"),
        ({"entitlements": ("none",)}, "cannot_say"),
        ({"meetings_held": 0, "completed": ("employment assessment",)}, "done"),
    ],
)
def test_who_may_be_sent_to_an_assessment(facts: dict[str, Any], state: str) -> None:
    """From three individual meetings on, and with no entitlement elsewhere (000:4278-4304)."""
    items = routed([facts], [opportunity(0)]).items
    assert items.filter(pl.col("item") == "employment_assessment")["state"].to_list() == [state]


def test_a_learning_disability_assessment_is_for_whom_it_is_the_main_barrier() -> None:
    """It is open where the first barrier stated is the undiagnosed disability, not where it is the second (000:2616)."""
    people = [{"barriers": ("לקות למידה", "תחבורה")}, {"barriers": ("תחבורה", "לקות למידה")}, {}]
    items = routed(people, [opportunity(0)]).items.filter(pl.col("item") == "learning_disability_assessment")
    assert items.select("state", "ask").rows() == [("open", []), ("not_yet", []), ("cannot_say", ["barriers"])]


def test_warned_pairs_show_the_override_on_record() -> None:
    """Initial maturity in training, experiential and quality work is warned against and placed all the same; an override is
    shown with its reason and name (000:3901)."""
    offers = [
        opportunity(0, kind="triangle_training"),
        opportunity(1, quality_employment=False),
        opportunity(2, quality_employment=True),
        opportunity(3, kind="workshop"),
    ]
    decisions = [{"participant_id": "p0", "seat_id": "s0", "decision": "override", "reason": "insists", "by": "Noa"}]
    found = problem([{"maturity": "initial"}, {"maturity": "medium"}], offers, decisions=decisions)
    pairs = pl.DataFrame({"participant_id": ["p0"] * 4 + ["p1"], "seat_id": ["s0", "s1", "s2", "s3", "s0"]})
    warned = warned_placements(found, section(), pairs)
    assert warned.select("participant_id", "seat_id", "warning", "override", "by", "override_reason").rows() == [
        ("p0", "s0", "initial_maturity", True, "Noa", "insists"),
        ("p0", "s1", "initial_maturity", False, None, None),
        ("p0", "s2", "initial_quality", False, None, None),
    ]
    told = mm.route(found, "ovdim_beyachad", plan=Plan({"p0": "s1"}))
    assert told.warned["seat_id"].to_list() == ["s0", "s1"]
    result = mm.allocate(found, programme="general")
    assert result.plan.n_placed == 2


def test_a_seat_whose_step_is_not_known_is_warned_against_if_each_step_is() -> None:
    """A job that may be experiential or quality work is warned against at initial maturity, since both are; a practicum once,
    by the warning that names it; and one that may be fit is not."""
    offers = [opportunity(0), opportunity(1, kind="practicum")]
    found = problem([{"maturity": "initial"}], offers)
    pairs = pl.DataFrame({"participant_id": ["p0"] * 2, "seat_id": ["s0", "s1"]})
    full = section()
    warned = warned_placements(found, full, pairs)
    assert warned.select("seat_id", "warning", "source").rows() == [
        ("s0", "initial_maturity;initial_quality", "000:3901-3903; 000:3764-3768"),
        ("s1", "initial_maturity", "000:3901-3903"),
    ]
    one = full.model_copy(update={"warning": {"initial_maturity": full.warning["initial_maturity"]}})
    assert warned_placements(found, one, pairs)["seat_id"].to_list() == ["s1"]


def test_steps_follow_the_rule_of_the_settings() -> None:
    """A rule of the settings goes before the programme's in what is told, as it does in the plan."""
    course = [opportunity(0, kind="triangle_training", language="hebrew")]
    found = problem([{"hebrew_level": "none", "completed": ("none",)}], course)
    assert mm.route(found).steps["step"].to_list() == ["hebrew_course"]
    free = problem_of(
        [{"participant_id": "p0", "hebrew_level": "none", "completed": ("none",)}],
        [seat(0, 0)], course, [{"kind": "prerequisites"}],
    )  # fmt: skip
    assert mm.route(free).steps.is_empty()
    result = mm.allocate(free)
    assert result.plan.n_placed == 1
    assert to_know(result) == [line for line in to_know(result) if "first" not in line]


def test_a_person_s_row_names_what_to_ask_for() -> None:
    """Columns of readiness and of prerequisites that are not known are named; what is known is not."""
    offers = [opportunity(0, kind="triangle_training", language="hebrew", prerequisites=("safety",))]
    people = routed(
        [{"maturity": "high", "barriers": ("gender",)}, {"hebrew_level": "native", "completed": ("safety",)}], offers
    ).people
    assert people["ask"].to_list() == [
        ["employment_type_ready", "hebrew_level", "completed"],
        ["maturity", "employment_type_ready"],
    ]
    assert people["unmet_barriers"].to_list() == [["gender"], None]
    assert people["track"].to_list() == [None, None]
    assert people["level_track"].to_list() == ["placement", None]


def test_a_profile_without_the_section_cannot_route() -> None:
    """Routing by a profile that does not say how is refused with the path."""
    found = problem([{}], [opportunity(0)])
    with pytest.raises(mm.SettingsError, match="does not say how to route people"):
        mm.route(found, "tests/routing/bare.toml")


def test_hebrew_words_are_used() -> None:
    """Reasons, steps and names are Hebrew where asked for."""
    told = mm.route(problem([{"maturity": "initial", "barriers": ("transport",)}], [opportunity(0)]), language="he")
    assert told.kinds["reason"].to_list()[0] == "אי אפשר לומר; יש לברר: employment_type_ready"
    assert told.barriers.people["name"].to_list() == ["נגישות ותחבורה"]
    warned = mm.route(problem([{"maturity": "initial", "employment_type_ready": "pre_employment"}], []), language="he")
    assert warned.people["recommended_names"].to_list() == [["תהליך"]]
    assert warned.people["level_track_name"].to_list() == ["מסלול תהליכי ממושך"]
    assert warned.people["warned_names"].to_list()[0][0] == "הכשרה במודל משולש"


LEVELS = st.sampled_from((None, "none", "basic", "conversational", "native"))
RECORD = st.sampled_from((("none",), ("a",), ("a", "b"), ("ulpan", "c")))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_steps_stand_in_an_order_in_which_they_can_be_taken(data: st.DataObject) -> None:
    """No step needs one that comes later, and who has taken every step lacks nothing."""
    names = ["a", "b", "c", "d"]
    offers = [opportunity(i, name=name) for i, name in enumerate(names)]
    for at in range(1, 4):
        before = data.draw(st.lists(st.sampled_from([*names[:at], "hebrew course"]), unique=True, max_size=2))
        offers[at]["prerequisites"] = tuple(before) or None
    person: dict[str, Any] = {"hebrew_level": data.draw(LEVELS), "completed": data.draw(RECORD)}
    found = problem([person], offers)
    needs = needs_of(found.opportunities, section().item, {})
    standing = Standing(found.participants, needs.nodes)
    steps = FirstSteps(found, section(), needs).of(found.participants, standing)
    order = steps["step"].to_list()
    assert steps["order"].to_list() == list(range(1, len(order) + 1))
    for at, step in enumerate(order):
        for inner in needs.nodes[step].requires:
            assert standing.of(inner)[0] != NO or inner.items[0] in order[:at]
    done = problem([{**person, "completed": (*person["completed"], *steps["what"].to_list())}], offers).participants
    assert FirstSteps(found, section(), needs).of(done, Standing(done, needs.nodes)).is_empty()
