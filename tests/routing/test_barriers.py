"""Barriers against the supports that answer them."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.model import Problem
from matchmaker.routing import BarrierTerms, barriers_of
from tests.routing.test_matrix import section
from tests.strategies import problem_of

SEATS = [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 1}]


def problem(people: list[dict[str, Any]], organisations: list[dict[str, Any]], **opportunity: Any) -> Problem:
    rows = [{"participant_id": f"p{i}", **each} for i, each in enumerate(people)]
    held = [{"organisation_id": f"g{i}", **each} for i, each in enumerate(organisations)]
    return problem_of(rows, SEATS, [{"opportunity_id": "o0", "kind": "job", **opportunity}], organisations=held)


def met(found: Problem) -> list[tuple[Any, ...]]:
    return barriers_of(found, section()).people.select("participant_id", "barrier", "met_by").rows()


def test_who_answers_a_barrier_is_told_in_order() -> None:
    """Own supports go before the home organisation's, those before others', and those before what an opportunity gives."""
    people = [
        {"barriers": ("תחבורה",), "supports": ("הסעה",), "organisation_id": "g0"},
        {"barriers": ("Transport",), "organisation_id": "g0"},
        {"barriers": ("נגישות",), "organisation_id": "g1"},
        {"barriers": ("חוסר ניסיון",), "organisation_id": "g1"},
        {"barriers": ("לקות למידה",), "organisation_id": "g1"},
    ]
    found = problem(people, [{"supports": ("shuttle",)}, {"supports": ("שפה",)}], kind="on_the_job_training")
    assert met(found) == [
        ("p0", "transport", "own"),
        ("p1", "transport", "home_organisation"),
        ("p2", "transport", "other_organisation"),
        ("p3", "experience", "opportunity"),
        ("p4", "learning_disability", None),
    ]


def test_a_support_is_called_by_its_name_or_by_its_barrier() -> None:
    """A voucher answers education, and economic barriers too (000:2791); a list may name the barrier itself."""
    terms = BarrierTerms.of(section())
    answered = terms.answers(pl.Series([["ואוצ'ר"], ["שפה"], ["magic"], [], None], dtype=pl.List(pl.String)))
    assert answered.select("row", "item").rows() == [(0, "education"), (0, "economic"), (1, "language"), (2, "magic")]


def test_what_is_not_listed_stays() -> None:
    """A barrier that no profile knows stands as it was written, is marked, and meets a support written alike."""
    people = [
        {"barriers": ("Fear of heights",)},
        {"barriers": ("fear  of heights!",), "supports": ("Fear of Heights",)},
    ]
    told = barriers_of(problem(people, []), section())
    assert told.people.select("barrier", "name", "listed", "met_by").rows() == [
        ("Fear of heights", "Fear of heights", False, None),
        ("fear  of heights!", "fear  of heights!", False, "own"),
    ]
    assert told.totals.select("needed_by", "by_own", "unmet", "held_by").rows() == [(2, 1, 1, 0)]


def test_none_in_a_list_says_that_there_is_none() -> None:
    """ "None" among barriers is no barrier, and among supports answers nothing, in either language."""
    found = problem_of(
        [{"participant_id": "p0", "barriers": ("אין",), "organisation_id": "g0"}], [], [],
        organisations=[{"organisation_id": "g0", "supports": ("none",)}],
    )  # fmt: skip
    told = mm.route(found)
    assert told.barriers.people.is_empty()
    assert told.barriers.organisations.is_empty()
    assert told.people["unmet_barriers"].to_list() == [[]]


def test_what_is_not_known_is_asked_for() -> None:
    """A list of supports that is not known is neither yes nor no, and an unmet barrier names it."""
    people = [
        {"barriers": ("bureaucracy",), "organisation_id": "g0"},
        {"barriers": ("bureaucracy",), "supports": ("שפה",), "organisation_id": "g1"},
        {"barriers": ("bureaucracy",), "supports": ("שפה",)},
        {"supports": ("שפה",)},
    ]
    told = barriers_of(problem(people, [{}, {"supports": ("שפה",)}]), section()).people
    assert told.select("own", "home_organisation", "ask").rows() == [
        (None, None, ["participants.supports", "organisations.supports"]),
        (False, False, []),
        (False, None, ["participants.organisation_id"]),
    ]


def test_needed_by_and_held_by_add_up_by_organisation() -> None:
    """g0 holds what one of its two people needs, g1 does not hold what its one needs, and of g2 it cannot be said."""
    people = [
        {"barriers": ("language",), "organisation_id": "g0"},
        {"barriers": ("language", "gender"), "organisation_id": "g0"},
        {"barriers": ("gender",), "organisation_id": "g1"},
        {"barriers": ("gender",), "organisation_id": "g2"},
    ]
    told = barriers_of(problem(people, [{"supports": ("language",)}, {"supports": ("language",)}, {}]), section())
    assert told.totals.select("barrier", "needed_by", "unmet", "held_by").rows() == [
        ("gender", 3, 3, 0),
        ("language", 2, 0, 2),
    ]
    assert told.organisations.select("organisation_id", "barrier", "needed_by", "unmet", "holds").rows() == [
        ("g0", "gender", 1, 1, False),
        ("g0", "language", 2, 0, True),
        ("g1", "gender", 1, 1, False),
        ("g1", "language", 0, 0, True),
        ("g2", "gender", 1, 1, None),
    ]


WORDS = st.lists(
    st.sampled_from(("תחבורה", "shuttle", "voucher", "שפה", "gender", "dragons", "ניסיון")), min_size=1, max_size=3
)
LISTS = st.none() | WORDS.map(tuple)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_nothing_is_dropped_and_everything_adds_up(data: st.DataObject) -> None:
    """Each barrier stated stands once per person; totals are the sums of the people's rows; a support more unmeets nothing."""
    homes = st.sampled_from((None, "g0", "g1"))
    people: list[dict[str, Any]] = [
        {"barriers": data.draw(LISTS), "supports": data.draw(LISTS), "organisation_id": data.draw(homes)}
        for _ in range(4)
    ]
    held = [{"supports": data.draw(LISTS)} for _ in range(2)]
    told = barriers_of(problem(people, held), section())
    stated = BarrierTerms.of(section()).stated(
        pl.Series([each["barriers"] for each in people], dtype=pl.List(pl.String))
    )
    assert told.people.height == stated.height == told.totals["needed_by"].sum()
    ways = ("by_own", "by_home_organisation", "by_other_organisation", "by_opportunity", "unmet")
    assert sum(told.totals[way].sum() for way in ways) == told.people.height
    assert told.totals["unmet"].sum() == told.people["met_by"].null_count()
    more = barriers_of(problem(people, [*held, {"supports": ("shuttle", "dragons")}]), section())
    assert more.people["met_by"].null_count() <= told.people["met_by"].null_count()
