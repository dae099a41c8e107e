"""The calendar after placement: what is due, held, overdue, and what cannot be said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.model import TABLES, Plan, Problem, Request, frame_of
from matchmaker.programmes.sourced import Sourced
from tests.accompaniment.problems import START, calendar, people, placement, rules_of_programme

KINDS = ("job", "on_the_job_training", "practicum", "triangle_training", "technology_class")


def rows(table: pl.DataFrame, schedule: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return the named columns of one schedule's events."""
    return table.filter(pl.col("schedule") == schedule).select(columns).rows()


def test_states_of_the_first_month_by_hand() -> None:
    """On 20 March: the first meeting held a day late, the second missed, the third's window open, the fourth planned."""
    events = calendar(placement(), ("p", date(2026, 3, 9), "meeting"), as_of=date(2026, 3, 20)).events
    assert rows(events, "meetings", "number", "due", "done_on", "state")[:4] == [
        (1, date(2026, 3, 8), date(2026, 3, 9), "done"),
        (2, date(2026, 3, 15), None, "overdue"),
        (3, date(2026, 3, 22), None, "due"),
        (4, date(2026, 3, 29), None, "planned"),
    ]


def test_due_on_the_day_is_not_overdue() -> None:
    """An event is overdue from the day after it was due."""
    states = [
        rows(calendar(placement(), as_of=START + timedelta(days=d)).events, "field", "state")[0][0] for d in (7, 8)
    ]
    assert states == ["due", "overdue"]


def test_windows_do_not_overlap_and_a_contact_counts_once() -> None:
    """Windows of a schedule follow each other without a gap, so one call makes one meeting done."""
    told = calendar(placement(), ("p", date(2026, 3, 12), "remote_contact"))
    windows = rows(told.events, "meetings", "window_from", "window_to")
    assert all(before[1] + timedelta(days=1) == after[0] for before, after in pairwise(windows))
    assert windows[-1][1] is None
    assert [n for n, state in rows(told.events, "meetings", "number", "state") if state == "done"] == [2]


def test_a_contact_of_another_kind_does_not_count() -> None:
    """A report by the employer makes no meeting done."""
    told = calendar(placement(), ("p", date(2026, 3, 8), "employer_report"))
    assert told.counts["done"] == 0


def test_what_is_held_later_than_the_day_is_not_known_on_it() -> None:
    """A contact after ``as_of`` changes no state, and a note says that it was left out."""
    early = calendar(placement(), ("p", date(2026, 3, 8), "meeting"), as_of=date(2026, 3, 7))
    assert early.counts["done"] == 0
    assert any("not counted: 1" in note for note in early.notes)


def test_nothing_falls_on_friday_saturday_or_a_holiday() -> None:
    """Sunday to Thursday are worked; a holiday moves a meeting to the next day worked."""
    rules = rules_of_programme()
    events = calendar(placement(opportunity={"start_date": date(2026, 3, 5)}), rules=rules).events
    assert rows(events, "meetings", "due")[0] == (date(2026, 3, 12),)
    off = rules.model_copy(update={"holidays": Sourced[tuple[date, ...]](value=(date(2026, 3, 12),), basis="assumed")})
    moved = calendar(placement(opportunity={"start_date": date(2026, 3, 5)}), rules=off).events
    assert rows(moved, "meetings", "due")[0] == (date(2026, 3, 15),)


def test_reports_fall_before_the_weekend_that_ends_their_week() -> None:
    """The week from Sunday 1 March ends for a report on Thursday the 5th, the last is on Sunday 31 May, the last day."""
    events = calendar(placement("on_the_job_training")).events
    due = [day for (day,) in rows(events, "employer_reports", "due")]
    assert due == [date(2026, 3, 5), date(2026, 3, 19), date(2026, 4, 2), date(2026, 4, 16), date(2026, 4, 30),
                   date(2026, 5, 31)]  # fmt: skip
    # six days before the Thursday lie before the first day of work
    assert rows(events, "employer_reports", "window_from")[0] == (START,)


def test_only_the_kinds_that_a_schedule_names_have_its_events() -> None:
    """A job has no reports, a practicum both, a triangle training talks with the employer; workshops have nothing."""
    of = {kind: set(calendar(placement(kind, seat={"start_date": START})).events["schedule"]) for kind in KINDS}
    assert "employer_reports" not in of["job"]
    assert {"employer_reports", "companion_reports"} <= of["practicum"]
    assert {"employer", "closing", "expectations"} <= of["triangle_training"]
    assert calendar(placement("workshop")).events.is_empty()
    assert calendar(placement("pre_employment")).events.is_empty()


