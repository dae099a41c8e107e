"""Spread: over how many employers the people are spread, or how many one employer gets at most."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np

from matchmaker.allocation.objectives.employer_ceiling_aim import EmployerCeilingAim
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Better, Finished, Measured, Objective, no_openings


class Spread(Objective):
    """``of = "employers"``: as many employers as can be get somebody. ``of = "most"``: the employer with the most people
    gets as few as can be (after an objective that places people, since nobody placed is 0)."""

    kind: Literal["spread"] = "spread"
    code: ClassVar[str] = "spread"
    of: Literal["employers", "most"] = "employers"

    @property
    def unit(self) -> str:
        """Employers, or people."""
        return "employers" if self.of == "employers" else "people"

    @property
    def better(self) -> Better:
        """More employers, or fewer people at one."""
        return "higher" if self.of == "employers" else "lower"

    @property
    def is_sum(self) -> bool:
        """The number of employers is one."""
        return self.of == "employers"

    def describe(self) -> str:
        """Return the objective in words."""
        if self.of == "employers":
            return "as many employers as can be get somebody"
        return "as few people as can be at the employer who gets the most"

    def aim(self, facts: Facts) -> LinearAim | EmployerCeilingAim:
        """Return 1 for each employer reached, or a ceiling over all."""
        if self.of == "most":
            return EmployerCeilingAim(facts)
        nothing = np.zeros(facts.formulation.n_pairs, np.int64)
        return LinearAim(facts, nothing, no_openings(facts), 1, employer_gain=1)

    def measure(self, finished: Finished) -> Measured:
        """Count the employers, or the people at the one with the most."""
        people = Counter(seat["employer_id"] for _, seat in finished.view.placed())
        if self.of == "employers":
            return Measured(Fraction(len(people)))
        most = max(people.values(), default=0)
        about = min((employer for employer, n in people.items() if n == most), default=None)
        return Measured(Fraction(most), about=None if about is None else f"employer '{about}'")
