"""The definitions of employment and quality employment, case by case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.outcomes.histories import AS_OF, compared, outcome, outcomes, row, rules, spell, told, verdicts

START = date(2019, 1, 1)
THREE_MONTHS = date(2019, 3, 31)
DAYS_90, DAYS_91 = date(2019, 3, 31), date(2019, 4, 1)
QUALITY: dict[str, dict[str, Any]] = {
    "tender": {"position_percent": 75.0, "required_training": True, "horizon": True},
    "footnote": {"position_percent": 75.0, "required_training": True, "horizon": True},
    "reported": {"position_percent": 75.0, "required_education": True},
    "label": {"position_percent": None, "advances": True, "matches_studies": True},
}
NEEDED = {
    "tender": ("position_percent", "required_training", "horizon"),
    "footnote": ("position_percent", "required_training", "horizon"),
    "reported": ("position_percent", "required_education"),
    "label": ("advances", "matches_studies"),
}
LESS = {"position_percent": 74.9}
LAST_DAY = {"tender": THREE_MONTHS, "footnote": DAYS_91, "reported": THREE_MONTHS, "label": THREE_MONTHS}


@pytest.mark.parametrize("name", QUALITY)
def test_a_definition_of_quality_asks_for_each_of_its_parts(name: str) -> None:
    """Exactly what it asks for is enough; a day less, or any part less, is not; a part unknown cannot be said."""
    facts, last = QUALITY[name], LAST_DAY[name]
    history = [
        spell("met", START, last, **facts),
        spell("short", START, date.fromordinal(last.toordinal() - 1), **facts),
        *(spell(f"without {fact}", START, **{**facts, fact: LESS.get(fact, False)}) for fact in NEEDED[name]),
        *(spell(f"unknown {fact}", START, **{**facts, fact: None}) for fact in NEEDED[name]),
    ]
    expected = {"met": last, **{f"unknown {fact}": None for fact in NEEDED[name]}}
    assert verdicts(history, rules().quality[name]) == expected


def test_the_four_definitions_disagree_on_one_history() -> None:
    """Each of four people is counted by one definition only, or by those that include it."""
    history = [
        spell("label", START, position_percent=50.0, advances=True, matches_studies=True),
        spell("reported", START, position_percent=75.0, required_education=True),
        spell("tender", START, THREE_MONTHS, position_percent=75.0, required_training=True, horizon=True),
        spell("footnote", START, DAYS_91, position_percent=75.0, required_training=True, horizon=True),
    ]
    table = compared(history)
    assert {name: row(table, of="quality", definition=name)["reached"] for name in QUALITY} == {
        "tender": 2, "footnote": 1, "reported": 3, "label": 1,
    }  # fmt: skip


def test_regular_employment_in_the_footnote_asks_for_no_training_and_more_than_90_days() -> None:
    """Of 90 and 91 days, and of a role that required training, only the 91 days without training are counted."""
    history = [
        spell("short", START, DAYS_90, position_percent=50.0),
        spell("long", START, DAYS_91, position_percent=50.0),
        spell("trained", START, position_percent=50.0, required_training=True),
        spell("half", START, position_percent=49.9),
    ]
    table = compared(history)
    assert row(table, of="employment", definition="footnote")["reached"] == 1
    assert row(table, of="employment", definition="reported")["reached"] == 3


def test_nobody_is_counted_in_both_kinds_of_employment() -> None:
    """Who is in quality employment is not in the number of employment, though the spell meets both (000:427-435)."""
    history = [spell("A", START, required_training=True), spell("B", START), spell("C", START, START)]
    found = told(history)
    assert [outcome(found, person) for person in "ABC"] == ["quality", "employed", "none"]
    shares = found.tables["shares"]
    counts = {name: row(shares, grouping="all", indicator=name)["reached"] for name in ("quality", "employed")}
    assert counts == {"quality": 1, "employed": 1}
    assert row(shares, grouping="all", indicator="employed_or_quality")["reached"] == 2


def test_quality_that_cannot_be_said_leaves_employment_open_too() -> None:
    """With the role's facts missing the person is employed in one of two ways, and in neither number."""
    found = told([spell("A", START, required_training=None)])
    assert outcome(found, "A") == "employed_quality_cannot_say"
    shares = found.tables["shares"]
    assert row(shares, grouping="all", indicator="quality")["cannot_say"] == 1
    assert row(shares, grouping="all", indicator="employed")["cannot_say"] == 1
    assert row(shares, grouping="all", indicator="employed_or_quality")["reached"] == 1


def test_what_was_last_heard_before_the_time_was_full_cannot_be_said() -> None:
    """A spell that was going on when last heard of is no failure; an end, a kind that is no placement, are known."""
    cases: list[tuple[dict[str, Any], str]] = [
        ({"reported_on": date(2019, 3, 30)}, "cannot_say"),
        ({"reported_on": date(2019, 3, 31)}, "employed"),
        ({"reported_on": None}, "cannot_say"),
        ({"end_date": date(2019, 3, 30)}, "none"),
        ({"end_date": date(2019, 12, 31), "reported_on": date(2019, 2, 1)}, "cannot_say"),
        ({"end_date": date(2019, 2, 15), "reported_on": date(2019, 2, 1)}, "cannot_say"),
        ({"end_date": date(2019, 12, 31), "reported_on": None}, "employed"),
        ({"start_date": None}, "cannot_say"),
        ({"kind": None}, "cannot_say"),
        ({"kind": "pre_employment"}, "none"),
        ({"kind": "workshop"}, "none"),
        ({"activity": "training"}, "none"),
    ]
    found = outcomes([{**spell(f"P{i}", START), **facts} for i, (facts, _) in enumerate(cases)])
    assert {str(facts): found[f"P{i}"] for i, (facts, _) in enumerate(cases)} == {
        str(facts): expected for facts, expected in cases
    }


