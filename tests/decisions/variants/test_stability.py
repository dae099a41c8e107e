"""Complaints against every seat and person of small problems, one by one."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings

import matchmaker as mm
from matchmaker.allocation import allocate, exact_scores
from matchmaker.cli import main
from matchmaker.constraints import parse_constraints, verify_plan
from matchmaker.decisions.variants.find_complaints import find_complaints
from matchmaker.decisions.variants.stability import Stability
from matchmaker.errors import UsageError
from matchmaker.model import Plan
from tests.allocation.helpers import given_table
from tests.constraints.helpers import near, opportunity, people, seat, small
from tests.decisions.variants.helpers import CHECKS, SMALL, result_of
from tests.strategies import Case, all_pairs, cases


def complaints(result: mm.Result, wish: dict[tuple[str, str], float], want: dict[tuple[str, str], float]) -> set[Any]:
    """Return (person, seat, against) of every blocking pair, by its definition, in plain Python."""
    seats = {row["seat_id"]: row for row in result.problem.seats.iter_rows(named=True)}
    whole = {row["opportunity_id"]: row for row in result.problem.opportunities.iter_rows(named=True)}
    now = result.plan.seats
    found = set()
    for (person, place), score in wish.items():
        home = seats[place]["opportunity_id"]
        if now.get(person) == place or (person in now and score <= wish[person, now[person]]):
            continue
        if (whole[home]["min_size"] or 0) > 0 and home not in result.plan.opened:
            continue
        there = [each for each, at in now.items() if at == place]
        around = [each for each, at in now.items() if seats[at]["opportunity_id"] == home]
        most, inside = whole[home]["max_size"], person in around
        if len(there) >= seats[place]["count"]:
            rivals = there
        elif inside or most is None or len(around) < most:
            found.add((person, place, None))
            continue
        else:
            rivals = around
        if not rivals:  # a seat of no places takes nobody
            continue
        last = min(rivals, key=lambda each: (want[each, now[each]], each))
        if want[person, place] > want[last, now[last]]:
            found.add((person, place, last))
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**{**SMALL, "max_participants": 5, "max_seats": 4}))
def test_complaints_are_those_of_every_pair_tried(case: Case) -> None:
    """Who complains, about which seat and against whom agrees with the definition, and so does whether a rule stands
    against it; the score of deferred acceptance is never above the best plan's bound."""
    result, _, _ = result_of(case)
    rng = np.random.default_rng(case.problem.n_seats)
    sides = rng.integers(0, 5, (result.scores.pairs.n_pairs, 3)).astype(np.float32) / 4
    result = replace(result, scores=replace(result.scores, sides=sides))
    pairs = result.scores.pairs
    names = list(zip(pairs.participant_ids[pairs.participant], pairs.seat_ids[pairs.seat], strict=True))
    wish, want = (dict(zip(names, sides[:, at].tolist(), strict=True)) for at in (0, 1))
    found = mm.stability(result, gap=0)
    table = found.complaints
    assert set(table.select("participant_id", "seat_id", "against").iter_rows()) == complaints(result, wish, want)
    for row in table.iter_rows(named=True):
        seats = {**result.plan.seats, row["participant_id"]: row["seat_id"]}
        if row["against"] is not None:
            del seats[row["against"]]
        swapped = replace(result.plan, seats=seats)
        given = exact_scores(result.scores, seats.items())
        broken = verify_plan(result.problem, swapped, result.constraints, result.commutes, given)
        assert row["keeps_rules"] == (not broken), broken
    if found.price is not None:
        assert found.price[1] >= 0
        assert found.best.objective == result.objective


