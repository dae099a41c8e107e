"""LinearAim: a sum over the pairs, the cohorts that open and the employers that get somebody."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.exact import bound_by_person, objective_of


@dataclass(frozen=True, slots=True, eq=False)
class LinearAim:
    """Maximise ``(pairs @ chosen + openings @ opened + employer_gain * employers reached) / scale``.

    ``pairs`` (n_pairs,) and ``openings`` (n_openings of ``facts.formulation``,) int64; ``employer_gain`` >= 0.
    """

    facts: Facts
    pairs: npt.NDArray[np.int64]
    openings: npt.NDArray[np.int64]
    scale: int
    employer_gain: int = 0
    slack: Fraction = Fraction(0)

    @property
    def largest(self) -> int:
        """The largest gain of anything, whatever its sign."""
        largest = (int(np.abs(gains).max(initial=0)) for gains in (self.pairs, self.openings))
        return max(*largest, self.employer_gain)

    def enter(self, stage: Stage) -> Stage:
        """Return the stage, with a column for each employer where they count."""
        return stage.with_employers(self.facts) if self.employer_gain else stage

    def formulation(self, stage: Stage) -> Formulation:
        """Return the stage's formulation with this sum as its gains."""
        gains = np.zeros(stage.formulation.n_columns, np.int64)
        gains[: self.pairs.size] = self.pairs
        gains[self.pairs.size : self.pairs.size + self.openings.size] = self.openings
        if stage.employers_at is not None:
            gains[stage.employers_at :] = self.employer_gain
        return replace(stage.formulation, gains=gains, scale=self.scale)

    def value(self, stage: Stage, plan: Solution) -> Fraction:
        """Return what a plan is worth."""
        counted = stage.plan(self.facts, plan)
        return Fraction(objective_of(self.formulation(stage), counted.pairs, counted.openings), self.scale)

    def most(self, stage: Stage) -> Fraction:
        """Return the sum of everybody's best."""
        return Fraction(bound_by_person(self.formulation(stage)), self.scale)

    def demand(self, stage: Stage, least: Fraction, name: str) -> Stage:
        """Return the stage with a floor under the sum."""
        return stage.with_row(self.formulation(stage).gains, math.ceil(least * self.scale), None, name)
