"""Record classes as the one place where a column's type, range and meaning stand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated

import polars as pl
import pytest
from hypothesis import given, settings
from pydantic import ValidationError

import matchmaker as mm
from matchmaker.model import TABLES, Opportunity, Participant, Problem, Record, Seat, columns, frame_of
from tests.strategies import problems

COLUMNS = [(name, column) for name, table in TABLES.items() for column in table.columns.values()]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_every_column_says_what_it_holds(table: str, column: object) -> None:
    """Each column of each table has a description."""
    assert columns(TABLES[table].record)[column.name].description  # type: ignore[attr-defined]


def test_kinds_ranges_and_references_are_read_off_the_record() -> None:
    """Spot checks of every kind of column."""
    seat, person = columns(Seat), columns(Participant)
    assert (seat["count"].kind, seat["count"].minimum, seat["count"].required) == ("integer", 0, True)
    assert (seat["employer_id"].kind, seat["employer_id"].references) == ("id", "employers")
    assert (seat["position_percent"].minimum, seat["position_percent"].minimum_exclusive) == (0, True)
    assert (seat["wage"].kind, seat["wage"].unit) == ("money", "NIS")
    assert seat["start_phase"].choices == ("before", "during", "end")
    assert seat["shifts"].is_list
    assert person["gender"].protected
    assert not person["skills"].protected
    assert person["personality"].kind == "numbers"
    assert person["personality"].maximum == 1
    assert person["occupation_ratings"].pattern is not None
    assert person["birth_date"].kind == "date"
    assert person["car"].kind == "boolean"


def test_a_column_of_an_unknown_type_is_refused() -> None:
    """A record that declares a type no table can hold fails when its columns are asked for."""

    class Odd(Record):
        """A record with a column that no table can hold."""

        thing: Annotated[complex, "odd"]

    with pytest.raises(TypeError, match="complex"):
        columns(Odd)


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": -1},
        {"count": True},
        {"count": "3"},
        {"count": 1, "wage": Decimal("-1")},
        {"count": 1, "wage": Decimal("1.001")},
        {"count": 1, "position_percent": 0.0},
        {"count": 1, "latitude": float("nan")},
        {"count": 1, "start_phase": "later"},
        {"count": 1, "must_skills": ()},
        {"count": 1, "must_skills": ("a;b",)},
        {"count": 1, "min_count": 2},
    ],
)
def test_a_record_refuses_to_be_wrong(wrong: dict[str, object]) -> None:
    """Wrong types, ranges, choices, empty lists, items with the separator and crossed limits are refused."""
    with pytest.raises(ValidationError):
        Seat(seat_id="s", opportunity_id="o", employer_id="e", **wrong)  # type: ignore[arg-type]


def test_records_are_frozen_and_keep_unknown_columns() -> None:
    """A record cannot be changed, and holds what a person wrote beside the known columns."""
    seat = Seat(seat_id="s", opportunity_id="o", employer_id="e", count=1, colour="blue")  # type: ignore[call-arg]
    assert seat.model_extra == {"colour": "blue"}
    with pytest.raises(ValidationError):
        seat.count = 2


def test_dates_in_order_are_taken_and_crossed_ones_not() -> None:
    """``start_date`` after ``end_date`` is refused; a missing end is no contradiction."""
    first, last = datetime.date(2026, 1, 1), datetime.date(2026, 6, 1)
    Opportunity(opportunity_id="o", kind="job", start_date=first, end_date=last)
    Opportunity(opportunity_id="o", kind="job", start_date=first)
    with pytest.raises(ValidationError, match="start_date"):
        Opportunity(opportunity_id="o", kind="job", start_date=last, end_date=first)


@given(problems())
@settings(deadline=None, max_examples=20)
def test_records_and_frames_are_two_views_of_one_table(problem: Problem) -> None:
    """Rows become records and records the same rows again, for every table."""
    for name, table in TABLES.items():
        records = problem.records(table.record)
        assert frame_of(records, table).equals(problem.table(name))


def test_a_problem_holds_every_column_and_knows_its_sizes() -> None:
    """Absent tables and columns become empty ones, in the order of the record, unknown columns behind."""
    frame = pl.DataFrame({"note": ["x"], "participant_id": ["p"]})
    problem = Problem.from_frames({"participants": frame})
    assert problem.participants.columns == [*TABLES["participants"].schema, "note"]
    assert (problem.n_participants, problem.n_seats) == (1, 0)
    assert problem.equals(problem.replace(files={"participants": "p.csv"}))
    assert not problem.equals(problem.replace(participants=problem.participants.clear()))
    assert set(problem.tables()) == set(TABLES)


def test_a_plan_cannot_be_changed() -> None:
    """The plan's mapping is read-only and knows who is placed."""
    plan = mm.Plan({"p": "s"}, frozenset({"o"}))
    assert (plan.seat_of("p"), plan.seat_of("q"), plan.n_placed) == ("s", None, 1)
    with pytest.raises(TypeError):
        plan.seats["q"] = "s"  # type: ignore[index]
