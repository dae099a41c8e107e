"""No policy ever breaks a hard rule, and none beats `optimal`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from matchmaker.allocation import POLICIES, allocate, exact_scores, formulate
from matchmaker.allocation.policies import Effort
from matchmaker.allocation.solvers.exact import broken_rows, objective_of
from matchmaker.constraints import verify_plan
from tests.allocation.helpers import every_choice, formulation, given_table, parsed, rows
from tests.strategies import Case, all_pairs, cases, problem_of

ALL = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("part", range(2))  # 2 x 75 problems, so that two workers share them
@settings(ALL, max_examples=75)
@given(case=cases(max_participants=6, max_seats=5, always_feasible=True))
def test_every_policy_obeys_every_rule(part: int, case: Case) -> None:
    """On problems that have a plan, each policy's plan survives the replay and is worth no more than the optimum."""
    del part
    _check_policies(case)


@settings(ALL, max_examples=60)
@given(cases())
def test_every_policy_obeys_every_rule_or_says_that_it_found_none(case: Case) -> None:
    """With pins and floors too, a policy gives a plan that holds or none and the rules in its way."""
    _check_policies(case)


def _check_policies(case: Case) -> None:
    inputs = parsed(case)
    if inputs is None:
        return
    constraints, scores = inputs
    results = {
        name: allocate(case.problem, scores, constraints, case.commutes, policy=name, gap=0, seed=3)
        for name in POLICIES
    }
    best = results["optimal"]
    assert best.status in ("optimal", "infeasible")
    for result in results.values():
        if not result.has_plan:
            assert result.clash
            continue
        given = exact_scores(scores, result.plan.seats.items())
        assert verify_plan(case.problem, result.plan, constraints, case.commutes, given) == []
        assert best.has_plan
        assert result.objective <= best.objective <= result.bound
        assert len(result.to_frames()["unplaced"]) + result.plan.n_placed == case.problem.n_participants


@settings(ALL, max_examples=40)
@given(cases(max_participants=4, max_seats=3))
def test_optimal_equals_trying_every_plan(case: Case) -> None:
    """The optimum is the best of all plans; infeasible means that there is none."""
    inputs = parsed(case)
    if inputs is None:
        return
    constraints, scores = inputs
    form = formulate(case.problem, scores, constraints)
    worth = [
        objective_of(form, pairs, opened)
        for pairs, opened in every_choice(form)
        if not broken_rows(form, pairs, opened)
    ]
    result = allocate(case.problem, scores, constraints, case.commutes, gap=0)
    assert result.status == ("optimal" if worth else "infeasible")
    if worth:
        assert result.objective * form.scale == max(worth)


def market() -> tuple[Case, object]:
    """Three people, one place in each of two seats; sides disagree, so that policies differ."""
    people = [{"participant_id": f"p{i}"} for i in range(3)]
    seats = [{"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": "e", "count": 1} for i in range(2)]
    jobs = [{"opportunity_id": f"o{i}", "kind": "job"} for i in range(2)]
    problem = problem_of(people, seats, jobs)
    total = [0.9, 0.8, 0.8, 0.1, 0.3, 0.2]
    return Case(problem, None), given_table(all_pairs(problem), total)  # type: ignore[arg-type]


def chosen(
    policy: str, total: list[float], wish: list[float] | None = None, want: list[float] | None = None
) -> list[int]:
    """Return the pairs a policy takes for three people and two seats of one place."""
    _, scores = market()
    scores.total[:] = total  # type: ignore[attr-defined]
    if wish is not None:
        scores.sides[:, 0] = wish  # type: ignore[attr-defined]
    if want is not None:
        scores.sides[:, 1] = want  # type: ignore[attr-defined]
    seats = rows(["s0", "s1"], [[1, 0] * 3, [0, 1] * 3], [None, None], [1, 1])
    form = formulation([0, 0, 1, 1, 2, 2], [round(t * 10) for t in total], seats)
    solution = POLICIES[policy](form, scores, Effort(seed=1))  # type: ignore[arg-type]
    assert not broken_rows(form, solution.pairs, solution.openings)
    return solution.pairs.tolist()


TOTAL = [0.9, 0.8, 0.8, 0.1, 0.3, 0.2]


def test_optimal_and_greedy_by_hand() -> None:
    """Greedy takes 0.9 first and is left with 0.2; the optimum takes 0.8 twice."""
    assert chosen("optimal", TOTAL) == [1, 2]
    assert chosen("greedy", TOTAL) == [0, 5]


def test_deferred_acceptance_by_hand() -> None:
    """Worked by hand: p0 and p1 want s0, which wants p1; p0 goes on to s1 and displaces p2 there."""
    wish = [0.9, 0.5, 0.9, 0.1, 0.1, 0.9]
    want = [0.2, 0.9, 0.8, 0.1, 0.1, 0.5]
    assert chosen("deferred_acceptance", TOTAL, wish, want) == [1, 2]


