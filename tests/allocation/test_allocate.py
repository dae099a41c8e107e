"""From a problem to a verified result, its certificate and its tables."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.allocation import POLICIES, Result, Solution, allocate, formulate
from matchmaker.constraints import Violation, parse_constraints
from matchmaker.errors import SettingsError, UsageError, VerificationError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes
from tests.allocation.helpers import given_table, keep, parsed
from tests.strategies import Case, all_pairs, cases, commutes_of, problem_of

MODULE = import_module("matchmaker.allocation.allocate")  # the package gives its name to the function


def small(n: int = 3, count: int = 1, **opportunity: Any) -> Problem:
    """Return ``n`` people and two seats with ``count`` places, the first in opportunity o0 as given."""
    people = [{"participant_id": f"p{i}"} for i in range(n)]
    seats = [{"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": f"e{i}", "count": count} for i in range(2)]
    jobs = [
        {"opportunity_id": "o0", "kind": "triangle_training", **opportunity},
        {"opportunity_id": "o1", "kind": "job"},
    ]
    return problem_of(people, seats, jobs)


def minutes(problem: Problem, value: float = 20.0) -> Commutes:
    """Return the same minutes for all."""
    return commutes_of([[value] * problem.n_seats] * problem.n_participants)


def solved(problem: Problem, total: Any, **options: Any) -> Result:
    """Allocate with given scores for all pairs; NaN for a pair that is no candidate."""
    pairs = all_pairs(problem)
    total = np.array(total, float)
    scores = given_table(keep(pairs, ~np.isnan(total)), total[~np.isnan(total)])
    return allocate(problem, scores, parse_constraints(problem), minutes(problem), **options)


def test_certificate_of_a_small_plan() -> None:
    """Worked by hand: 0.8 + 0.8 beats 0.9 + 0.2, exactly, with the bound at the plan."""
    result = solved(small(), [0.9, 0.8, 0.8, 0.1, 0.3, 0.2])
    assert dict(result.plan.seats) == {"p0": "s1", "p1": "s0"}
    assert (result.objective, result.bound, result.gap) == (Decimal("1.6"), Decimal("1.6"), 0.0)
    assert (result.status, result.stopped_by, result.strategy) == ("optimal", "proof", "flow")
    certificate = json.loads(json.dumps(result.as_dict()))
    assert certificate["objective"] == certificate["bound"] == 1.6
    assert (certificate["placed"], certificate["n_participants"]) == (2, 3)
    assert set(certificate["versions"]) == {"matchmaker", "ortools", "numpy", "scipy", "polars"}


def test_tables_of_a_small_plan() -> None:
    """The three tables have the columns of the contract, ordered by id."""
    frames = solved(small(min_size=1), [0.9, 0.8, 0.8, 0.1, 0.3, 0.2]).to_frames()
    assert frames["plan"].rows() == [("p0", "o1", "s1", "e1", 0.8, 20.0), ("p1", "o0", "s0", "e0", 0.8, 20.0)]
    assert frames["plan"].columns == [
        "participant_id", "opportunity_id", "seat_id", "employer_id", "score", "commute_minutes",
    ]  # fmt: skip
    assert frames["cohorts"].to_dicts() == [
        {
            "opportunity_id": "o0",
            "opened": True,
            "size": 1,
            "min_size": 1,
            "max_size": None,
            "companion_org_id": None,
            "opening_penalty": None,
        }
    ]
    assert frames["unplaced"].select("participant_id", "reason_code").rows() == [("p2", "lost_to_higher_total")]


def test_summary_is_readable_and_safe() -> None:
    """The printed result says what happened; control characters in a rule's name are shown, not sent."""
    result = solved(small(min_size=3), [0.9, 0.8, 0.8, 0.1, 0.3, 0.2])
    text = str(result)
    assert "proved optimal" in text
    assert "placed: 1 of 3" in text
    assert "cohorts opened: 0 of 1" in text
    clashing = replace(result, status="infeasible", clash=("a\x1b[31mb",), notes=("be careful",))
    assert "these rules clash:\n  a\\x1b[31mb\nnote: be careful" in str(clashing)
    assert "could not be met" in str(replace(clashing, status="no_plan_found"))


