"""Workshops and pre-employment filled beside a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.model import Plan, Problem
from matchmaker.programmes import load_programme
from tests.strategies import problem_of

PROGRAMME = "emtza_haderech"
ELIGIBLE: dict[str, Any] = {"work_form": "employee", "digital_literacy": "basic"}


def workshops(*codes: str | None, count: int = 15) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return one workshop per response, with its seat."""
    offers = [{"opportunity_id": f"w{i}", "kind": "workshop", "response": code} for i, code in enumerate(codes)]
    seats = [
        {"seat_id": f"s{i}", "opportunity_id": f"w{i}", "employer_id": "e0", "count": count} for i in range(len(codes))
    ]
    return offers, seats


def crowd(n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return ``n`` people with the same facts."""
    return [{"participant_id": f"p{i:02}", **facts} for i in range(n)]


def problem(people: list[dict[str, Any]], *codes: str | None, **tables: Any) -> Problem:
    """Return people and workshops."""
    offers, seats = workshops(*codes)
    return problem_of(people, seats, offers, **tables)


@pytest.mark.parametrize(("n", "size"), [(11, 0), (12, 12), (15, 15), (20, 15)])
def test_a_group_is_of_twelve_to_fifteen(n: int, size: int) -> None:
    """A workshop without sizes opens with twelve to fifteen people, or not at all (000:2546)."""
    filled = mm.fill_groups(problem(crowd(n, **ELIGIBLE), "facebook_beginners"), programme=PROGRAMME)
    assert (filled.status, filled.members.height) == ("optimal", size)
    assert filled.groups["opened"].to_list() == [size > 0]


def test_nobody_fills_a_group_that_is_for_others() -> None:
    """A group stays closed rather than be filled with people whom its response is not meant for."""
    people = [*crowd(11, **ELIGIBLE), *({"participant_id": f"q{i}", "digital_literacy": "advanced"} for i in range(9))]
    filled = mm.fill_groups(problem(people, "facebook_beginners"), programme=PROGRAMME)
    assert filled.members.height == 0
    assert filled.groups["possible"].to_list() == [11]
    assert filled.groups["short"].to_list() == ["needs 12 people, and 11 fit"]


def test_who_cannot_be_judged_counts_for_less() -> None:
    """Of two alike, the one whose audience is known comes first; the other's fit is halved."""
    people = [*crowd(14, **ELIGIBLE), {"participant_id": "q0"}, {"participant_id": "q1"}]
    filled = mm.fill_groups(problem(people, "facebook_beginners"), programme=PROGRAMME)
    members = filled.members.with_columns(known=pl.col("audience") == "yes")
    assert members["known"].sum() == 14
    assert members.height == 15
    fit = members.group_by("known").agg(pl.col("fit").first()).sort("known")["fit"].to_list()
    assert fit[0] == pytest.approx(fit[1] / 2, abs=1e-6)


def test_a_person_has_so_many_groups_and_no_response_twice() -> None:
    """Twelve people fill two workshops of different responses, and neither a third nor the same response again."""
    people = crowd(12, **ELIGIBLE)
    once = mm.fill_groups(problem(people, "facebook_beginners", "facebook_beginners"), programme=PROGRAMME)
    many = mm.fill_groups(
        problem(people, "facebook_beginners", "linkedin_beginners", "extended_networking"), programme=PROGRAMME
    )
    assert (once.members.height, many.members.height) == (12, 24)


def test_workshops_come_beside_a_placement_and_pre_employment_does_not() -> None:
    """Who has a place may come to a workshop, and is not sent to pre-employment (000:3772-3788)."""
    offers, seats = workshops(None)
    offers += [{"opportunity_id": "j", "kind": "job"}, {"opportunity_id": "t", "kind": "pre_employment"}]
    seats += [{"seat_id": each, "opportunity_id": each, "employer_id": "e0", "count": 20} for each in ("j", "t")]
    asked = problem_of(crowd(12, **ELIGIBLE), seats, offers)
    result = mm.allocate(asked, programme="general")
    assert result.plan.n_placed == 12
    assert set(result.plan.seats.values()) == {"j"}
    assert result.as_dict()["placed"] == 12
    beside = mm.fill_groups(asked, Plan({f"p{i:02}": "j" for i in range(6)}), programme="general")
    counts = dict(beside.members.group_by("opportunity_id").len().iter_rows())
    assert counts == {"w0": 12, "t": 6}


def test_a_budget_is_spent_once() -> None:
    """What placements cost is not there for groups any more."""
    offers, seats = workshops(None)
    offers.append({"opportunity_id": "j", "kind": "job"})
    seats = [
        {**seats[0], "cost": 10},
        {"seat_id": "j", "opportunity_id": "j", "employer_id": "e0", "count": 1, "cost": 5},
    ]
    seats = [{**each, "cost": Decimal(each["cost"])} for each in seats]
    for limit, n in ((125, 12), (124, 0)):
        asked = problem_of(crowd(12), seats, offers, [{"kind": "budget", "cost": "cost", "max": limit}])
        filled = mm.fill_groups(asked, Plan({"p00": "j"}), programme="general")
        assert filled.members.height == n
        assert (filled.groups["short"][0] or "").startswith("budget: ") is (n == 0)


@pytest.mark.parametrize(("hours", "n"), [(20.0, 15), (14.0, 12), (13.0, 0)])
def test_hours_of_a_chosen_companion_are_spent_once(hours: float, n: int) -> None:
    """What the organisation that a plan chose spends on a cohort is not there for its workshops any more."""
    offers, seats = workshops(None)
    offers[0]["companion_org_id"] = "g0"
    offers.append(
        {"opportunity_id": "t", "kind": "triangle_training", "min_size": 2, "companion_candidates": ("g0", "g1")}
    )
    seats.append({"seat_id": "t", "opportunity_id": "t", "employer_id": "e0", "count": 2})
    rule = {"kind": "shared_capacity", "owner": "companion_org_id", "capacity": "hours", "use_per_participant": 1}
    asked = problem_of(
        crowd(15), seats, offers, [rule],
        organisations=[{"organisation_id": "g0", "hours": hours}, {"organisation_id": "g1"}],
    )  # fmt: skip
    placements = Plan({"p00": "t", "p01": "t"}, frozenset({"t"}), {"t": "g0"})
    filled = mm.fill_groups(asked, placements, programme="general")
    assert (filled.status, filled.members.height) == ("optimal", n)


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (Plan({"x": "s0"}), "participant 'x' of the plan does not exist"),
        (Plan({"p00": "x"}), "seat 'x' of the plan does not exist"),
        (Plan({"p00": "s0"}), "participant 'p00' is in 'w0', a workshop"),
        (Plan({}, frozenset({"x"})), "opportunity 'x' of the plan does not exist"),
    ],
)
def test_a_plan_of_something_else_is_refused(plan: Plan, message: str) -> None:
    """A plan that names what these data do not hold, or that holds groups, is refused with what is wrong in it."""
    with pytest.raises(mm.UsageError, match=message):
        mm.fill_groups(problem(crowd(12), None), plan, programme=PROGRAMME)


