"""Stand-ins: who could take the place of whoever drops out, against every exchange tried one by one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.allocation import Result, allocate
from matchmaker.cli import main
from matchmaker.constraints import verify_plan
from matchmaker.decisions.replan.find_alternates import find_alternates
from matchmaker.errors import UsageError
from matchmaker.model import Plan, Problem
from tests.allocation.helpers import parsed
from tests.allocation.objectives.every_plan import exact_scores
from tests.decisions.replan.small_worlds import small_world


def check_world(seed: int) -> tuple[int, int]:
    """Compare the stand-ins of a world with every exchange tried one by one; return how many were tried and allowed."""
    case = small_world(seed)
    found = parsed(case)
    assert found is not None
    constraints, scores = found
    policy = "greedy" if seed % 4 else "optimal"
    result = allocate(case.problem, scores, constraints, case.commutes, policy=policy)
    if not result.plan.seats:
        return 0, 0
    known = exact_scores(result.scores)
    alternates = find_alternates(result, most=100)
    listed = alternates.stand_ins
    free = [p for p in case.problem.participants["participant_id"] if p not in result.plan.seats]
    n_able = 0
    for person, seat in sorted(result.plan.seats.items()):
        rest = {p: s for p, s in result.plan.seats.items() if p != person}
        stays = (pl.col("participant_id") != person) | (pl.col("decision") != "pin")
        freed = case.problem.replace(decisions=case.problem.decisions.filter(stays))

        def breaks(seats: dict[str, str], problem: Problem = freed) -> bool:
            plan = Plan(seats, result.plan.opened, result.plan.companions)
            return bool(verify_plan(problem, plan, constraints, case.commutes, known))

        able = [p for p in free if (p, seat) in known and not breaks({**rest, p: seat})]
        able.sort(key=lambda p: (-known[p, seat], p))
        mine = listed.filter(pl.col("participant_id") == person)
        assert mine["alternate_id"].to_list() == able
        assert mine["rank"].to_list() == list(range(1, len(able) + 1))
        assert (person in alternates.nobody["participant_id"].to_list()) == (not able)
        assert (person in alternates.empty["participant_id"].to_list()) == breaks(rest)
        n_able += len(able)
    reasons = {row["participant_id"]: row["reason"] for row in alternates.nobody.iter_rows(named=True)}
    for person, reason in reasons.items():
        is_candidate = any((p, result.plan.seats[person]) in known for p in free)
        assert reason == ("rule" if is_candidate else "no_candidate")
    assert alternates.waiting["stands_in_for"].sum() == listed.height
    return len(free) * result.plan.n_placed, n_able


def test_stand_ins_are_those_of_brute_force() -> None:
    """When any one placed person drops out, the stand-ins listed are exactly the people without a place whose exchange
    breaks no rule in the independent check, best first; who has none is listed with the reason, and places that cannot
    stay empty are exactly those whose plan without the person breaks a rule."""
    tried, able = np.sum([check_world(seed) for seed in range(14)], axis=0)
    assert 0 < able < tried


def test_a_rule_that_shuts_a_pair_is_told() -> None:
    """Where a rule shuts the one candidate's pair, the reason is the rule, and not that there is no candidate."""
    check_world(110)


@pytest.mark.slow
def test_stand_ins_at_length() -> None:
    """The same holds in many more worlds."""
    for seed in range(14, 600):
        check_world(seed)


@pytest.fixture(scope="module")
def result() -> Result:
    """Return the plan of a small quota fixture."""
    return mm.allocate(mm.read("fixtures/tiny_quota"))


def test_most_limits_the_list_only(result: Result) -> None:
    """``most`` shortens the list of each person and leaves who has nobody, and the waiting list per seat, as they are."""
    few, all_of_them = mm.alternates(result, most=1), mm.alternates(result, most=50)
    assert few.nobody.equals(all_of_them.nobody)
    assert few.waiting.equals(all_of_them.waiting)
    assert few.stand_ins.equals(all_of_them.stand_ins.filter(pl.col("rank") == 1))


def test_refusals(result: Result) -> None:
    """A number under 1, and a plan that breaks a rule, are refused in words."""
    with pytest.raises(UsageError, match="at least 1"):
        mm.alternates(result, most=0)
    fewer = dict(list(result.plan.seats.items())[:1])
    with pytest.raises(UsageError, match="breaks a rule"):
        mm.alternates(replace(result, plan=Plan(fewer, result.plan.opened)))


def test_command_writes_the_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes four tables, the same twice, and prints them as JSON."""
    out = tmp_path / "out"
    assert main(["allocate", "fixtures/tiny_quota", "--out", str(out), "--no-pages"]) == 0
    capsys.readouterr()
    for name in ("one", "two"):
        assert main(["alternates", str(out), "--out", str(tmp_path / name), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["marked"] == "proved"
        assert set(told) == {"marked", "placed", "alternates", "nobody", "not_empty", "waiting_list"}
    for table in ("alternates", "nobody", "not_empty", "waiting_list"):
        one, two = (tmp_path / name / f"{table}.csv" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