def test_reasons_for_the_unplaced() -> None:
    """Closed cohort, full seat, a rule over the plan and no candidate are told apart."""
    nan = float("nan")
    closed = solved(small(min_size=3, n=2), [0.9, nan, nan, 0.5]).to_frames()["unplaced"]
    assert closed["reason_code"].to_list() == ["cohort_closed"]
    none = solved(small(n=2), [0.9, nan, nan, nan]).to_frames()["unplaced"]
    assert none.rows() == [("p1", "no_candidate", "no score was given for any seat")]
    full = solved(small(n=2), [0.5, nan, 0.9, nan], policy="lottery", seed=0)
    codes = {full.to_frames()["unplaced"]["reason_code"][0] for full in [full]}
    assert codes <= {"seats_full", "lost_to_higher_total"}
    capped = small(n=2, count=2)
    capped = capped.replace(settings=capped.settings.model_copy(update={"constraint": (EMPLOYER,)}))
    limited = solved(capped, [0.9, nan, 0.8, nan]).to_frames()["unplaced"]
    assert limited["reason_code"].to_list() == ["limit"]


EMPLOYER = {"kind": "employer_maximum", "max": 1}


def test_a_seat_lost_to_a_lower_score_is_only_full() -> None:
    """Where a holder scores less there, the seat is said to be full, not lost to higher scores."""
    nan = float("nan")
    result = solved(small(n=2), [0.9, 0.8, 0.3, nan])
    swapped = replace(result, plan=type(result.plan)({"p1": "s0"}))
    assert swapped.to_frames()["unplaced"].rows()[0][1] == "seats_full"
    empty = replace(result, plan=type(result.plan)({}))
    assert empty.to_frames()["unplaced"]["reason_code"].to_list() == ["not_chosen", "not_chosen"]


def test_reasons_without_candidates_name_the_rule() -> None:
    """With computed scores a person without candidates is told which rule drops every seat, and how far the nearest is."""
    problem = small(n=2)
    problem = problem.replace(
        settings=problem.settings.model_copy(update={"constraint": ({"kind": "commute_limit", "minutes": 10},)})
    )
    constraints = parse_constraints(problem)
    pairs = keep(all_pairs(problem), np.zeros(4, bool))
    scores = replace(given_table(pairs, []), given=False)
    result = allocate(problem, scores, constraints, minutes(problem))
    rows = result.to_frames()["unplaced"].rows()
    assert rows[0] == (
        "p0",
        "no_candidate",
        "commute_limit: the nearest seat that is otherwise possible is 20 minutes away; the limit is 10, the programme's",
    )
    easy = allocate(problem, scores, constraints, minutes(problem, 5.0)).to_frames()["unplaced"]
    assert easy["reason"].to_list() == ["no seat was kept as a candidate"] * 2
    bare = allocate(problem, scores, [], minutes(problem)).to_frames()["unplaced"]
    assert bare["reason"].to_list() == ["no seat was kept as a candidate"] * 2
    assert result.objective == result.bound == 0


class _NotEligible:
    code = "eligibility"

    def allowed(self, problem: Any, commutes: Any, participants: Any, seats: Any) -> Any:
        return np.zeros(np.broadcast_shapes(participants.shape, seats.shape), bool)

    def check(self, view: Any) -> list[Violation]:
        return []


def test_people_who_are_not_eligible() -> None:
    """A person whom eligibility rules out everywhere is not eligible."""
    problem = small(n=1)
    scores = replace(given_table(keep(all_pairs(problem), np.zeros(2, bool)), []), given=False)
    result = allocate(problem, scores, [_NotEligible()], minutes(problem))  # type: ignore[list-item]
    assert result.to_frames()["unplaced"]["reason_code"].to_list() == ["not_eligible"]


def test_empty_problems() -> None:
    """No people, no seats or no pairs: an optimal plan that places nobody, with the reason."""
    nobody = Problem.from_frames({})
    empty = given_table(all_pairs(nobody), [])
    nowhere = Commutes(np.empty((0, 0), np.float32), np.empty(0, np.int32), np.empty(0, np.int32), digest="")
    for policy in POLICIES:
        result = allocate(nobody, empty, parse_constraints(nobody), nowhere, policy=policy)
        assert (result.status, result.plan.n_placed, result.gap) == ("optimal", 0, 0.0)
        assert all(frame.is_empty() for frame in result.to_frames().values())
    no_seats = Problem.from_frames({"participants": pl.DataFrame({"participant_id": ["p"]})})
    scores = replace(given_table(all_pairs(no_seats), []), given=False)
    commutes = Commutes(np.empty((1, 0), np.float32), np.zeros(1, np.int32), np.empty(0, np.int32), digest="")
    result = allocate(no_seats, scores, parse_constraints(no_seats), commutes)
    assert result.to_frames()["unplaced"].rows() == [("p", "no_candidate", "there are no seats")]


