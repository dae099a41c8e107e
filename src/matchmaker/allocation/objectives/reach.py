"""reach: the best plan of one level, with what is proved about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from threading import Event
from time import perf_counter

import numpy as np

from matchmaker.allocation.objectives.aim import Aim
from matchmaker.allocation.objectives.group_floor_aim import DIGITS, GroupFloorAim
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.objectives.threshold_aim import ThresholdAim
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import Progress, solve
from matchmaker.errors import SolverError

_ANY_PLAN = 1.0
"""A relative gap that every plan keeps: the question is only whether there is one."""


Tell = Callable[[Fraction | None, Fraction | None, float, str], None]
"""Is told best, bound (each ``None`` before it is known), seconds and strategy, whenever one of the first two gets better."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one level may take: the relative ``gap`` at which it may stop, the moment (on `perf_counter`) at which it
    must, the solvers' seed, who may interrupt it, and who is told how far it is; ``stay`` asks that the plan it starts from is
    kept where nothing was found that is better by more than the gap."""

    gap: float
    until: float | None = None
    seed: int = 0
    interrupt: Event | None = None
    tell: Tell | None = None
    stay: bool = False

    def seconds_left(self) -> float | None:
        """Return what is left of the time, at least 0."""
        return None if self.until is None else max(0.0, self.until - perf_counter())

    def stopped_by(self) -> str | None:
        """Return ``time`` or ``interrupt`` where the work has to end now."""
        if self.interrupt is not None and self.interrupt.is_set():
            return "interrupt"
        return "time" if self.seconds_left() == 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The best plan found, in the stage's columns (without one: its status says why), its value, and what no plan of the
    stage exceeds."""

    plan: Solution
    value: Fraction
    bound: Fraction
    stopped_by: str


def reach(aim: Aim, stage: Stage, plan: Solution | None, work: Work) -> Reached:
    """Return the best plan of a stage that the aim has entered, starting from one of its plans where there is one."""
    stopped = work.stopped_by()
    if plan is not None and stopped is not None:
        return Reached(plan, aim.value(stage, plan), max(aim.most(stage), aim.value(stage, plan)), stopped)
    if isinstance(aim, LinearAim):
        return _largest_sum(aim, stage, plan, work)
    if isinstance(aim, ThresholdAim):
        return _largest_threshold(aim, stage, plan, work)
    raise TypeError(f"{type(aim).__name__} is no aim that can be reached")


def _largest_sum(aim: LinearAim, stage: Stage, plan: Solution | None, work: Work) -> Reached:
    formulation = aim.formulation(stage)
    hint = None if plan is None else _counted(aim, stage, plan)
    if hint is not None and work.stay and hint.objective >= hint.bound:
        return Reached(hint, aim.value(stage, hint), Fraction(hint.bound, aim.scale), "proof")
    answer = solve(
        formulation,
        gap=work.gap,
        time_limit=work.seconds_left(),
        seed=work.seed,
        interrupt=work.interrupt,
        hint=hint,
        progress=_in_values(aim, work.tell),
    )
    if hint is not None and (answer.status not in ("optimal", "feasible") or answer.objective < hint.objective):
        if answer.status == "infeasible":
            raise SolverError(f"{answer.strategy} claims that no plan obeys every row, and the plan before does")
        # Stopped before it came as far as the plan it started from, whose bound it may have lowered all the same.
        answer = replace(hint, bound=answer.bound, stopped_by=answer.stopped_by, strategy=answer.strategy)
    if hint is not None and work.stay and answer.objective - hint.objective <= work.gap * abs(answer.bound):
        ended = "gap" if answer.stopped_by == "proof" else answer.stopped_by
        answer = replace(hint, bound=answer.bound, stopped_by=ended, strategy=answer.strategy)
    if answer.status not in ("optimal", "feasible"):
        return Reached(answer, Fraction(0), Fraction(answer.bound, aim.scale), answer.stopped_by)
    # A solver may leave an employer uncounted who gets somebody, where its gap allows that.
    value, bound = aim.value(stage, answer), Fraction(answer.bound, aim.scale)
    if bound < value:
        raise SolverError(
            f"{answer.strategy} claims that nothing is worth more than {bound}, and a plan is worth {value}"
        )
    return Reached(stage.plan(aim.facts, answer), value, bound, "proof" if bound == value else answer.stopped_by)


def _in_values(aim: LinearAim, tell: Tell | None) -> Callable[[Progress], None] | None:
    if tell is None:
        return None

    def told(found: Progress) -> None:
        best = None if found.best is None else Fraction(found.best, aim.scale)
        bound = None if found.bound is None else Fraction(found.bound, aim.scale) + aim.slack
        tell(best, bound, found.seconds, found.strategy)

    return told


