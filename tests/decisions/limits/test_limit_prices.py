"""What a little more of each limit would bring: prices against plans re-solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.solvers import solve
from matchmaker.decisions.limits import Difference, LimitPrice, widened_rules
from matchmaker.errors import UsageError
from matchmaker.model import Problem
from tests.decisions.limits.random_problems import random_result
from tests.strategies import problem_of


def _place(count: int = 1, **more: Any) -> Problem:
    """Return three people and one seat, worth 0.9, 0.6 and 0.2."""
    scores = [
        {"participant_id": p, "seat_id": "s", "score": score} for p, score in (("a", 0.9), ("b", 0.6), ("c", 0.2))
    ]
    people = [{"participant_id": p} for p in "abc"]
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": count, "cost": Decimal(400)}]
    opportunity = {"opportunity_id": "o", "kind": "job", **more.pop("opportunity", {})}
    return problem_of(people, seats, [opportunity], more.pop("constraint", ()), scores=scores, **more)


def _prices(problem: Problem, **asked: Any) -> dict[str, LimitPrice]:
    return {limit.change.path: limit for limit in mm.limit_prices(mm.allocate(problem, gap=0), **asked).limits}


def test_the_price_of_a_place_is_the_next_best_person() -> None:
    """With one place for three people one more is worth the second's score, at most, and nothing is left open."""
    limit = _prices(_place())["seats.s.count"]
    assert (str(limit.change), limit.price, limit.gap, limit.mark) == (
        "seats.s.count=2",
        Decimal("0.6"),
        Decimal(0),
        "price",
    )
    assert limit.as_dict()["direction"] == "at most"


def test_a_place_counts_for_the_ceiling_that_places_set() -> None:
    """In a cohort without max_size one more place lifts the cohort's ceiling too, with one it does not."""
    roomy = _prices(_place(opportunity={"min_size": 1, "max_size": 3}))
    assert roomy["seats.s.count"].price == Decimal("0.6")
    assert roomy["opportunities.o.max_size"].price == 0
    full = _prices(_place(2, opportunity={"min_size": 1, "max_size": 1}))
    assert full["seats.s.count"].price == 0
    assert full["opportunities.o.max_size"].price == Decimal("0.6")


def test_a_floor_and_a_budget_have_prices() -> None:
    """A cohort that misses its floor by one, and a budget for one of two places, are priced above what they bring."""
    floor = _prices(_place(2, opportunity={"min_size": 3}))["opportunities.o.min_size"]
    assert str(floor.change) == "opportunities.o.min_size=2"
    assert floor.at_most >= Decimal("1.5")  # re-solved, the cohort opens with a and b
    budget = {"kind": "budget", "cost": "cost", "max": 400}
    money = _prices(_place(2, constraint=[budget]))["constraint.budget.max"]
    assert (str(money.change), money.now) == ("constraint.budget.max=1400", "400")
    assert money.at_most == pytest.approx(Decimal("1.5"))  # 0.6 for each 400: a price goes on for as long as one asks


def test_prices_bound_plans_re_solved() -> None:
    """For the limits of random problems no re-solved plan gains more than price and gap, nor less than nothing."""
    n, felt = 0, 0
    for seed in (1,):
        result = random_result(seed)
        prices = mm.limit_prices(result)
        assert result.bound is not None
        assert prices.bound >= result.bound
        for limit, best in _re_solved(result, prices.limits):
            gained = best - prices.score
            assert 0 <= gained <= limit.at_most, (seed, str(limit.change))
            n, felt = n + 1, felt + (gained > 0)
    assert n >= 10
    assert felt >= 1


def _re_solved(result: Result, limits: tuple[LimitPrice, ...]) -> Iterator[tuple[LimitPrice, Decimal]]:
    """Yield limits with the best sum of scores once each is wider, made from the tables without what is tested."""
    rules = {str(each.change): each for each in widened_rules(result.constraints)}
    for limit in limits:
        change, problem, constraints = limit.change, result.problem, list(result.constraints)
        if change.is_rule:
            widened = rules[str(change)]
            if not hasattr(widened.rule, "rows"):
                continue
            constraints[widened.place] = widened.rule
        else:
            frame = problem.table(change.table)
            own = pl.col(f"{change.table.removesuffix('s').replace('opportunitie', 'opportunity')}_id") == change.id
            value = pl.lit(float(change.value)).cast(frame.schema[change.column])
            column = pl.when(own).then(value).otherwise(change.column).alias(change.column)
            problem = problem.replace(**{change.table: frame.with_columns(column)})
        formulation = formulate(problem, result.scores, constraints)
        answer = solve(formulation, gap=0)
        assert answer.status == "optimal"
        yield limit, Decimal(answer.objective) / formulation.scale