def test_one_by_one() -> None:
    """One person and one seat are matched, even at a score of 0."""
    problem = problem_of(
        [{"participant_id": "p"}],
        [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1}],
        [{"opportunity_id": "o", "kind": "job"}],
    )
    assert solved(problem, [0.5]).plan.n_placed == 1
    assert solved(problem, [0.0]).plan.n_placed == 1


def test_infeasible_names_the_rules() -> None:
    """Two people pinned to one place: no plan, and the pins and the seat are named; there is nothing to list."""
    problem = small(n=2)
    decisions = pl.DataFrame(
        [
            {"participant_id": p, "seat_id": "s0", "decision": "pin", "reason": "agreed", "by": "Dana"}
            for p in ("p0", "p1")
        ]
    )
    result = solved(problem.replace(decisions=decisions), [0.9, 0.8, 0.8, 0.1])
    assert (result.status, result.has_plan, result.plan.n_placed) == ("infeasible", False, 0)
    assert len(result.clash) == 3
    assert any("s0" in name and "at most 1" in name for name in result.clash)
    assert result.to_frames()["unplaced"]["reason_code"].to_list() == ["no_plan", "no_plan"]


@pytest.mark.parametrize(
    "options",
    [
        {"policy": "best"},
        {"gap": -0.1},
        {"gap": float("nan")},
        {"time_limit": 0},
        {"time_limit": float("nan")},
        {"time_limit": float("inf")},
        {"time_limit": 1.1e6},
        {"seed": -1},
        {"seed": 2**31},
        {"seed": -1, "policy": "lottery"},
    ],
)
def test_impossible_options(options: dict[str, Any]) -> None:
    """An unknown policy, a negative or undefined gap and a time limit of nothing are refused by name."""
    with pytest.raises(UsageError, match=next(iter(options))):
        solved(small(), [0.1] * 6, **options)


def test_a_plan_that_fails_the_replay_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan in which the independent check finds a violation never leaves."""
    broken = [Violation("seat_count", "seat 's0' has 2 people for 1 places")]
    monkeypatch.setattr(MODULE, "verify_plan", lambda *_: broken)
    with pytest.raises(VerificationError, match="seat_count: seat 's0' has 2 people"):
        solved(small(), [0.1] * 6)


def test_statuses_between_proof_and_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan under its bound is within the gap asked for, or merely feasible."""

    def stopped(*_: Any) -> Solution:
        return Solution(np.array([0]), np.empty(0, np.bool_), 9, 10, "feasible", "time", "mip")

    monkeypatch.setattr(MODULE, "POLICIES", {"optimal": stopped})
    total = [0.9, 0.8, 0.8, 0.1, 0.3, 0.2]
    assert solved(small(), total, gap=0.2).status == "within_gap"
    result = solved(small(), total, gap=0.05)
    assert (result.status, result.gap, result.stopped_by) == ("feasible", 0.1, "time")


def test_rounded_scores_are_said_and_stay_under_the_bound() -> None:
    """Scores with endless decimals are summed as given, under a bound that allows for the rounding."""
    result = solved(small(), [1 / 3, 0.2, 0.1, 0.1, 0.1, 0.1])
    assert result.objective <= result.bound
    assert any("rounded" in note for note in result.notes)


def test_numbers_too_large_to_count_are_refused() -> None:
    """A rule whose amounts sum past 2^53 is refused with its name."""

    class Huge:
        code = "budget"

        def rows(self, columns: Any) -> Any:
            from matchmaker.constraints import RuleRows

            at = np.arange(2)
            return RuleRows(("budget of the plan",), np.zeros(2, int), at, np.full(2, 2**52), (None,), (1,))

    problem = small(n=1)
    scores = given_table(all_pairs(problem), [0.5, 0.5])
    with pytest.raises(SettingsError, match="budget of the plan"):
        formulate(problem, scores, [Huge()])  # type: ignore[list-item]


def test_input_hash_follows_the_input() -> None:
    """The same input has one hash; another score, seed or file has another."""
    first = solved(small(), [0.1] * 6).as_dict()["input_hash"]
    assert solved(small(), [0.1] * 6).as_dict()["input_hash"] == first
    assert solved(small(), [0.1] * 5 + [0.2]).as_dict()["input_hash"] != first
    assert solved(small(), [0.1] * 6, seed=1).as_dict()["input_hash"] != first
    read = small().replace(hashes={"seats.csv": "ab"})
    assert solved(read, [0.1] * 6).as_dict()["input_hash"] != first


