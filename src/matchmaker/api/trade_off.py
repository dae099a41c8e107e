"""trade_off: how much of one objective has to be given up for another."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from matchmaker.allocation import Previous, Result
from matchmaker.allocation import allocate as _allocate
from matchmaker.allocation.objectives import Floor, Objective, Seek, Written, parse_objectives
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.trade_off import TradeOff
from matchmaker.allocation.trade_off import trade_off as _trade_off
from matchmaker.api.previous_plan import previous_plan
from matchmaker.api.score import score
from matchmaker.api.setup import Setup, setup
from matchmaker.api.with_listed import with_listed
from matchmaker.decisions.replan.objectives_again import says_what_is_kept
from matchmaker.errors import UsageError
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable

MOST_POINTS = 1_000


def trade_off(
    problem: Problem,
    scores: ScoreTable | None = None,
    *,
    between: tuple[Written, Written],
    points: int = 11,
    objectives: Sequence[Written] | None = None,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    programme: str | None = None,
    interrupt: threading.Event | None = None,
    previous: Result | Plan | str | Path | None = None,
) -> TradeOff:
    """Return the curve between two objectives: plans, each proved and replayed, of which none is better by both.

    ``between`` names two of the objectives that are set (``objectives``, else those of the settings or the programme), by
    name or kind, or says others as `allocate` takes them. What is set and stands before both is held first, within its
    tolerance (others than those set stand after all of them).
    ``points`` (2 to 1,000) is how many plans there are at most; ``gap``, ``time_limit`` (seconds, for all of them), ``seed``
    and ``interrupt`` are as for `allocate`. ``previous`` (a result, its folder, or a plan) is what stood before, for the
    objectives ``kept`` and ``kept_open``: between ``("kept", "score")`` the curve says what each change would bring.

    Raises:
        UsageError: ``points``, ``between`` or ``previous`` cannot be used.
        SettingsError: a rule, an objective or the programme profile is wrong.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    if not 2 <= points <= MOST_POINTS:
        raise UsageError(f"points must be a whole number from 2 to {MOST_POINTS}, not {points}")
    made = setup(with_listed(problem, None if scores is None else scores.listed), programme)
    table = score(problem, programme=programme) if scores is None else scores
    pair, before = _pair(made, between, objectives)
    stood = None if previous is None else Previous(previous_plan(previous))
    if stood is not None:
        pair = (pair[0].beside(stood.plan), pair[1].beside(stood.plan))
        before = tuple(each.beside(stood.plan) for each in before)
    elif says_what_is_kept(pair):
        raise UsageError("kept and kept_open are about the plan before; give previous as well")

    def make_seek(sought: Sequence[Objective], floors: Sequence[Floor], start: Solution | None) -> Seek:
        return Seek(sought, made.problem, made.commutes, floors=floors, start=start)

    def allocate(seek: Seek, seconds: float | None) -> Result:
        return _allocate(
            made.problem,
            table,
            made.constraints,
            made.commutes,
            gap=gap,
            time_limit=seconds,
            seed=seed,
            programme=made.spec,
            interrupt=interrupt,
            seek=seek,
            previous=stood,
        )

    return _trade_off(
        pair, before, points, make_seek=make_seek, allocate=allocate, time_limit=time_limit, interrupt=interrupt
    )


def _pair(
    made: Setup, between: tuple[Written, Written], objectives: Sequence[Written] | None
) -> tuple[tuple[Objective, Objective], tuple[Objective, ...]]:
    """Return the two objectives, and those that stand before both."""
    configured = made.objectives
    if objectives is not None:
        configured = parse_objectives(made.problem, made.programme, objectives)
    place = {objective.called: at for at, objective in enumerate(configured)}
    at = [place.get(each) if isinstance(each, str) else None for each in between]
    asked = [each for each, known in zip(between, at, strict=True) if known is None]
    others = iter(parse_objectives(made.problem, made.programme, asked))
    first, second = (next(others) if known is None else configured[known] for known in at)
    if first.called == second.called:
        raise UsageError(f"between must name two objectives, not '{first.called}' twice")
    until = min(len(configured) if known is None else known for known in at)
    return (first, second), configured[:until]
