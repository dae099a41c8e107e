"""What a little more of each limit would bring: prices against plans re-solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from threading import Event
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


def test_committed_places_have_a_price() -> None:
    """One place more that a class's employers commit to, for half of its people, lets two people more in."""
    rule = {"kind": "placement_commitment", "share": 0.5, "kinds": ["job"]}
    limit = _prices(_place(3, opportunity={"committed_places": 1}, constraint=[rule]))[
        "opportunities.o.committed_places"
    ]
    assert (str(limit.change), limit.price) == ("opportunities.o.committed_places=2", Decimal("0.4"))


def test_hours_are_of_the_rule_that_counts_them() -> None:
    """Hours of an accompanying organisation have a price by the rule that is always on, and 0 hours are told of instead."""
    opportunity = {"companion_org_id": "g", "companion_hours_each": 1.5}
    hours = [{"organisation_id": "g", "kind": "youth_organisation", "hours": 2.0}]
    limit = _prices(_place(3, opportunity=opportunity, organisations=hours))["organisations.g.hours"]
    assert (limit.rule, str(limit.change), limit.now) == ("companion_hours", "organisations.g.hours=3.0", "2.0")
    assert limit.at_most >= Decimal("0.6")
    without = _place(3, opportunity=opportunity, organisations=[{**hours[0], "hours": 0.0}])
    found = mm.limit_prices(mm.allocate(without, gap=0))
    assert not any(limit.rule == "companion_hours" for limit in found.limits)
    assert found.notes[0].startswith("not priced")


def test_a_floor_on_scores_has_a_price() -> None:
    """A least mean of 0.6 keeps the third person out, one of 0.55 lets them in."""
    rule = {"kind": "score_floor", "group": {"gender": "female"}, "min_mean": 0.6}
    problem = _place(3, constraint=[rule])
    women = problem.participants.with_columns(gender=pl.lit("female"))
    limit = _prices(problem.replace(participants=women), prove=1, gap=0)["constraint.score_floor.min_mean"]
    assert limit.now == "0.6"
    assert limit.proved is not None
    assert limit.proved.gained == Decimal("0.2")
    assert limit.at_most >= Decimal("0.2")


@pytest.mark.parametrize(
    ("count", "opportunity"),
    [(1, {"kind": "triangle_training", "min_size": 2}), (0, {"kind": "job"}), (1, {"kind": "job", "max_size": 0})],
)
def test_what_lets_nobody_in_is_not_priced(count: int, opportunity: dict[str, Any]) -> None:
    """Where only an override makes a candidate, more places would let others in whom no price counts: that is told."""
    rule = {"kind": "opening_conditions", "closes": ["employer_demand"]}
    let_in = {"participant_id": "a", "seat_id": "s", "decision": "override", "reason": "agreed", "by": "Dana"}
    problem = _place(count, opportunity=opportunity, constraint=[rule], decisions=[let_in])
    result = mm.allocate(problem, gap=0)
    assert result.scores.pairs.n_pairs == 1
    found = mm.limit_prices(result)
    assert all(limit.change.is_rule for limit in found.limits)
    assert [note.partition(",")[0] for note in found.notes] == ["not priced"]


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


def test_minutes_have_a_price_beside_people_who_go_together() -> None:
    """Minutes that let people in whom a rule keeps together bring rows of that rule that were not there before."""
    people = [
        {"participant_id": p, "household_id": "h", "latitude": latitude, "longitude": 34.8, "travel_modes": ("car",)}
        for p, latitude in (("near", 31.25), ("far", 31.35))
    ]
    seats = [
        {"seat_id": s, "opportunity_id": s, "employer_id": s, "count": 2, "latitude": latitude, "longitude": 34.8}
        for s, latitude in (("s", 31.25), ("t", 31.4))
    ]
    scores = [{"participant_id": p, "seat_id": s, "score": 0.5} for p in ("near", "far") for s in "st"]
    rules: list[dict[str, Any]] = [
        {"kind": "commute_limit", "minutes": 12},
        {"kind": "keep_together", "by": "household_id", "same": "seat"},
    ]
    problem = problem_of(people, seats, [{"opportunity_id": s, "kind": "job"} for s in "st"], rules, scores=scores)
    limit = _prices(problem, prove=1, gap=0)["constraint.commute_limit.minutes"]
    assert limit.proved is not None
    assert limit.proved.gained == 1
    assert limit.at_most >= 1


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
    with pytest.raises(UsageError, match="more than 0"):
        mm.limit_prices(mm.allocate(_place()), time_limit=0)


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


def test_what_was_interrupted_has_no_numbers() -> None:
    """Once interrupted nothing more is re-solved, what is not known is null rather than 0, and the prices still bound."""
    result, stop = mm.allocate(_place(), gap=0), Event()
    stop.set()
    (limit, *_), notes = (found := mm.limit_prices(result, prove=1, interrupt=stop)).limits, found.notes
    assert limit.mark == "price"
    assert "stopped by interrupt" in notes[0]
    assert limit.at_most >= Decimal("0.6")
    asked = mm.what_if(result, [str(limit.change)], interrupt=stop)
    (difference,) = (scenario.difference for scenario in asked.scenarios)
    assert difference.mark == "not proved (stopped by interrupt)"
    told = replace(limit, proved=difference).as_dict()
    assert [told[key] for key in ("re_solved_placed", "re_solved_gained", "re_solved_status")] == [
        None,
        None,
        "no_plan_found",
    ]
    assert "no plan: no_plan_found" in str(asked)


def test_the_same_rows_in_another_order_have_the_same_prices() -> None:
    """Prices belong to ids: reversing the tables changes none of them."""
    problem = random_result(4).problem
    turned = problem.replace(seats=problem.seats.reverse(), participants=problem.participants.reverse())
    one, other = (mm.limit_prices(mm.allocate(each, gap=0)).to_frames()["prices"] for each in (problem, turned))
    assert one.equals(other)
    assert np.isfinite(one["price"].to_numpy()).all()
