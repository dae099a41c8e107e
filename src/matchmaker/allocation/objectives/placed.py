"""Placed: how many people have a place."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

import numpy as np

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective, no_openings


class Placed(Objective):
    """As many people placed as can be. In people."""

    kind: Literal["placed"] = "placed"
    code: ClassVar[str] = "placed"

    @property
    def unit(self) -> str:
        """People."""
        return "people"

    def describe(self) -> str:
        """Return the objective in words."""
        return "as many people placed as can be"

    def aim(self, facts: Facts) -> LinearAim:
        """Return 1 for each pair."""
        return LinearAim(facts, np.ones(facts.formulation.n_pairs, np.int64), no_openings(facts), 1)

    def measure(self, finished: Finished) -> Measured:
        """Count the placements."""
        return Measured(Fraction(len(finished.view.assignments)))