def test_the_price_of_stability_of_three_people() -> None:
    """Two seats, three people: the best sum takes 0.9 + 0.8, whoever came first in acceptance costs what it costs."""
    scores = [
        {"participant_id": person, "seat_id": place, "score": score}
        for person, place, score in (("p0", "s0", 1.0), ("p0", "s1", 0.9), ("p1", "s0", 0.8), ("p2", "s1", 0.1))
    ]
    problem = small(participants=people(3), seats=[seat(0, 0, 1), seat(1, 0, 1)], scores=scores)
    result = mm.allocate(problem, gap=0)
    assert result.objective == Decimal("1.7")
    found = mm.stability(result)
    assert found.complaints.select("participant_id", "seat_id", "against", "keeps_rules").rows() == [
        ("p0", "s0", "p1", True)
    ]
    assert found.price == (Decimal("0.6"), Decimal("0.6"))
    assert (found.accepted.objective, found.accepted_complaints, found.mark) == (Decimal("1.1"), 0, "proved")
    accepted = mm.allocate(problem, policy="deferred_acceptance")
    again = mm.stability(accepted)
    assert (again.complaints.height, again.price, again.accepted is accepted) == (0, found.price, True)


def test_an_empty_plan_has_complaints_too() -> None:
    """Where nobody is placed though somebody could be, that person could claim the free place against nobody."""
    scores = [{"participant_id": "p0", "seat_id": "s0", "score": 1.0}]
    result = mm.allocate(small(scores=scores), gap=0)
    rows = (
        find_complaints(replace(result, plan=Plan())).select("participant_id", "now", "against", "keeps_rules").rows()
    )
    assert rows == [("p0", None, None, True)]


def test_deferred_acceptance_without_minima_leaves_no_complaint() -> None:
    """In random markets with seats of several places, capped opportunities and ties, nobody could complain, but for free
    places beside one's own that want one less."""
    rng = np.random.default_rng(7)
    for _ in range(12):
        n, home = 6, [0, 0, 1, 1]
        problem = small(
            participants=people(n),
            opportunities=[opportunity(o, max_size=int(rng.integers(1, 4))) for o in (0, 1)],
            seats=[seat(s, o, int(rng.integers(1, 3))) for s, o in enumerate(home)],
        )
        pairs = all_pairs(problem)
        sides = (rng.integers(0, 4, (pairs.n_pairs, 3)) / 4).astype(np.float32)
        scores = replace(given_table(pairs, np.full(pairs.n_pairs, 0.5)), sides=sides)
        result = allocate(problem, scores, parse_constraints(problem), near(problem), policy="deferred_acceptance")
        want = {(f"p{p}", f"s{s}"): float(sides[p * len(home) + s, 1]) for p in range(n) for s in range(len(home))}
        for row in find_complaints(result).iter_rows(named=True):
            assert row["against"] is None
            assert home[int(row["now"][1:])] == home[int(row["seat_id"][1:])]
            assert want[row["participant_id"], row["now"]] > row["wanted"]


def test_a_search_cut_short_makes_no_price_below_nothing() -> None:
    """A best plan that was not found, or is worth less than the plan itself, never makes the best score less than that."""
    scores = [{"participant_id": "p0", "seat_id": "s0", "score": 1.0}]
    result = mm.allocate(small(scores=scores), gap=0)
    cut = replace(result, objective=Decimal("0.2"), status="feasible", stopped_by="time")
    found = Stability(result, find_complaints(result), cut, result, 0)
    assert (found.best_score, found.price, found.mark) == (1, (0, 0), "not proved (stopped by time)")
    nothing = replace(cut, objective=None, bound=None, status="no_plan_found")
    found = Stability(result, find_complaints(result), nothing, result, 0)
    assert found.best_score == 1
    assert "price of stability: cannot be said (not proved (stopped by time))" in str(found)


def test_without_a_plan_nobody_can_complain(fixtures: Path) -> None:
    """An infeasible problem has no plan to audit."""
    with pytest.raises(UsageError, match="no plan"):
        mm.stability(mm.allocate(mm.read(fixtures / "tiny_infeasible_pin")))


def test_the_command_writes_the_complaints(fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints one value whose rows are those of the table, and tells people the price."""
    out, there = tmp_path / "out", tmp_path / "stability"
    assert main(["allocate", str(fixtures / "tiny_multi_employer"), "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["stability", str(out), "--json", "--out", str(there)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert pl.read_csv(there / "complaints.csv").height == told["complaints"] == len(told["rows"])
    assert main(["stability", str(out)]) == 0
    assert "price of stability" in capsys.readouterr().out