def test_stages_and_agreement_are_told() -> None:
    """The five stages stand in order, and the third needs agreement (000:2419-2472)."""
    events = calendar(placement("on_the_job_training")).events
    told = (
        events.filter(pl.col("stage").is_not_null())
        .select("stage", "schedule", "needs_agreement")
        .unique()
        .sort("stage")
    )
    assert told["stage"].to_list() == [1, 2, 3, 4, 5]
    assert told.filter("needs_agreement")["stage"].to_list() == [3]


@pytest.mark.parametrize(
    ("phase", "facts", "start"),
    [
        ("before", {}, START),
        ("end", {"end_date": date(2026, 6, 18)}, date(2026, 6, 19)),
        ("end", {"weeks": 10.0}, date(2026, 5, 10)),
        ("end", {}, None),
        ("during", {"end_date": date(2026, 6, 18)}, None),
        (None, {}, None),
    ],
)
def test_work_begins_where_the_course_says(phase: str | None, facts: dict[str, Any], start: date | None) -> None:
    """Absorbed before the course from its first day, at the end from the day after it, else only the seat can say."""
    told = calendar(placement("triangle_training", seat={"start_phase": phase}, opportunity=facts))
    if start is None:
        assert told.events.is_empty()
        assert told.undated["ask_for"].to_list() == ["seats.start_date (or history.start_date)"]
        return
    seat = calendar(placement("triangle_training", seat={"start_date": start}, opportunity=facts))
    assert told.undated.is_empty()
    assert told.events.equals(seat.events)


def test_who_accompanies_is_told() -> None:
    """The opportunity's own organisation stands in each event, else the one that the plan chose."""
    chosen = Plan({"p": "s"}, frozenset({"o"}), {"o": "g2"})
    own = placement(opportunity={"companion_org_id": "g1"})
    assert calendar(placement(), plan=chosen).events["companion_org_id"].unique().to_list() == ["g2"]
    assert calendar(own, plan=chosen).events["companion_org_id"].unique().to_list() == ["g1"]
    assert calendar(own).events["case_manager"].unique().to_list() == ["Ruth"]


def test_history_goes_before_the_plan() -> None:
    """The first day in ``history`` counts, and nothing is due after the last day worked."""
    spell = {"participant_id": "p", "seat_id": "s", "start_date": date(2026, 3, 8)}
    events = calendar(placement(history=(spell,))).events
    assert rows(events, "meetings", "due")[0] == (date(2026, 3, 15),)
    left = calendar(placement(history=({**spell, "end_date": date(2026, 3, 22)},))).events
    assert [day for (day,) in rows(left, "meetings", "due")] == [date(2026, 3, 15), date(2026, 3, 22)]


def test_a_scholarship_is_to_be_used_within_six_months() -> None:
    """Decided on 15 January, due by 15 July, overdue on the 16th, done once used; a last day on Friday is Thursday (000:4507)."""
    facts: dict[str, Any] = {"decided_on": date(2026, 1, 15), "decided_amount": Decimal(4000)}
    early, late = (calendar(_granted(**facts), as_of=date(2026, 7, day), plan=Plan({})) for day in (15, 16))
    told = ("participant_id", "case_manager", "contact", "due", "state")
    assert rows(early.events, "scholarship", *told) == [("p", "Ruth", "scholarship", date(2026, 7, 15), "due")]
    assert rows(late.events, "scholarship", "state") == [("overdue",)]
    facts["decided_on"] = date(2026, 1, 17)
    friday = calendar(_granted(**facts), as_of=date(2026, 7, 16))
    assert rows(friday.events, "scholarship", "due") == [(date(2026, 7, 16),)]
    used = calendar(_granted(**facts, realised_on=date(2026, 6, 1)), as_of=date(2026, 7, 16))
    assert rows(used.events, "scholarship", "done_on", "state") == [(date(2026, 6, 1), "done")]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"decided_on": date(2026, 1, 15)},
        {"decided_on": date(2026, 1, 15), "decided_amount": Decimal(0)},
        {"decided_on": date(2026, 7, 17), "decided_amount": Decimal(4000)},
        {"decided_on": date(2026, 1, 15), "decided_amount": Decimal(4000), "kind": "voucher"},
    ],
)
def test_what_was_not_granted_has_no_deadline(facts: dict[str, Any]) -> None:
    """A request that is open, refused, of another kind or decided later falls due on no day."""
    assert rows(calendar(_granted(**facts), as_of=date(2026, 7, 16)).events, "scholarship", "due") == []


