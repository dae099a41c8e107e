"""solve_again: another plan from what a result carries, with some of it exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from matchmaker.allocation import Result, allocate
from matchmaker.allocation.objectives import Floor, Objective, Seek
from matchmaker.constraints import Constraint
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes


def solve_again(
    result: Result,
    *,
    problem: Problem | None = None,
    scores: ScoreTable | None = None,
    constraints: Sequence[Constraint] | None = None,
    commutes: Commutes | None = None,
    objectives: Sequence[Objective] | None = None,
    floors: Sequence[Floor] = (),
    policy: str | None = None,
    gap: float | None = None,
    time_limit: float | None = None,
    seed: int | None = None,
    interrupt: Event | None = None,
) -> Result:
    """Return the result of `matchmaker.allocation.allocate` with what ``result`` carries, and what is given in its place.

    What is not given stays as it was: the facts, the scores, the rules, the commutes, the objectives in order (those of
    its levels; ``()`` asks for the sum of scores), the plan before (with the objectives only), the policy and the seed.
    ``floors`` are values of objectives that the plan keeps where there are objectives in order. ``gap`` (relative) is 1e-4
    unless given, as a result does not hold the gap that was asked for; ``time_limit`` is in seconds. Scores and commutes
    belong to the people and seats of their problem: who exchanges people or seats brings all three.
    The plan is replayed by the independent check, as every plan is.

    Raises:
        UsageError, SettingsError, SolverError, VerificationError: as `matchmaker.allocation.allocate` does.
    """
    problem = result.problem if problem is None else problem
    commutes = result.commutes if commutes is None else commutes
    sought = tuple(level.objective for level in result.levels) if objectives is None else tuple(objectives)
    before = result.previous if objectives is None else None
    return allocate(
        problem,
        result.scores if scores is None else scores,
        result.constraints if constraints is None else constraints,
        commutes,
        policy=result.policy if policy is None else policy,
        gap=1e-4 if gap is None else gap,
        time_limit=time_limit,
        seed=result.seed if seed is None else seed,
        programme=result.programme,
        interrupt=interrupt,
        seek=Seek(sought, problem, commutes, floors=floors, previous=None if before is None else before.plan)
        if sought
        else None,
        previous=before,
    )