def test_deferred_acceptance_leaves_no_blocking_pair() -> None:
    """In random markets with one place per seat, no person and seat prefer one another to what they have."""
    rng = np.random.default_rng(5)
    for _ in range(30):
        wish, want = rng.permutation(6) / 10, rng.permutation(6) / 10
        pairs = chosen("deferred_acceptance", TOTAL, wish.tolist(), want.tolist())
        seat_of = {pair // 2: pair for pair in pairs}
        held = {pair % 2: pair for pair in pairs}
        for pair in range(6):
            mine, theirs = seat_of.get(pair // 2), held.get(pair % 2)
            person_gains = mine is None or np.float32(wish[pair]) > np.float32(wish[mine])
            seat_gains = theirs is None or np.float32(want[pair]) > np.float32(want[theirs])
            assert not (person_gains and seat_gains)


def test_deferred_acceptance_with_budget_and_share() -> None:
    """Rows with weights and signs cross the seats: the plan still obeys all of them."""
    case, scores = market()
    del case
    seats = rows(["s0", "s1"], [[1, 0] * 3, [0, 1] * 3], [None, None], [2, 2])
    money = rows(["budget"], [[3, 2, 5, 2, 1, 2]], [None], [6])
    share = rows(["share"], [[65, 65, -35, -35, -35, -35]], [0], [None])
    floor = rows(["s1 at least 1"], [[0, 1] * 3], [1], [None])
    form = formulation([0, 0, 1, 1, 2, 2], [9, 8, 8, 1, 3, 2], seats, money, share, floor)
    solution = POLICIES["deferred_acceptance"](form, scores, Effort())  # type: ignore[arg-type]
    assert solution.status == "feasible"
    assert not broken_rows(form, solution.pairs, solution.openings)
    assert 1 in solution.pairs.tolist()


def test_lottery_follows_its_seed() -> None:
    """The same seed gives the same plan and is named in a note; some seeds give other plans."""
    case, scores = market()
    del case
    seats = rows(["s0", "s1"], [[1, 0] * 3, [0, 1] * 3], [None, None], [1, 1])
    form = formulation([0, 0, 1, 1, 2, 2], [9, 8, 8, 1, 3, 2], seats)
    plans = [POLICIES["lottery"](form, scores, Effort(seed=s)) for s in (0, 0, 1, 2, 3, 4)]  # type: ignore[arg-type]
    assert plans[0].pairs.tolist() == plans[1].pairs.tolist()
    assert len({tuple(plan.pairs.tolist()) for plan in plans}) > 1
    assert plans[2].notes == ("the order of the lottery was drawn with seed 1",)


@pytest.mark.parametrize("policy", ["greedy", "deferred_acceptance", "lottery"])
def test_a_cohort_too_small_is_closed(policy: str) -> None:
    """A cohort that needs three of two willing people closes, and they go to the job instead."""
    case, scores = market()
    del case
    cohort = rows(["o needs 3"], [[1, 0, 1, 0, 1, 0, -3]], [0], [None])
    limit = rows(["o takes 3"], [[1, 0, 1, 0, 1, 0, -3]], [None], [0])
    money = rows(["budget"], [[1, 0, 1, 0, 1, 0, 0]], [None], [2])
    job = rows(["job"], [[0, 1] * 3 + [0]], [None], [2])
    form = formulation([0, 0, 1, 1, 2, 2], [9, 1, 9, 1, 9, 1], cohort, limit, money, job, openings=["o"])
    solution = POLICIES[policy](form, scores, Effort())  # type: ignore[arg-type]
    assert solution.openings.tolist() == [False]
    assert len(solution.pairs) == 2
    assert "cohorts were closed in 1 rounds" in solution.notes


@pytest.mark.parametrize("policy", ["greedy", "deferred_acceptance", "lottery"])
def test_a_row_that_could_not_be_met_is_named(policy: str) -> None:
    """A floor above what the policy reaches is named, and no plan is claimed; so is a row against fixed pairs."""
    case, scores = market()
    del case
    floor = rows(["plan at least 3"], [[1] * 6], [3], [None])
    seats = rows(["s0", "s1"], [[1, 0] * 3, [0, 1] * 3], [None, None], [1, 1])
    form = formulation([0, 0, 1, 1, 2, 2], [9, 1, 9, 1, 9, 1], floor, seats)
    solution = POLICIES[policy](form, scores, Effort())  # type: ignore[arg-type]
    assert (solution.status, solution.clash) == ("no_plan_found", ("plan at least 3",))
    pinned = formulation([0, 0, 1, 1, 2, 2], [9, 1, 9, 1, 9, 1], seats, fixed=[0, 2])
    assert POLICIES[policy](pinned, scores, Effort()).clash == ("s0",)  # type: ignore[arg-type]
    twice = formulation([0, 0, 1, 1, 2, 2], [9, 1, 9, 1, 9, 1], seats, fixed=[0, 1])
    assert POLICIES[policy](twice, scores, Effort()).clash == ("one place each",)  # type: ignore[arg-type]
