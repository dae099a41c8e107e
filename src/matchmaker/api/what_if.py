"""what_if: the plan again with some values changed, and what differs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from matchmaker.allocation import Result
from matchmaker.api.what_if_world import KEPT, WhatIfWorld
from matchmaker.decisions.limits import Change, Difference, Scenario, Shuttle, WhatIf, parse_changes, parse_shuttle
from matchmaker.decisions.solve_again import solve_again
from matchmaker.errors import Finding, InputError, UsageError
from matchmaker.model import Plan

_T = TypeVar("_T")


def what_if(
    result: Result,
    changes: Sequence[str] = (),
    *,
    shuttles: Sequence[str] = (),
    each: bool = False,
    given: str | Path | None = None,
    encoding: str = "utf-8",
    gap: float = 1e-4,
    time_limit: float | None = None,
    interrupt: Event | None = None,
) -> WhatIf:
    """Re-solve a plan with values changed, and say what differs: people placed, score, cohorts, who is elsewhere.

    ``changes`` are written ``TABLE.ID.COLUMN=VALUE`` (``seats.S0012.count=5``; nothing after ``=`` means not known) or
    ``constraint.KIND.KEY=VALUE`` (``constraint.commute_limit.minutes=55``, ``constraint.group_quota[1].min_share=0.3``), and are read as
    a file would be. ``shuttles`` are written ``ORIGIN,DESTINATION,MINUTES`` or with ``,SEATS``: a shared ride for whoever lives in a
    locality, with who becomes reachable by it. All together are one question; with ``each`` every one is a question of its
    own, answered on all cores. Scores, commutes and costs are made anew; ``given`` (a file in ``encoding``) are the scores
    where they were given. ``gap`` and ``time_limit`` (seconds) hold for each question; once ``interrupt`` is set, those that are
    being solved keep their best plans so far, and the others are left without.

    Raises:
        UsageError: nothing is asked, several shuttles in one question, or the result holds no plan.
        InputError, SettingsError: a change or a shuttle is wrong; every finding is listed.
        SolverError, VerificationError: an answer cannot be trusted.
    """
    if not changes and not shuttles:
        raise UsageError("nothing is changed: give a change, such as seats.S0012.count=5, or a shuttle")
    if not result.has_plan:
        raise UsageError("there is no plan to compare with")
    if len(shuttles) > 1 and not each:
        raise UsageError("several shuttles are several questions: ask for each of them by itself (each)")
    parsed: list[Sequence[Change | Shuttle]] = _all(
        [
            lambda: parse_changes(changes, result.problem),
            lambda: _all(partial(parse_shuttle, text, result.problem) for text in shuttles),
        ]
    )
    asked = [one for part in parsed for one in part]
    questions = [[one] for one in asked] if each else [asked]
    worlds = _all(partial(_world, result, question, given, encoding) for question in questions)

    def answer(number: int) -> Scenario:
        words = tuple(str(one) if isinstance(one, Change) else f"shuttle {one.text}" for one in questions[number])
        if interrupt is not None and interrupt.is_set():
            return Scenario(Difference(words, result, _not_begun(result)))
        scored = worlds[number].scored()
        after = solve_again(
            result,
            problem=scored.made.problem,
            scores=scored.scores,
            constraints=scored.constraints,
            commutes=scored.made.commutes,
            gap=gap,
            time_limit=time_limit,
            interrupt=interrupt,
        )
        return Scenario(Difference(words, result, after), scored.reached)

    if len(worlds) == 1:
        answers = [answer(0)]
    else:
        with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="matchmaker-question") as pool:
            answers = list(pool.map(answer, range(len(worlds))))
    return WhatIf(tuple(answers), (KEPT,) if worlds[0].kept else ())


def _not_begun(result: Result) -> Result:
    """Return what is known of a question that an interrupt left no time for."""
    nothing = replace(result, plan=Plan({}, frozenset()), objective=None, bound=None, gap=None, levels=())
    return replace(nothing, status="no_plan_found", stopped_by="interrupt")


def _all(steps: Iterable[Callable[[], _T]]) -> list[_T]:
    """Return what the steps give; what any of them finds wrong is told at once."""
    made: list[_T] = []
    findings: list[Finding] = []
    for step in steps:
        try:
            made.append(step())
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return made


def _world(
    result: Result, question: Sequence[Change | Shuttle], given: str | Path | None, encoding: str
) -> WhatIfWorld:
    changes = [one for one in question if isinstance(one, Change)]
    shuttle = next((one for one in question if isinstance(one, Shuttle)), None)
    return WhatIfWorld(result, changes, shuttle, given=given, encoding=encoding)
