"""limit_prices: what a little more of each limit of a plan would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from matchmaker.allocation import Result
from matchmaker.api.what_if import what_if
from matchmaker.api.what_if_world import KEPT, WhatIfWorld
from matchmaker.constraints import Constraint
from matchmaker.decisions.limits import Change, LimitPrices, price_limits
from matchmaker.errors import UsageError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable


def limit_prices(
    result: Result,
    *,
    prove: int = 0,
    given: str | Path | None = None,
    encoding: str = "utf-8",
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> LimitPrices:
    """Return what one more seat, ten more minutes, one person off a floor or NIS 1,000 more would bring to a plan.

    Each is a *price*: from the relaxation, without re-solving, and a bound from above (``at_most`` = ``price`` + ``gap``): after
    the change no plan scores more than that above the present one. The ``prove`` most valuable are re-solved on top, each by
    `matchmaker.what_if`, and marked ``proved`` or why they are not. ``given`` (a file in ``encoding``) are the scores where they
    were given; ``gap`` and ``time_limit`` (seconds) hold for the relaxation and for each that is re-solved.

    Raises:
        UsageError: there is no plan, or ``prove`` or ``time_limit`` is out of range.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    if prove < 0:
        raise UsageError(f"prove must be 0 or more, not {prove}")
    if time_limit is not None and not time_limit > 0:
        raise UsageError(f"time_limit must be more than 0 seconds, not {time_limit}")
    kept = False

    def rescored(change: Change) -> tuple[Problem, ScoreTable, Sequence[Constraint]]:
        nonlocal kept
        world = WhatIfWorld(result, [change], given=given, encoding=encoding)
        kept = kept or world.kept
        scored = world.scored()
        return scored.made.problem, scored.scores, scored.constraints

    prices = price_limits(result, rescored, time_limit=time_limit, interrupt=interrupt)
    if kept:
        prices = replace(prices, notes=(*prices.notes, KEPT))
    if interrupt is not None and interrupt.is_set():
        return prices
    dear = [str(limit.change) for limit in prices.limits[:prove]]
    if not dear:
        return prices
    answers = what_if(
        result, dear, each=True, given=given, encoding=encoding, gap=gap, time_limit=time_limit, interrupt=interrupt
    )
    proved = [
        replace(limit, proved=each.difference) for limit, each in zip(prices.limits, answers.scenarios, strict=False)
    ]
    return replace(prices, limits=(*proved, *prices.limits[prove:]))