def test_looking_back_from_an_earlier_day_sees_less() -> None:
    """On the last day of the three months the spell counts, the day before it cannot be said."""
    history = [spell("A", START)]
    assert outcomes(history, as_of=THREE_MONTHS)["A"] == "employed"
    assert outcomes(history, as_of=date(2019, 3, 30))["A"] == "cannot_say"
    assert outcomes(history, as_of=date(2018, 12, 31)) == {}


def test_what_came_before_joining_is_no_placement() -> None:
    """A job begun before the day of joining counts for nobody; one begun on it does."""
    people = [{"participant_id": "A", "joined_on": date(2019, 1, 2)}, {"participant_id": "B", "joined_on": START}]
    found = outcomes([spell("A", START), spell("B", START)], participants=people)
    assert found == {"A": "none", "B": "employed"}


def test_employment_may_go_on_at_another_employer_and_quality_may_not() -> None:
    """Two months here and two there are three months of employment, and no three months in one job."""
    history = [
        spell("A", START, date(2019, 2, 28), required_training=True),
        spell("A", date(2019, 3, 10), date(2019, 4, 30), employer_id="E2", required_training=True),
    ]
    assert outcomes(history)["A"] == "employed"
    assert outcomes(history, changed={"gap_days": 8})["A"] == "none"
    assert outcomes(history, changed={"gap_days": 9})["A"] == "employed"


def test_a_change_of_position_at_one_employer_is_one_job() -> None:
    """Rows of one employer that follow each other add up to the three months."""
    history = [
        spell("A", START, date(2019, 2, 15), required_training=True, position_percent=75.0),
        spell("A", date(2019, 2, 16), date(2019, 4, 1), required_training=True, position_percent=90.0),
    ]
    assert outcomes(history)["A"] == "quality"
    unnamed = [{**each, "employer_id": None} for each in history]
    assert outcomes(unnamed)["A"] == "employed_quality_cannot_say"


def test_the_kind_of_a_seat_is_that_of_the_spell() -> None:
    """A spell that names only its seat has the seat's employer and the opportunity's kind."""
    seats = [{"seat_id": "S", "opportunity_id": "O", "employer_id": "E9", "count": 1}]
    opportunities = [{"opportunity_id": "O", "kind": "pre_employment"}]
    row_ = spell("A", START, kind=None, employer_id=None, seat_id="S")
    assert outcomes([row_], seats=seats, opportunities=opportunities)["A"] == "none"
    opportunities = [{"opportunity_id": "O", "kind": "practicum"}]
    assert outcomes([row_], seats=seats, opportunities=opportunities)["A"] == "employed"


def test_somebody_of_whom_nothing_is_told_is_not_placed_or_cannot_be_said() -> None:
    """Without a spell, who joined is not placed as the profile says; of who has no day of joining nothing can be said."""
    people: list[dict[str, Any]] = [{"participant_id": "A", "joined_on": START}, {"participant_id": "B"}]
    assert outcomes([], participants=people) == {"A": "none", "B": "cannot_say"}
    unsaid = outcomes([], participants=people, changed={"without_spell": "cannot_say"})
    assert unsaid == {"A": "cannot_say", "B": "cannot_say"}


def test_who_stands_in_the_history_alone_is_asked_for_too() -> None:
    """The day of joining of who has no row among the participants is missing, and so is that of who has none in it."""
    people = [{"participant_id": "A", "joined_on": START}, {"participant_id": "B"}]
    table = told([spell("C", START)], participants=people).tables["missing"]
    found = row(table, table="participants", field="joined_on")
    assert (found["missing"], found["of"]) == (2, 3)
    assert (table["missing"] > 0).all()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_can_be_looked_back_from(day: date) -> None:
    """The first day there is tells of nobody, the last of everybody."""
    assert outcomes([spell("A", START)], as_of=day) == ({} if day == date.min else {"A": "employed"})


def test_a_definition_that_does_not_exist_is_refused() -> None:
    """The message lists the definitions there are."""
    with pytest.raises(Exception, match="tender, footnote, reported, label"):
        told([spell("A", AS_OF)], definition="best")


def test_who_cannot_be_said_comes_with_the_fields_to_ask_for() -> None:
    """Each open outcome names the missing facts, a newer report, or the day of joining; a known outcome names none."""
    people = [{"participant_id": "D"}]
    history = [
        spell("A", START, kind=None, required_training=None),
        spell("B", START, reported_on=date(2019, 2, 1)),
        spell("C", START, date(2019, 6, 1)),
    ]
    table = told(history, participants=people).tables["people"]
    assert dict(table.select("participant_id", "ask").rows()) == {
        "A": ["kind", "reported_on", "required_training"], "B": ["reported_on"], "C": None, "D": ["joined_on"],
    }  # fmt: skip
