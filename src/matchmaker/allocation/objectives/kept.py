"""Kept: how many placements of the plan before are kept."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import PrivateAttr

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective, no_openings
from matchmaker.allocation.plan_columns import plan_columns
from matchmaker.model import Plan


class Kept(Objective):
    """As many people as can be have the seat that they had in the plan before. In placements.

    The plan before is no setting but comes with the run (`beside`); without one nothing can be kept, and every plan is
    worth 0.
    """

    kind: Literal["kept"] = "kept"
    code: ClassVar[str] = "kept"
    _previous: tuple[tuple[str, str], ...] = PrivateAttr(default=())

    def beside(self, previous: Plan) -> Self:
        """Return the objective with the placements of the plan before."""
        made = self.model_copy()
        made._previous = tuple(sorted(previous.seats.items()))
        return made

    @property
    def unit(self) -> str:
        """Placements."""
        return "placements"

    def describe(self) -> str:
        """Return the objective in words."""
        return "as many placements of the plan before kept as can be"

    def aim(self, facts: Facts) -> LinearAim:
        """Return 1 for each pair of the plan before that is a candidate still."""
        gains = np.zeros(facts.formulation.n_pairs, np.int64)
        found = plan_columns(self._previous, facts.scores.pairs, facts.formulation)
        gains[found[found >= 0]] = 1
        return LinearAim(facts, gains, no_openings(facts), 1)

    def measure(self, finished: Finished) -> Measured:
        """Look every placement of the plan before up."""
        now = set(finished.view.assignments)
        return Measured(Fraction(sum(pair in now for pair in self._previous)))