def test_versions_of_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without metadata is listed as unknown."""
    monkeypatch.setattr(MODULE, "_VERSIONS_OF", ("no-such-package-at-all",))
    MODULE._versions.cache_clear()
    assert dict(MODULE._versions()) == {"no-such-package-at-all": "unknown"}
    MODULE._versions.cache_clear()


def shuffled(
    problem: Problem, scores: ScoreTable, commutes: Commutes, seed: int
) -> tuple[Problem, ScoreTable, Commutes]:
    """Return the same problem with the rows of its tables in another order."""
    rng = np.random.default_rng(seed)
    people, seats = rng.permutation(problem.n_participants), rng.permutation(problem.n_seats)
    opportunities = rng.permutation(problem.opportunities.height)
    dense = np.full((problem.n_participants, problem.n_seats), np.nan)
    dense[scores.pairs.participant, scores.pairs.seat] = scores.total
    dense = dense[people][:, seats]
    moved = problem.replace(
        participants=problem.participants[people.tolist()],
        seats=problem.seats[seats.tolist()],
        opportunities=problem.opportunities[opportunities.tolist()],
    )
    kept = ~np.isnan(dense.ravel())
    table = given_table(keep(all_pairs(moved), kept), dense.ravel()[kept])
    return moved, table, replace(commutes, origin=commutes.origin[people], site=commutes.site[seats])


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(case: Case, seed: int) -> None:
    """Every policy gives the same plan when people, seats and opportunities stand in another order, ties included."""
    inputs = parsed(case)
    if inputs is None:
        return
    constraints, scores = inputs
    scores.total[:] = np.rint(scores.total * 3) / 4  # many ties
    moved, table, commutes = shuffled(case.problem, scores, case.commutes, seed)
    for policy in POLICIES:
        first = allocate(case.problem, scores, constraints, case.commutes, policy=policy, seed=seed)
        second = allocate(moved, table, constraints, commutes, policy=policy, seed=seed)
        assert (first.plan, first.status, first.objective) == (second.plan, second.status, second.objective)
        assert set(first.clash) == set(second.clash)


def decided(problem: Problem, decision: str, person: str, seat: str) -> Problem:
    """Return the problem with one more decision of a person."""
    row = {"participant_id": person, "seat_id": seat, "decision": decision, "reason": "agreed", "by": "Dana"}
    return problem.replace(decisions=pl.DataFrame([row]))


@pytest.mark.parametrize("policy", list(POLICIES))
def test_decisions_newer_than_the_scores_hold(policy: str) -> None:
    """A veto added after scoring is obeyed; the result carries the pairs that are left, and the caller's stay whole."""
    problem = decided(small(), "veto", "p1", "s0")
    pairs = all_pairs(problem)
    scores = given_table(pairs, [0.1, 0.2, 0.9, 0.8, 0.1, 0.1])
    result = allocate(problem, scores, parse_constraints(problem), minutes(problem), policy=policy, seed=1)
    assert result.has_plan
    assert result.plan.seats.get("p1") != "s0"
    assert result.scores.total.tolist() == [0.1, 0.2, 0.8, 0.1, 0.1]
    assert scores.pairs.n_pairs == 6


def test_scores_that_nothing_forbids_are_not_copied() -> None:
    """Without a pair to drop the result carries the very table that was given."""
    problem = small()
    scores = given_table(all_pairs(problem), [0.5] * 6)
    assert allocate(problem, scores, parse_constraints(problem), minutes(problem)).scores is scores


def test_without_a_plan_there_is_no_gap() -> None:
    """An infeasible result has neither sum nor bound nor gap, also as JSON: a 0 would read like a proof."""
    problem = small(n=2)
    floor = {"kind": "group_quota", "group": {"gender": "female"}, "min_count": 2}
    problem = problem.replace(settings=problem.settings.model_copy(update={"constraint": (floor,)}))
    result = solved(problem, [0.5] * 4)
    assert (result.status, result.objective, result.bound, result.gap) == ("infeasible", None, None, None)
    told = json.loads(json.dumps(result.as_dict()))
    assert told["objective"] is told["bound"] is told["gap"] is None