@pytest.mark.slow
def test_prices_bound_what_if() -> None:
    """The same through ``what_if``, minutes and all, for some 600 limits."""
    n = 0
    for seed in range(40):
        result = random_result(seed)
        if not result.has_plan:
            continue
        prices = mm.limit_prices(result, prove=1000, gap=0)
        for limit in prices.limits:
            assert limit.mark == "proved"
            assert limit.proved is not None
            assert limit.proved.gained is not None
            assert 0 <= limit.proved.gained <= limit.at_most, (seed, str(limit.change))
            n += 1
    assert n >= 500


def test_the_dearest_are_re_solved() -> None:
    """``prove`` re-solves the most valuable limits only, and says between what the best score changes."""
    found = mm.limit_prices(mm.allocate(_place(), gap=0), prove=1, gap=0)
    first, *others = found.limits
    assert (first.mark, {limit.mark for limit in others}) == ("proved", set() if not others else {"price"})
    assert first.proved is not None
    assert (first.proved.least, first.proved.gained, first.proved.most) == (Decimal("0.6"),) * 3
    frame = found.to_frames()["prices"]
    assert frame["price"].is_sorted(descending=True)
    assert frame["re_solved_gained"][0] == pytest.approx(0.6)
    assert frame["re_solved_gained"][1:].null_count() == frame.height - 1


def test_minutes_are_priced_by_the_pairs_they_let_in() -> None:
    """Ten minutes more are worth the person who lives just beyond the limit, and nobody farther."""
    place = {"latitude": 31.25, "longitude": 34.8}
    people = [
        {"participant_id": "near", "latitude": 31.25, "longitude": 34.8, "travel_modes": ("car",)},
        {"participant_id": "far", "latitude": 31.35, "longitude": 34.8, "travel_modes": ("car",)},
        {"participant_id": "farther", "latitude": 32.5, "longitude": 34.8, "travel_modes": ("car",)},
    ]
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 3, **place}]
    scores = [{"participant_id": p["participant_id"], "seat_id": "s", "score": 0.5} for p in people]
    rule = {"kind": "commute_limit", "minutes": 15}
    problem = problem_of(people, seats, [{"opportunity_id": "o", "kind": "job"}], [rule], scores=scores)
    result = mm.allocate(problem, gap=0)
    assert set(result.plan.seats) == {"near"}
    limit = next(each for each in mm.limit_prices(result, prove=1, gap=0).limits if each.change.is_rule)
    assert str(limit.change) == "constraint.commute_limit.minutes=25"
    assert limit.price == Decimal("0.5")
    assert limit.proved is not None
    assert limit.proved.moves().row(0)[1:] == ("far", None, "s", "placed")


def test_what_is_not_priced_is_told() -> None:
    """Objectives in order, and cohorts that choose who accompanies them, are told of; a problem without a plan is refused."""
    people = [{"participant_id": "a"}]
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1}]
    chooses = {"opportunity_id": "o", "kind": "job", "min_size": 1, "companion_candidates": ("g",)}
    organisations = [{"organisation_id": "g", "kind": "training_body", "hours": 9.0}]
    scores = [{"participant_id": "a", "seat_id": "s", "score": 0.5}]
    problem = problem_of(people, seats, [chooses], scores=scores, organisations=organisations)
    found = mm.limit_prices(mm.allocate(problem, objectives=["placed", "score"]))
    assert [note.partition(" ")[0] for note in found.notes] == ["the", "limits"]
    assert all(limit.change.is_rule for limit in found.limits)  # those of the programme
    impossible = mm.allocate(
        _place(constraint=[{"kind": "group_quota", "group": {"gender": "female"}, "min_count": 1}])
    )
    with pytest.raises(UsageError, match="no plan"):
        mm.limit_prices(impossible)
    with pytest.raises(UsageError, match="0 or more"):
        mm.limit_prices(mm.allocate(_place()), prove=-1)


def test_what_time_cut_short_is_not_called_proved() -> None:
    """A re-solved plan that the time limit stopped is marked so, and one of a policy without a bound too."""
    result = mm.allocate(_place(), gap=0)
    stopped = replace(result, status="feasible", stopped_by="time")
    assert Difference(("x",), result, result).mark == "proved"
    assert Difference(("x",), result, stopped).mark == "not proved (stopped by time)"
    assert Difference(("x",), stopped, result).mark == "not proved (stopped by time)"
    greedy = mm.allocate(_place(), policy="greedy")
    assert Difference(("x",), greedy, replace(greedy, stopped_by="effort", status="feasible")).mark == (
        "not proved (policy greedy)"
    )


def test_the_same_rows_in_another_order_have_the_same_prices() -> None:
    """Prices belong to ids: reversing the tables changes none of them."""
    problem = random_result(4).problem
    turned = problem.replace(seats=problem.seats.reverse(), participants=problem.participants.reverse())
    one, other = (mm.limit_prices(mm.allocate(each, gap=0)).to_frames()["prices"] for each in (problem, turned))
    assert one.equals(other)
    assert np.isfinite(one["price"].to_numpy()).all()