def test_a_group_nobody_comes_to_is_not_open() -> None:
    """Pre-employment without a smallest size is open if somebody comes, and else says why nobody does."""
    offers = [{"opportunity_id": "t", "kind": "pre_employment"}, {"opportunity_id": "j", "kind": "job"}]
    seats = [{"seat_id": each, "opportunity_id": each, "employer_id": "e0", "count": 2} for each in ("t", "j")]
    asked = problem_of(crowd(2), seats, offers)
    for plan, opened, short in (
        (Plan({"p00": "j"}), True, None),
        (Plan({"p00": "j", "p01": "j"}), False, "needs 1 people, and 0 fit"),
    ):
        groups = mm.fill_groups(asked, plan, programme="general").groups
        assert groups.select("opened", "short").rows() == [(opened, short)]


def test_catalogue_has_its_23_responses() -> None:
    """The catalogue holds 23 responses, one still in the making, with the sessions that the source gives (002:165-196)."""
    responses = {each.code: each for each in load_programme(PROGRAMME).responses}
    assert len(responses) == 23
    assert [code for code, each in responses.items() if not each.is_offered] == ["business_space"]
    assert (responses["back_to_the_world_of_work"].sessions, responses["back_to_the_world_of_work"].most_sessions) == (
        6,
        7,
    )
    assert responses["initiating_a_business_adapted"].total_hours == 56


def test_recommendations_name_what_to_ask_for() -> None:
    """A self-employed beginner is recommended what is meant for them, and missing facts are named."""
    people = [
        {"participant_id": "a", "work_form": "self_employed", "digital_literacy": "none"},
        {"participant_id": "b"},
    ]
    table = mm.fill_groups(problem(people, None), programme=PROGRAMME).recommended
    sure = table.filter((pl.col("participant_id") == "a") & (pl.col("answer") == "yes"))["response"].to_list()
    assert {"exposure_event", "initiating_a_career", "initiating_a_business_adapted"} <= set(sure)
    assert not {"facebook_beginners", "job_club", "business_space"} & set(sure)
    asked = table.filter((pl.col("participant_id") == "b") & (pl.col("response") == "facebook_beginners"))
    assert asked.select("answer", "ask").rows() == [("cannot say", "work_form;digital_literacy")]


def test_meetings_are_held_against_their_budget() -> None:
    """One to six individual meetings are within the budget; what is not known cannot be said (002:276)."""
    held = {"a": 0, "b": 1, "c": 6, "d": 7, "e": None}
    people = [{"participant_id": each, "meetings_held": n} for each, n in held.items()]
    table = mm.fill_groups(problem(people, None), programme=PROGRAMME).meetings
    assert table["state"].to_list() == ["too few", "within", "full", "over", "cannot say"]
    assert table["left"].to_list() == [6, 5, 0, 0, None]


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_more_people_never_lower_the_sum_of_fit(data: st.DataObject) -> None:
    """A person more never makes the groups worth less, and no group ever has fewer than twelve or more than fifteen."""
    n = data.draw(st.integers(10, 18))
    codes = data.draw(st.lists(st.sampled_from([None, "facebook_beginners", "job_club"]), min_size=1, max_size=2))
    fewer, more = (mm.fill_groups(problem(crowd(k, **ELIGIBLE), *codes), programme=PROGRAMME) for k in (n, n + 1))
    assert fewer.objective is not None
    assert more.objective is not None
    assert more.objective >= fewer.objective
    assert set(more.groups.filter("opened")["size"].to_list()) <= {12, 13, 14, 15}
