"""Metrics against values worked by hand on one small plan."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.metrics import METRICS, compute_metrics, group_gap, placed_of
from matchmaker.metrics.blocking_pairs import blocking_pairs
from matchmaker.model import Plan
from matchmaker.scoring import preference
from tests.strategies import problem_of


def _result(scores: dict[tuple[str, str], float], plan: dict[str, str], **tables: Any) -> Result:
    """Return the result of a plan given by hand over given scores."""
    people = sorted({p for p, _ in scores})
    problem = problem_of(
        tables.get("participants", [{"participant_id": p} for p in people]),
        tables["seats"],
        tables["opportunities"],
        scores=[{"participant_id": p, "seat_id": s, "score": v} for (p, s), v in scores.items()],
    )
    result = mm.allocate(problem, policy="greedy")  # whose own plan is not kept
    return dataclasses.replace(result, plan=Plan(plan, tables.get("opened", frozenset())))


SEATS = [
    {"seat_id": "A1", "opportunity_id": "A", "employer_id": "E", "count": 2},
    {"seat_id": "B1", "opportunity_id": "B", "employer_id": "F", "count": 2},
]
OPPORTUNITIES = [
    {"opportunity_id": "A", "kind": "job"},
    {"opportunity_id": "B", "kind": "triangle_training", "min_size": 2},
]
SCORES = {("p", "A1"): 0.8, ("q", "A1"): 0.6, ("q", "B1"): 0.5, ("r", "B1"): 0.4, ("r", "A1"): 0.2}


def test_figures_of_a_plan_are_those_worked_by_hand() -> None:
    """With p in A1 (0.8) and r in A1 (0.2): 2 of 3 placed, 2 of 4 places, 0 of 1 cohorts, mean 0.5, lowest 0.2."""
    result = _result(SCORES, {"p": "A1", "r": "A1"}, seats=SEATS, opportunities=OPPORTUNITIES)
    values = compute_metrics(result)
    assert values["share_placed"] == pytest.approx(2 / 3)
    assert values["seats_filled"] == pytest.approx(0.5)
    assert values["cohorts_opened"] == 0
    assert values["mean_score"] == pytest.approx(0.5)
    assert values["lowest_score"] == pytest.approx(0.2)
    assert values["mean_commute"] is None
    assert values["commute_90th"] is None
    assert values["placement_gap_gender"] is None


def test_who_could_complain_is_found() -> None:
    """q is unplaced and beats r in A1, so (q, A1) blocks; B is closed, so (q, B1) and (r, B1) do not."""
    result = _result(SCORES, {"p": "A1", "r": "A1"}, seats=SEATS, opportunities=OPPORTUNITIES)
    found = blocking_pairs(result, placed_of(result))
    pairs = result.scores.pairs
    assert [(pairs.participant_ids[pairs.participant[at]], pairs.seat_ids[pairs.seat[at]]) for at in found] == [
        ("q", "A1")
    ]


def test_an_empty_plan_says_nothing_about_scores() -> None:
    """With nobody placed, means are None and shares are 0."""
    result = _result(SCORES, {}, seats=SEATS, opportunities=OPPORTUNITIES)
    values = compute_metrics(result)
    assert values["mean_score"] is None
    assert values["lowest_score"] is None
    assert values["share_placed"] == 0


def test_the_gap_between_groups_leaves_small_groups_out() -> None:
    """Five women of whom 4 are placed, five men of whom 1 is, and one other: the gap is 0.6."""
    people = [{"participant_id": f"w{i}", "gender": "female"} for i in range(5)]
    people += [{"participant_id": f"m{i}", "gender": "male"} for i in range(5)]
    people += [{"participant_id": "o", "gender": "other"}]
    scores = {(each["participant_id"], "A1"): 0.5 for each in people}
    seats = [{**SEATS[0], "count": 11}]
    plan = dict.fromkeys(["w0", "w1", "w2", "w3", "m0"], "A1")
    result = _result(scores, plan, seats=seats, opportunities=OPPORTUNITIES[:1], participants=people)
    assert compute_metrics(result, [group_gap("gender")]) == {"placement_gap_gender": pytest.approx(0.6)}


def test_every_metric_has_a_name_of_its_own() -> None:
    """No two metrics share a name."""
    assert len({metric.name for metric in METRICS}) == len(METRICS)


def _brute_force(result: Result) -> set[tuple[str, str]]:
    """Return the blocking pairs by the definition, pair by pair."""
    pairs = result.scores.pairs
    by_person, by_employer = (preference(result.scores, side) for side in ("participant", "employer"))
    at = {
        (pairs.participant_ids[p], pairs.seat_ids[s]): i
        for i, (p, s) in enumerate(zip(pairs.participant.tolist(), pairs.seat.tolist(), strict=True))
    }
    seats = {row["seat_id"]: row for row in result.problem.seats.iter_rows(named=True)}
    whole = {row["opportunity_id"]: row for row in result.problem.opportunities.iter_rows(named=True)}
    plan = result.plan.seats
    found = set()
    for (person, seat), i in at.items():
        opportunity = whole[seats[seat]["opportunity_id"]]
        if (opportunity["min_size"] or 0) > 0 and opportunity["opportunity_id"] not in result.plan.opened:
            continue
        now = plan.get(person)
        if now is not None and by_person[i] <= by_person[at[person, now]]:
            continue
        in_seat = [by_employer[at[p, s]] for p, s in plan.items() if s == seat]
        in_whole = [
            by_employer[at[p, s]]
            for p, s in plan.items()
            if seats[s]["opportunity_id"] == opportunity["opportunity_id"]
        ]
        if len(in_seat) >= seats[seat]["count"]:
            takes = bool(in_seat) and by_employer[i] > min(in_seat)
        elif opportunity["max_size"] is not None and len(in_whole) >= opportunity["max_size"]:
            is_inside = now is not None and seats[now]["opportunity_id"] == opportunity["opportunity_id"]
            takes = is_inside or (bool(in_whole) and by_employer[i] > min(in_whole))
        else:
            takes = True
        if takes:
            found.add((person, seat))
    return found


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_blocking_pairs_agree_with_the_definition(data: st.DataObject) -> None:
    """On small random plans the arrays find exactly the pairs that the definition, pair by pair, finds."""
    people, n_seats = [f"p{i}" for i in range(data.draw(st.integers(1, 5)))], data.draw(st.integers(1, 4))
    opportunities: list[dict[str, Any]] = [
        {"opportunity_id": "A", "kind": "job", "max_size": data.draw(st.sampled_from([None, 1, 2]))},
        {"opportunity_id": "B", "kind": "triangle_training", "min_size": 1},
    ]
    seats = [
        {
            "seat_id": f"s{i}",
            "opportunity_id": data.draw(st.sampled_from("AB")),
            "employer_id": "E",
            "count": data.draw(st.integers(0, 2)),
        }
        for i in range(n_seats)
    ]
    tenths = st.integers(0, 10).map(lambda n: n / 10)
    scores = {(p, seat["seat_id"]): data.draw(tenths) for p in people for seat in seats if data.draw(st.booleans())}
    for p in people:
        scores.setdefault((p, "s0"), 0.5)
    base = _result(scores, {}, seats=seats, opportunities=opportunities)
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    plan: dict[str, str] = {}
    for p in people:
        options = [
            s
            for q, s in scores
            if q == p and sum(t == s for t in plan.values()) < next(x for x in seats if x["seat_id"] == s)["count"]
        ]
        if options and rng.random() < 0.8:
            plan[p] = options[int(rng.integers(len(options)))]
    opened = frozenset("B") if rng.random() < 0.7 else frozenset()
    result = dataclasses.replace(base, plan=Plan(plan, opened))
    pairs = result.scores.pairs
    found = blocking_pairs(result, placed_of(result))
    assert {
        (pairs.participant_ids[pairs.participant[i]], pairs.seat_ids[pairs.seat[i]]) for i in found
    } == _brute_force(result)
