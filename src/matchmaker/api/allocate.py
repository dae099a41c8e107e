"""allocate: the best plan, or a policy's, with its certificate."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from matchmaker.allocation import Previous, Result, SearchProgress
from matchmaker.allocation import allocate as _allocate
from matchmaker.allocation.objectives import Seek, Written, parse_objectives
from matchmaker.api.previous_plan import previous_plan
from matchmaker.api.score import score
from matchmaker.api.setup import setup
from matchmaker.api.with_listed import with_listed
from matchmaker.decisions.replan.objectives_again import CHANGE_PRICE, objectives_again, says_what_is_kept
from matchmaker.errors import UsageError
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable

ASSUMED_PRICE = (
    f"that a placement kept is worth {CHANGE_PRICE} beside the score is assumed; change_price says otherwise"
)
OF_OTHERS = (
    "nobody whom the plan before places, and none of their seats, is in the data: it may be a plan of other data"
)
LARGEST_PRICE = 1000
"""A thousand scores for one placement: more than any exchange of others could bring."""


def allocate(
    problem: Problem,
    scores: ScoreTable | None = None,
    *,
    policy: str = "optimal",
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    programme: str | None = None,
    interrupt: threading.Event | None = None,
    progress: Callable[[SearchProgress], None] | None = None,
    objectives: Sequence[Written] | None = None,
    previous: Result | Plan | str | Path | None = None,
    change_price: Decimal | float | str | None = None,
) -> Result:
    """Allocate participants to seats within every rule.

    ``scores`` default to `score` of the problem. ``policy`` is ``optimal``, ``greedy``, ``deferred_acceptance`` or
    ``lottery``; ``gap`` the relative gap at which ``optimal`` may stop; ``time_limit`` (seconds) a cap after which the best plan so
    far is kept; setting ``interrupt`` from another thread does the same. ``progress`` is called with the best plan's score, the
    bound and the gap between them (`SearchProgress`) whenever one of them gets better. ``objectives`` are what the plan is to be
    best at, in order: kinds (``"placed"``, ``"score:1%"`` with a tolerance) or tables as in ``[[objective]]``; else those of the
    settings, else the programme's, else the sum of scores. ``levels`` of the result say what each came to. The plan is replayed by the
    independent check before it is returned. An infeasible problem gives a result with that status and the rows that clash.

    ``previous`` (a result, its folder, or a plan) is what stood before: its cohorts stay open unless they cannot, each
    placement of it that is kept is worth ``change_price`` (score units, 0.01 unless given) beside the sum of scores, which
    ``objective`` remains, and where nothing is found that is better by more than the gap it stays as it is. Objectives
    ``kept`` and ``kept_open`` say the same in order: ``("kept", "score")`` is the plan of least change.

    Raises:
        UsageError: ``previous`` holds no plan, or ``change_price`` is no price, or there is nothing to add it to.
        SettingsError: a rule, an objective or the programme profile is wrong.
        SolverError, VerificationError: the answer cannot be trusted.
    """
    made = setup(with_listed(problem, None if scores is None else scores.listed), programme)
    aims = made.objectives if objectives is None else parse_objectives(made.problem, made.programme, objectives)
    before = None
    if previous is not None:
        plan = previous_plan(previous)
        aims, price = objectives_again(aims, plan, _price(change_price))
        before = Previous(plan, price if policy == "optimal" else None)
    if change_price is not None and policy != "optimal":
        raise UsageError(f"change_price is for the policy optimal; {policy} does not weigh what is kept")
    if previous is None and change_price is not None:
        raise UsageError("change_price is the price of a change of the plan before; give previous as well")
    if previous is None and objectives is not None and says_what_is_kept(aims):
        raise UsageError("kept and kept_open are about the plan before; give previous as well")
    result = _allocate(
        made.problem,
        score(problem, programme=programme) if scores is None else scores,
        made.constraints,
        made.commutes,
        policy=policy,
        gap=gap,
        time_limit=time_limit,
        seed=seed,
        programme=made.spec,
        interrupt=interrupt,
        progress=progress,
        seek=Seek(aims, made.problem, made.commutes, previous=None if before is None else before.plan)
        if aims
        else None,
        previous=before,
    )
    if before is None:
        return result
    assumed = [ASSUMED_PRICE] if change_price is None and before.change_price is not None else []
    others = [OF_OTHERS] if _is_of_others(before.plan, problem) else []
    return replace(result, notes=(*result.notes, *assumed, *others))


def _is_of_others(plan: Plan, problem: Problem) -> bool:
    people, seats = problem.participants["participant_id"], problem.seats["seat_id"]
    return bool(plan.seats) and {*people}.isdisjoint(plan.seats) and {*seats}.isdisjoint(plan.seats.values())


def _price(written: Decimal | float | str | None) -> Decimal | None:
    if written is None:
        return None
    text = str(written)
    try:  # Decimal takes "1_0" and the digits of other scripts too
        price: Decimal | None = Decimal(text) if text.isascii() and "_" not in text else None
    except InvalidOperation:
        price = None
    if price is None or not price.is_finite() or not 0 <= price <= LARGEST_PRICE or price != round(price, 9):
        raise UsageError(
            f"change_price must be a number from 0 to {LARGEST_PRICE} with at most 9 decimals, not {written!r}"
        )
    return price
