"""What holds of eligibility whatever the rule and the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.constraints import ProgrammeEligibility
from matchmaker.model import Problem
from matchmaker.programmes import EligibilityRules
from matchmaker.screening import EntryRule, screen
from tests.at_length import at_length
from tests.constraints.helpers import near
from tests.contracts import assert_halves_agree, assert_settings_survive
from tests.screening.helpers import APPROVE, crowd, rules
from tests.strategies import problem_of, problems

SEEDS = st.integers(0, 2**32)
DAYS = st.sampled_from((None, date(2019, 1, 1), date(2024, 6, 30)))


@st.composite
def approved(draw: st.DrawFn, problem: Problem) -> Problem:
    """Draw approvals beside the decisions that a problem has."""
    people = problem.participants["participant_id"].to_list()
    rows = [{"participant_id": name, **APPROVE} for name in draw(st.lists(st.sampled_from(people), unique=True))]
    return problem.replace(decisions=pl.concat([problem.decisions, _decisions(rows)]))


def _decisions(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return problem_of([{"participant_id": "p"}], [], [], decisions=rows).decisions


@given(st.data(), rules())
@settings(max_examples=12, deadline=None)
def test_both_halves_of_the_rule_say_the_same(data: st.DataObject, section: EligibilityRules) -> None:
    """On every plan of a small problem with approvals and overrides, the pairs let through are those that pass the check."""
    problem = data.draw(problems(max_participants=2, max_seats=2, kinds=(), with_scores=False))
    problem = data.draw(approved(problem))
    rule = ProgrammeEligibility(rules=section, as_of=data.draw(st.sampled_from((None, date(2024, 6, 30)))))
    assert_halves_agree([rule], problem, near(problem))
    assert_settings_survive(rule)


test_both_halves_of_the_rule_at_length = at_length(test_both_halves_of_the_rule_say_the_same, st.data(), rules())


@given(st.data(), rules())
@settings(max_examples=10, deadline=None)
def test_a_person_may_be_placed_where_the_rule_lets_their_pairs_through(
    data: st.DataObject, section: EligibilityRules
) -> None:
    """The table of people and the rule of pairs agree on one day."""
    problem = data.draw(approved(data.draw(problems(kinds=(), with_decisions=False, with_scores=False))))
    day = date(2024, 6, 30)
    rule = ProgrammeEligibility(rules=section, as_of=day)
    rows, columns = np.arange(problem.n_participants, dtype=np.int32), np.arange(problem.n_seats, dtype=np.int32)
    allowed = rule.allowed(problem, near(problem), rows[:, None], columns[None, :])
    table = screen(problem, [(EntryRule.of_programme(section), day)], section)
    assert allowed.tolist() == [[may] * problem.n_seats for may in table["may_be_placed"].to_list()]


LEARNED = (rules(), SEEDS, SEEDS, DAYS, DAYS)


@given(*LEARNED)
@settings(max_examples=12, deadline=None)
def test_more_facts_never_take_an_answer_back(
    section: EligibilityRules, seed: int, another: int, day: date | None, learned: date | None
) -> None:
    """Filling what is not known turns neither "eligible" nor "not eligible" into anything else, nor "almost" into "eligible"."""
    known = crowd(seed)
    filled = [
        {name: other[name] if value is None else value for name, value in row.items()}
        for row, other in zip(known, crowd(another), strict=True)
    ]
    before, after = _screened(known, section, day), _screened(filled, section, learned if day is None else day)
    for was, now in zip(before.iter_rows(named=True), after.iter_rows(named=True), strict=True):
        if was["status"] in ("eligible", "not_eligible"):
            assert now["status"] == was["status"]
        if was["status"] == "near_miss":
            assert now["status"] in ("near_miss", "not_eligible")
        for name in ("holds", "fails", "parts_hold", "parts_fail"):
            assert set(was[name]) <= set(now[name])


test_more_facts_never_take_an_answer_back_at_length = at_length(test_more_facts_never_take_an_answer_back, *LEARNED)


@given(rules(), SEEDS)
@settings(max_examples=10, deadline=None)
def test_who_cannot_be_told_is_told_what_to_ask_for(section: EligibilityRules, seed: int) -> None:
    """Each column to ask for is empty; where nothing is to be asked, the status is final; and "cannot say" asks something."""
    people = crowd(seed)
    for row, facts in zip(_screened(people, section, date(2024, 6, 30)).iter_rows(named=True), people, strict=True):
        assert all(facts[column] is None for column in row["ask_for"])
        assert row["ask_for"] or row["status"] != "cannot_say"
        assert not (row["ask_for"] and row["status"] in ("eligible", "not_eligible"))
        assert {*row["holds"], *row["fails"], *row["unsaid"]} == {item.name for item in section.criteria}
        assert set(row["almost"]) <= set(row["fails"])


test_who_cannot_be_told_at_length = at_length(test_who_cannot_be_told_is_told_what_to_ask_for, rules(), SEEDS)


def _screened(people: list[dict[str, Any]], section: EligibilityRules, day: date | None) -> pl.DataFrame:
    problem = problem_of(people, [], [])
    return screen(problem, [(EntryRule.of_programme(section), day)], section)
