"""Objectives in order against every plan of small problems."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from threading import Event
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matchmaker.allocation import Result, SearchProgress, allocate
from matchmaker.allocation.objectives import Level, Seek, parse_objectives, written_objective
from matchmaker.api.verify import verify
from matchmaker.constraints import parse_constraints
from matchmaker.errors import SettingsError
from matchmaker.model import Problem
from matchmaker.programmes import load_programme
from matchmaker.travel import Commutes
from tests.allocation.helpers import parsed, scores_of
from tests.allocation.objectives.every_plan import KINDS, lexicographic, plans_of
from tests.contracts import n_plans
from tests.strategies import Case, cases, commutes_of, problem_of

CHECKS = [HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large]
TOLERANCES: tuple[dict[str, Any], ...] = ({}, {}, {"tolerance": 1}, {"tolerance_share": 0.25})
SMALL = {"max_participants": 4, "max_seats": 3, "max_opportunities": 2, "max_rules": 1}


def solved(case: Case, kinds: list[dict[str, Any]], **options: Any) -> tuple[Result, list[Fraction] | None]:
    """Return what `allocate` makes of objectives in order (gap 0), and the bests of all plans, ``None`` without any."""
    assume(n_plans(case.problem) <= 260)
    found = parsed(case)
    assume(found is not None)
    constraints, scores = found
    try:
        objectives = parse_objectives(case.problem, load_programme("general"), kinds)
    except SettingsError:  # nobody is in a group
        assume(False)
    plans = plans_of(case, constraints, scores)
    seek = Seek(objectives, case.problem, case.commutes)
    result = allocate(case.problem, scores, constraints, case.commutes, gap=0.0, seek=seek, **options)
    return result, lexicographic(plans, objectives) if plans else None


def check(result: Result, bests: list[Fraction] | None) -> None:
    """Prove the levels against the bests of all plans."""
    if bests is None:
        assert result.status == "infeasible"
        assert not result.levels
        return
    assert result.status == "optimal"
    assert [level.objective.sign * level.best for level in result.levels] == bests
    for level in result.levels:
        assert level.bound == level.best
        sign = level.objective.sign
        assert sign * level.value >= sign * level.held == sign * level.best - level.objective.allowance(level.best)
    assert verify(result) == []


@settings(max_examples=30, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_one_objective_is_the_best_of_all_plans(data: st.DataObject) -> None:
    """The best of any one objective, after people were placed within a tolerance, is that of all plans."""
    kind = data.draw(st.sampled_from(KINDS))
    first = [] if kind["kind"] == "placed" else [{"kind": "placed", "tolerance": data.draw(st.integers(0, 2))}]
    check(*solved(data.draw(cases(**SMALL)), [*first, kind]))


@settings(max_examples=30, deadline=None, suppress_health_check=CHECKS)
@given(data=st.data())
def test_two_or_three_in_order_are_the_best_of_all_plans(data: st.DataObject) -> None:
    """Each level is the best among all plans that keep the levels before it within their tolerances, and the plan at the
    end keeps every one."""
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=3, unique_by=id))
    kinds = [{**kind, **data.draw(st.sampled_from(TOLERANCES))} for kind in kinds]
    check(*solved(data.draw(cases(**SMALL)), kinds))


def chosen() -> tuple[Problem, Commutes]:
    """Return three people and three employers: p0 and p1 fit s0 best, only s1 and s2 lead to quality employment."""
    scores = {"p0": (0.9, 0.3, 0.2), "p1": (0.8, 0.6, None), "p2": (None, None, 0.5)}
    problem = problem_of(
        [
            {"participant_id": each, "gender": gender}
            for each, gender in zip(scores, ("female", "male", "female"), strict=True)
        ],
        [
            {"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": f"e{i}", "count": 2 - (i > 0)}
            for i in range(3)
        ],
        [
            {"opportunity_id": f"o{i}", "kind": "job", "quality_employment": leads}
            for i, leads in enumerate((False, True, None))
        ],
        scores=[
            {"participant_id": person, "seat_id": f"s{i}", "score": score}
            for person, row in scores.items()
            for i, score in enumerate(row)
            if score is not None
        ],
        decisions=[{"participant_id": "p2", "seat_id": "s2", "decision": "override", "reason": "moves", "by": "Dana"}],
    )
    return problem, commutes_of([[10.0, 20.0, 30.0], [10.0, float("nan"), 0.0], [0.0, 0.0, float("inf")]])


def levelled(*asked: Any, **options: Any) -> Result:
    """Return the result of objectives in order over `chosen`."""
    problem, commutes = chosen()
    constraints = parse_constraints(problem)
    objectives = parse_objectives(problem, load_programme("general"), asked)
    scores = scores_of(problem, commutes, constraints)
    return allocate(problem, scores, constraints, commutes, seek=Seek(objectives, problem, commutes), **options)


def values(result: Result) -> list[tuple[str, float, float, int, str | None]]:
    """Return name, value, best, cannot say and about of each level."""
    return [(each.name, float(each.value), float(each.best), each.cannot_say, each.about) for each in result.levels]


def test_order_decides_by_hand() -> None:
    """Score first leaves p0 and p1 with the first employer; quality first moves p1, who loses least; what is not known is
    counted apart."""
    assert values(levelled("placed", "score", "quality")) == [
        ("placed", 3, 3, 0, None), ("score", 2.2, 2.2, 0, None), ("quality", 0, 0, 1, None),
    ]  # fmt: skip
    assert values(levelled("placed", "quality", "score")) == [
        ("placed", 3, 3, 0, None), ("quality", 1, 1, 1, None), ("score", 2.0, 2.0, 0, None),
    ]  # fmt: skip


def test_commute_counts_what_is_not_known_and_out_of_reach_by_hand() -> None:
    """p2 cannot reach the only seat there is for p2, who was let through (a day); 90 minutes stand for the commute nobody knows."""
    assert values(levelled("placed", "quality", {"kind": "commute", "unknown_minutes": 15})) == [
        ("placed", 3, 3, 0, None), ("quality", 1, 1, 1, None), ("commute", 1465, 1465, 1, None),
    ]  # fmt: skip
    assert values(levelled("placed", "quality", "commute"))[2] == ("commute", 1470, 1470, 0, None)


def test_tolerances_give_way_by_hand() -> None:
    """Half a point of score buys two more employers, and no tolerance buys none."""
    assert values(levelled("placed", "score", "spread"))[2] == ("spread", 2, 2, 0, None)
    spread = levelled("placed", {"kind": "score", "tolerance": 0.5}, "spread")
    assert values(spread)[1:] == [("score", 2.0, 2.2, 0, None), ("spread", 3, 3, 0, None)]
    assert float(spread.levels[1].held) == pytest.approx(1.7)
    most = levelled("placed", {"kind": "spread", "of": "most"}, "score")
    assert values(most)[1] == ("spread", 1, 1, 0, "employer 'e0'")


def test_worst_off_by_hand() -> None:
    """p2 has one seat of 0.5, so nobody is worse off than that once all are placed; women share 1.4 between two."""
    assert values(levelled("placed", "worst_off"))[1] == ("worst_off", 0.5, 0.5, 0, "participant 'p2'")
    by = {"kind": "worst_off", "over": "groups", "by": "gender", "smallest_group": 1}
    assert values(levelled("placed", by, "score"))[1] == ("worst_off", 0.7, 0.7, 0, "gender = female")


def test_weighted_sum_by_hand() -> None:
    """A place in quality employment is worth 0.3 of score and moves p1 (who loses 0.2); 0.1 does not."""
    for weight, quality in ((0.3, 1), (0.1, 0)):
        terms = [{"kind": "score", "weight": 1}, {"kind": "quality", "weight": weight}]
        found = levelled({"kind": "weighted", "terms": terms}, "quality")
        assert values(found)[0][1] == pytest.approx(2.0 + 0.3 if quality else 2.2)
        assert values(found)[1][1] == quality


def test_what_is_cut_short_says_so() -> None:
    """When it is interrupted from the start, the plan is verified, every level says what cut it short, and none claims more
    than it knows."""
    stop = Event()
    stop.set()
    result = levelled("placed", "score", "commute", interrupt=stop)
    assert result.has_plan
    assert verify(result) == []
    assert [level.stopped_by for level in result.levels][1:] == ["interrupt", "interrupt"]
    assert any("cut short" in note for note in result.notes)


def test_policies_that_do_not_weigh_objectives_say_so() -> None:
    """Another policy makes its own plan, has no levels, and notes that it did not weigh the objectives."""
    result = levelled("placed", "score", policy="greedy")
    assert result.levels == ()
    assert any("greedy does not weigh" in note for note in result.notes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": Fraction(3)}, "comes to 2.0, and 3.0 is claimed"),
        ({"held": Fraction(21, 10)}, "is to be held at 2.1"),
        ({"held": Fraction(1)}, "further from 2.2 than its tolerance"),
        ({"bound": Fraction(19, 10)}, "cannot be more than 1.9"),
        ({"held": Fraction(3)}, "beyond its best of 2.2"),
    ],
)
def test_verify_finds_false_levels(change: dict[str, Fraction], words: str) -> None:
    """A level whose value, floor or bound is not true does not survive the replay."""
    result = levelled("placed", {"kind": "score", "tolerance": 0.5}, "spread")
    assert verify(result) == []
    levels = (result.levels[0], replace(result.levels[1], **change), result.levels[2])
    assert any(words in violation.message for violation in verify(replace(result, levels=levels)))


def test_levels_survive_a_written_result() -> None:
    """A level reads back from its plain values as it was, thirds included."""
    by = {
        "kind": "worst_off",
        "over": "groups",
        "of": "placed",
        "groups": [{"gender": ["female", "male"]}],
        "name": "all",
    }
    for level in levelled("placed", by, {"kind": "score", "tolerance_share": 0.3}, "spread").levels:
        told = json.loads(json.dumps(replace(level, held=Fraction(1, 3)).as_dict()), parse_float=Decimal)
        assert Level.from_dict(told, written_objective(told["objective"])) == replace(level, held=Fraction(1, 3))


def test_progress_is_told_level_by_level() -> None:
    """What is told while it works names the objective, in its own unit and direction, and ends where the level does."""
    told: list[SearchProgress] = []
    result = levelled("placed", "worst_off", "commute", progress=told.append)
    assert list(dict.fromkeys(each.objective for each in told)) == ["placed", "worst_off", "commute"]
    last = {each.objective: each for each in told}
    assert (last["placed"].best, last["placed"].bound) == (3, 3)
    assert last["commute"].best == last["commute"].bound == 1460
    assert float(result.levels[2].value) == 1460
    assert str(last["commute"]).startswith("commute: best 1460.000000, at most 1460.000000")
