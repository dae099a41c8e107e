"""Seek: a policy that looks for the best plan by objectives in order, and remembers their levels."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.in_order import Floor, in_order
from matchmaker.allocation.objectives.level import Level
from matchmaker.allocation.objectives.objective import Objective
from matchmaker.allocation.objectives.standing import standing
from matchmaker.allocation.policies import Effort
from matchmaker.allocation.solution import Solution
from matchmaker.model import Plan, Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes


class Seek:
    """A `Policy`. ``floors`` are kept from the start, and ``start`` is a plan in the same columns that keeps them;
    ``previous`` is a plan that stood before: where it obeys every row still, the search starts from it, and it stays where
    nothing was found that is better by more than the gap. ``solution`` and ``levels`` are what the last call made."""

    def __init__(
        self,
        objectives: Sequence[Objective],
        problem: Problem,
        commutes: Commutes,
        *,
        floors: Sequence[Floor] = (),
        start: Solution | None = None,
        previous: Plan | None = None,
    ) -> None:
        self.objectives, self.problem, self.commutes = tuple(objectives), problem, commutes
        self.floors, self.start, self.previous = tuple(floors), start, previous
        self.solution: Solution | None = None
        self.levels: tuple[Level, ...] = ()

    def __call__(self, formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
        """Return the plan, ``infeasible``, or ``no_plan_found``."""
        facts = Facts(self.problem, scores, self.commutes, formulation)
        start = self.start
        if self.previous is not None and start is None:
            start = standing(facts, self.previous)
        made = in_order(self.objectives, facts, effort, floors=self.floors, start=start, stay=self.previous is not None)
        self.solution, self.levels = made.solution, made.levels
        return made.solution