def _granted(**facts: Any) -> Problem:
    request = Request(**{"request_id": "r", "participant_id": "p", "kind": "scholarship", **facts})
    return placement().replace(requests=frame_of([request], TABLES["requests"]))


def test_silence_of_over_three_months_is_flagged() -> None:
    """Three months to the day is no silence, a day more is; who was never met and has no start cannot be judged (002:378)."""
    rules = rules_of_programme("emtza_haderech")
    problem = placement().replace(participants=people("p", "q", "r"))
    held = (("p", date(2026, 3, 10), "meeting"), ("q", date(2026, 3, 9), "remote_contact"))
    told = calendar(problem, *held, as_of=date(2026, 6, 10), rules=rules, plan=Plan({}))
    assert told.silent.select("participant_id", "is_silent").rows() == [("p", False), ("q", True), ("r", None)]
    placed = calendar(problem, *held, as_of=date(2026, 6, 10), rules=rules, plan=Plan({"r": "s"}))
    assert placed.silent.row(2, named=True)["silent_since"] == START
    assert placed.silent["is_silent"].to_list() == [False, True, True]


@pytest.mark.parametrize("kind", ["employer_contact", "employer_report", "companion_report"])
def test_a_report_is_no_contact_with_the_person(kind: str) -> None:
    """A talk with the employer or a report does not end a silence."""
    rules = rules_of_programme("emtza_haderech")
    told = calendar(placement(), ("p", date(2026, 6, 1), kind), as_of=date(2026, 6, 2), rules=rules)
    assert told.silent["is_silent"].to_list() == [True]


def test_a_name_is_told_only_with_consent() -> None:
    """Without "name" among the consents a participant is an id."""
    assert calendar(placement()).events["participant_name"].unique().to_list() == [None]
    shared = placement(participant={"consents": ("skills", "name")})
    assert calendar(shared).events["participant_name"].unique().to_list() == ["דנה לוי"]


def test_what_is_overdue_is_listed_longest_first() -> None:
    """The overdue list is the overdue events by day."""
    told = calendar(placement())
    assert told.overdue.height == told.counts["overdue"] > 0
    assert told.overdue["due"].is_sorted()
    assert set(told.overdue["state"]) == {"overdue"}


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
a_contact = st.tuples(
    st.just("p"), days, st.sampled_from(("meeting", "remote_contact", "skills_check", "employer_report"))
)


@settings(max_examples=8, deadline=None)
@given(kind=st.sampled_from(KINDS), start=days, as_of=days, held=st.lists(a_contact, max_size=6), one=a_contact)
def test_calendar_holds_its_promises(
    kind: str, start: date, as_of: date, held: list[tuple[str, date, str]], one: tuple[str, date, str]
) -> None:
    """Events fall on days worked, in windows that hold them; states follow the day; one more contact never harms."""
    problem = placement(kind, seat={"start_date": start})
    told = calendar(problem, *held, as_of=as_of)
    events = told.events
    assert not events.is_empty()
    assert set(events["due"].dt.weekday()) <= {7, 1, 2, 3, 4}
    assert (events["due"] >= start).all()
    assert (events["window_from"] <= events["due"]).all()
    assert (events["window_from"] >= start).all()
    assert not events.select("participant_id", "schedule", "number").is_duplicated().any()
    done = events.filter(pl.col("state") == "done")
    assert (done["done_on"] >= done["window_from"]).all()
    assert (done["done_on"] <= as_of).all()
    assert (done["window_to"].is_null() | (done["done_on"] <= done["window_to"])).all()
    assert all(n <= len(held) for n in done.group_by("schedule").len()["len"])
    assert (events.filter(pl.col("state") == "overdue")["due"] < as_of).all()
    more = calendar(problem, *held, one, as_of=as_of)
    assert more.counts["done"] >= told.counts["done"]
    assert more.counts["overdue"] <= told.counts["overdue"]
