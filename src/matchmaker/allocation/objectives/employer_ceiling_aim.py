"""EmployerCeilingAim: the most people at one employer, as few as can be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from matchmaker.allocation.csr import csr
from matchmaker.allocation.formulation import UNBOUNDED, Rows
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.stage import KIND, Stage
from matchmaker.allocation.solution import Solution


@dataclass(frozen=True, slots=True, eq=False)
class EmployerCeilingAim:
    """Minus the most people whom one employer gets. A threshold is one ceiling per employer: a plain count."""

    facts: Facts
    slack: Fraction = Fraction(0)

    def enter(self, stage: Stage) -> Stage:
        """Return the stage as it is."""
        return stage

    def value(self, stage: Stage, plan: Solution) -> Fraction:
        """Return minus the most people at one employer."""
        counts = np.bincount(self.facts.employer[plan.pairs], minlength=1)
        return -Fraction(int(counts.max()))

    def most(self, stage: Stage) -> Fraction:
        """Return 0: nobody anywhere."""
        return Fraction(0)

    def demand(self, stage: Stage, least: Fraction, name: str) -> Stage:
        """Return the stage with a ceiling over every employer's people."""
        employers, of_pair = np.unique(self.facts.employer, return_inverse=True)
        shape = (employers.size, stage.formulation.n_columns)
        matrix = csr(np.ones(of_pair.size, np.int64), of_pair, np.arange(of_pair.size), shape)
        ids = self.facts.problem.employers["employer_id"].gather(employers).to_list()
        names = tuple(f"{name}: employer '{each}'" for each in ids)
        ceiling = np.full(employers.size, int(-least // 1), np.int64)
        return stage.with_rows(Rows(KIND, names, matrix, np.full(employers.size, -UNBOUNDED), ceiling))

    def middle(self, low: Fraction, high: Fraction) -> Fraction:
        """Return the whole number half-way, rounded up."""
        return Fraction((int(low) + int(high) + 1) // 2)

    def below(self, value: Fraction) -> Fraction:
        """Return one person more."""
        return value - 1
