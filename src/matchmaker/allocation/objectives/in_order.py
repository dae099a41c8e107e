"""in_order: the plan that is best by several objectives, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from time import perf_counter

from matchmaker.allocation.objectives.aim import Aim
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.level import Level
from matchmaker.allocation.objectives.objective import Objective
from matchmaker.allocation.objectives.reach import Reached, Tell, Work, reach
from matchmaker.allocation.objectives.score import Score
from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.policies import Effort
from matchmaker.allocation.search_progress import SearchProgress
from matchmaker.allocation.solution import Solution, SolutionStatus
from matchmaker.allocation.solvers.exact import bound_by_person, require_plan
from matchmaker.errors import SolverError


@dataclass(frozen=True, slots=True, eq=False)
class InOrder:
    """The plan in the columns of the formulation, and the levels with their values, without what a replay adds."""

    solution: Solution
    levels: tuple[Level, ...] = ()


Floor = tuple[Objective, Fraction]
"""An objective and a value of its own that every plan has to reach."""


def in_order(
    objectives: Sequence[Objective],
    facts: Facts,
    effort: Effort,
    *,
    floors: Sequence[Floor] = (),
    start: Solution | None = None,
    stay: bool = False,
) -> InOrder:
    """Return the plan that is best by the first objective, among the best by the second, and so on.

    Each level starts from the plan of the one before and takes at most its part of the time that is left, so that what one
    does not need is for the others. What it reaches, less its tolerance, is a floor in whole numbers for all that come
    after: their bounds hold for every plan that keeps the floors before them, and for no others. Where the first level
    finds no plan, its answer is returned as it is. ``floors`` are kept by all levels, and by ``start``, a plan to begin
    with; ``stay`` asks that it is kept where nothing was found that is better by more than the gap.
    """
    until = None if effort.time_limit is None else perf_counter() + effort.time_limit
    stage, plan = _floored(Stage(facts.formulation), facts, floors), start
    reached: list[tuple[Objective, Aim, Reached]] = []
    for at, objective in enumerate(objectives):
        aim = objective.aim(facts)
        stage = aim.enter(stage)
        plan = None if plan is None else stage.plan(facts, plan)
        until_here, tell = _share(until, len(objectives) - at), _tell(objective, effort.progress)
        work = Work(effort.gap, until_here, effort.seed, effort.interrupt, tell, stay)
        found = reach(aim, stage, plan, work)
        if found.plan.status not in ("optimal", "feasible"):
            return InOrder(found.plan)
        plan = found.plan
        reached.append((objective, aim, found))
        stage = _held(objective, aim, stage, found)
    if plan is None:
        raise SolverError("there is no objective to seek a plan by")
    levels = tuple(_level(objective, aim, found, aim.value(stage, plan)) for objective, aim, found in reached)
    return InOrder(_solution(facts, plan, reached), levels)


def _floored(stage: Stage, facts: Facts, floors: Sequence[Floor]) -> Stage:
    for objective, least in floors:
        aim = objective.aim(facts)
        floored = aim.demand(aim.enter(stage), objective.sign * least - aim.slack, f"objective '{objective.called}'")
        if floored is None:
            raise SolverError(f"no plan keeps objective '{objective.called}' where a plan kept it before")
        stage = floored
    return stage


def _tell(objective: Objective, progress: Callable[[SearchProgress], None] | None) -> Tell | None:
    if progress is None:
        return None

    def tell(best: Fraction | None, bound: Fraction | None, seconds: float, strategy: str) -> None:
        shown, limit = (None if value is None else objective.sign * _decimal(value) for value in (best, bound))
        progress(SearchProgress(shown, limit, seconds, strategy, objective.called))

    return tell


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def _share(until: float | None, n_levels: int) -> float | None:
    """Return the moment at which the first of so many levels must end."""
    now = perf_counter()
    return None if until is None else now + max(0.0, until - now) / n_levels


def _floor(objective: Objective, found: Reached) -> Fraction:
    return found.value - objective.allowance(found.value)


def _held(objective: Objective, aim: Aim, stage: Stage, found: Reached) -> Stage:
    held = aim.demand(stage, _floor(objective, found), f"objective '{objective.called}'")
    if held is None:
        raise SolverError(f"the plan of objective '{objective.called}' does not keep what it reached")
    return held


def _level(objective: Objective, aim: Aim, found: Reached, value: Fraction) -> Level:
    sign = objective.sign
    return Level(
        objective=objective,
        best=sign * found.value,
        bound=sign * (found.bound + aim.slack),
        held=sign * (_floor(objective, found) - aim.slack),
        value=sign * value,
        stopped_by=found.stopped_by,
        strategy=found.plan.strategy,
    )


def _solution(facts: Facts, plan: Solution, reached: Sequence[tuple[Objective, Aim, Reached]]) -> Solution:
    """Return the last plan in the formulation's own columns and gains. Its bound is that of the score among the plans that
    keep the levels before it, or where no level is the score what no plan exceeds at a glance."""
    made = facts.formulation
    openings = plan.openings[: made.n_openings]
    used = (each for _, _, found in reached for each in found.plan.strategy.split(" + "))
    strategy = " + ".join(dict.fromkeys(used))
    worth = require_plan(made, plan.pairs, openings, strategy)
    bounds = [int(found.bound * made.scale) for objective, _, found in reached if isinstance(objective, Score)]
    bound = min(bounds, default=bound_by_person(made))
    ends = [found.stopped_by for _, _, found in reached]
    stopped_by = next((end for each in ("interrupt", "time", "effort", "gap") for end in ends if end == each), "proof")
    status: SolutionStatus = "optimal" if worth == bound else "feasible"
    return replace(
        plan,
        openings=openings,
        objective=worth,
        bound=bound,
        status=status,
        stopped_by=stopped_by,
        strategy=strategy,
        notes=tuple(_cut_short(objective, found) for objective, _, found in reached if _is_cut(found)),
    )


def _is_cut(found: Reached) -> bool:
    return found.stopped_by in ("time", "interrupt")


def _cut_short(objective: Objective, found: Reached) -> str:
    return f"objective '{objective.called}' was cut short ({found.stopped_by}): its best may lie nearer to its bound"
