"""Floors per group: placement rates and mean scores."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.constraints import Columns, PlacementFloor, ScoreFloor, parse_constraints, plan_view
from matchmaker.errors import SettingsError
from matchmaker.model import Plan
from tests.constraints.helpers import found, near, people, rows_of, seat, small
from tests.strategies import all_pairs

WOMEN = {"gender": "female"}
FIVE = people(5, gender=["female", "female", "female", "male", None])
SCORES = (0.9, 0.5, 0.1, 1.0, 0.8)


def five(constraint: Any = (), count: int = 2, scores: Any = SCORES) -> Any:
    """Return three women, a man and one whose gender is not known, for so many places of one seat."""
    given = [{"participant_id": f"p{i}", "seat_id": "s0", "score": score} for i, score in enumerate(scores)]
    return small(constraint=constraint, participants=FIVE, seats=[seat(0, 0, count)], scores=given)


def score_rows(rule: ScoreFloor, total: Any) -> tuple[list[int], tuple[int | None, ...]]:
    """Return the coefficients of the one row of a rule over five pairs, and its lower end."""
    problem = five()
    rows = rule.rows(Columns(problem, all_pairs(problem), np.empty(0, np.int64), np.array(total)))
    table = np.zeros(5, np.int64)
    np.add.at(table, rows.column, rows.value)
    return table.tolist(), rows.lower


def test_a_rate_counts_everybody_of_the_group() -> None:
    """Of three women at least 34 % are two people, counted over the women's pairs alone."""
    rule = PlacementFloor.model_validate({"group": WOMEN, "min_rate": 0.34})
    assert list(rows_of(rule, five()).values()) == [([1, 1, 1, 0, 0], 2, None)]
    assert found(rule, five(), {"p0": "s0", "p1": "s0"}) == []
    (text,) = found(rule, five(), {"p0": "s0", "p3": "s0", "p4": "s0"})
    assert text.startswith("group gender = female: 1 of 3 people are placed")


def test_a_third_of_three_is_one() -> None:
    """A rate of 0.333333333 of three people is one person, and of 0.333333334 two."""
    lower = [
        next(iter(rows_of(PlacementFloor.model_validate({"group": WOMEN, "min_rate": rate}), five()).values()))[1]
        for rate in (0.333333333, 0.333333334)
    ]
    assert lower == [1, 2]


def test_a_mean_is_an_exact_row_over_those_placed() -> None:
    """A mean of 0.55 takes 55 hundredths off each woman's score, and nothing is asked where none is placed."""
    rule = ScoreFloor.model_validate({"group": WOMEN, "min_mean": 0.55})
    assert score_rows(rule, SCORES) == ([35, -5, -45, 0, 0], (0,))


def test_a_mean_over_everyone_counts_nothing_for_who_has_no_place() -> None:
    """Three women with a mean of 0.3 must have scores of 0.9 together."""
    rule = ScoreFloor.model_validate({"group": WOMEN, "min_mean": 0.3, "over": "everyone"})
    assert score_rows(rule, SCORES) == ([9, 5, 1, 0, 0], (9,))


def test_the_mean_of_three_tenths_is_kept_exactly() -> None:
    """Scores of 0.1 and 0.5, whose floats do not sum to 0.6, keep a mean of 0.3 and break one of 0.300000001."""
    seats = {"p1": "s0", "p2": "s0"}
    scores = {("p1", "s0"): Decimal("0.5"), ("p2", "s0"): Decimal("0.1")}
    view = plan_view(five(), Plan(seats), near(five()), None, scores)
    assert ScoreFloor.model_validate({"group": WOMEN, "min_mean": 0.3}).check(view) == []
    (broken,) = ScoreFloor.model_validate({"group": WOMEN, "min_mean": 0.300000001}).check(view)
    assert "scores of 0.6 over 2 people" in broken.message


def test_a_placement_without_a_score_breaks_a_mean() -> None:
    """Where nobody told the scores, the check says that the mean cannot be said."""
    (text,) = found(ScoreFloor.model_validate({"group": WOMEN, "min_mean": 0}), five(), {"p0": "s0"})
    assert "cannot be said" in text


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ({}, {"p0", "p3"}),
        ({"kind": "placement_floor", "min_rate": 0.5}, {"p0", "p1"}),
        ({"kind": "score_floor", "min_mean": 0.4, "over": "everyone"}, {"p0", "p1"}),
        ({"kind": "score_floor", "min_mean": 0.95}, {"p3", "p4"}),
    ],
)
def test_the_plan_keeps_a_floor_and_no_more(rule: dict[str, Any], who: set[str]) -> None:
    """Of five people for two places the best pair that keeps each floor is chosen, and a written plan bears it out."""
    result = mm.allocate(five([{**rule, "group": WOMEN}] if rule else []), gap=0)
    assert (result.status, set(result.plan.seats)) == ("optimal", who)
    assert mm.verify(result) == []


@pytest.mark.parametrize(
    ("rule", "column", "code"),
    [
        ({"kind": "placement_floor", "group": WOMEN, "min_rate": 1.5}, "min_rate", "out-of-range"),
        ({"kind": "placement_floor", "group": WOMEN, "min_rate": 1e50}, "min_rate", "out-of-range"),
        ({"kind": "placement_floor", "group": {"gendre": "female"}, "min_rate": 0.5}, "group.gendre", "unknown-column"),
        ({"kind": "placement_floor", "group": WOMEN}, "min_rate", "missing-key"),
        ({"kind": "score_floor", "group": WOMEN, "min_mean": -0.1}, "min_mean", "out-of-range"),
        ({"kind": "score_floor", "group": WOMEN, "min_mean": 0.5, "over": "all"}, "over", "unknown-value"),
        ({"kind": "score_floor", "group": {"gender": "f"}, "min_mean": 0.5}, "group.gender", "unknown-value"),
    ],
)
def test_a_floor_that_cannot_be_used_is_refused(rule: dict[str, Any], column: str, code: str) -> None:
    """Each wrong key is reported under its name."""
    with pytest.raises(SettingsError) as refused:
        parse_constraints(small(constraint=[rule], participants=FIVE))
    assert [(f.column, f.code) for f in refused.value.findings] == [(f"constraint[0].{column}", code)]


def test_scores_too_fine_for_a_mean_are_refused() -> None:
    """A score of ten decimals cannot be held to a mean exactly, and the finding says so."""
    rule = {"kind": "score_floor", "group": WOMEN, "min_mean": 0.5}
    with pytest.raises(SettingsError, match="more than 9 decimals"):
        mm.allocate(five([rule], scores=(0.1234567891, 0.5, 0.5, 0.5, 0.5)))