def _counted(aim: LinearAim, stage: Stage, plan: Solution) -> Solution:
    """Return a plan with what it is worth to this aim."""
    worth, most = int(aim.value(stage, plan) * aim.scale), int(aim.most(stage) * aim.scale)
    return replace(plan, objective=worth, bound=most, status="feasible", stopped_by="effort", clash=(), notes=())


def _largest_threshold(aim: ThresholdAim, stage: Stage, plan: Solution | None, work: Work) -> Reached:
    """Search by halves: each question shows a plan, which is mostly better than asked for, or that there is none.

    Groups' means have so many values that a few solves with a ladder narrow them first. Measured on ``fixtures/negev``
    after ``placed``, by gender (CPU seconds): the ladder alone within 0.07 % after 32 s, halves alone within 0.3 % after
    43 s. The least score of people has no ladder: leaving pairs out makes each question smaller (there, 11 questions in
    8 s; a row per person over the digits reached the same after 47 s). Without a plan to start from, any plan is the
    first question; if there is none, its answer is returned.
    """
    if plan is None:
        plan = _any_plan(stage, work, explain=True)
        if plan.status not in ("optimal", "feasible"):
            return Reached(plan, Fraction(0), aim.most(stage), plan.stopped_by)
    low = aim.value(stage, plan)
    found = Reached(plan, low, max(aim.most(stage), low), "proof")
    climbs = isinstance(aim, GroupFloorAim)
    started = perf_counter()
    while found.bound > found.value:
        if work.tell is not None:
            work.tell(found.value, found.bound, perf_counter() - started, found.plan.strategy)
        if found.bound - found.value <= Fraction(work.gap) * abs(found.bound):
            return replace(found, stopped_by="gap")
        stopped = work.stopped_by()
        if stopped is not None:
            return replace(found, stopped_by=stopped)
        if isinstance(aim, GroupFloorAim) and climbs and aim.wide(found.value, found.bound):
            nearer = _climbed(aim, stage, found, work)
            climbs = nearer.bound - nearer.value < (found.bound - found.value) / 2
        else:
            nearer = _halved(aim, stage, found, work)
        found = nearer
        if found.stopped_by in ("time", "interrupt", "effort"):
            return found
    return replace(found, stopped_by="proof")


def _halved(aim: ThresholdAim, stage: Stage, found: Reached, work: Work) -> Reached:
    """Ask whether a plan reaches the middle of what is open."""
    asked = aim.middle(found.value, found.bound)
    question = aim.demand(stage, asked, "at least so much")
    answer = None if question is None else _any_plan(question, work)
    if answer is None or answer.status == "infeasible":
        return replace(found, bound=aim.below(asked))
    if answer.status == "no_plan_found":
        return replace(found, stopped_by=answer.stopped_by)
    return replace(found, plan=answer, value=aim.value(stage, answer))


def _climbed(aim: GroupFloorAim, stage: Stage, found: Reached, work: Work) -> Reached:
    """Look for the highest rung of a ladder over what is open."""
    formulation, step = aim.ladder(stage, found.value, found.bound)
    closed = np.zeros(DIGITS, np.bool_)
    hint = replace(found.plan, openings=np.concatenate([found.plan.openings, closed]), objective=0, bound=2**DIGITS - 1)
    answer = solve(
        formulation,
        gap=max(work.gap, 2.0**-DIGITS),
        time_limit=work.seconds_left(),
        seed=work.seed,
        interrupt=work.interrupt,
        hint=hint,
        explain=False,
    )
    if answer.status == "infeasible":
        raise SolverError(f"{answer.strategy} claims that no plan obeys every row, and the plan before does")
    bound = min(found.bound, aim.below(found.value + step * (answer.bound + 1)))
    ended = answer.stopped_by if answer.stopped_by in ("time", "interrupt") else "gap"
    if answer.status in ("optimal", "feasible"):
        plan = replace(answer, openings=answer.openings[:-DIGITS])
        value = aim.value(stage, plan)
        if value > found.value:
            return Reached(plan, value, max(bound, value), ended)
    return replace(found, bound=max(bound, found.value), stopped_by=ended)


def _any_plan(stage: Stage, work: Work, *, explain: bool = False) -> Solution:
    """Return a plan of the stage, good by the gains that it stands with, or that there is none."""
    return solve(
        stage.formulation,
        gap=_ANY_PLAN,
        time_limit=work.seconds_left(),
        seed=work.seed,
        interrupt=work.interrupt,
        explain=explain,
    )
