"""KeptOpen: how many cohorts of the plan before stay open."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal, Self

import numpy as np
from pydantic import PrivateAttr

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective
from matchmaker.model import Plan


class KeptOpen(Objective):
    """As many cohorts as can be that opened in the plan before stay open. In cohorts.

    More employers and people may join a cohort while it runs (000:2788); what runs is closed only where it has to be.
    The plan before comes with the run (`beside`); without one every plan is worth 0.
    """

    kind: Literal["kept_open"] = "kept_open"
    code: ClassVar[str] = "kept_open"
    _opened: frozenset[str] = PrivateAttr(default=frozenset())

    def beside(self, previous: Plan) -> Self:
        """Return the objective with the cohorts that the plan before opened."""
        made = self.model_copy()
        made._opened = previous.opened
        return made

    @property
    def unit(self) -> str:
        """Cohorts."""
        return "cohorts"

    def describe(self) -> str:
        """Return the objective in words."""
        return "as many cohorts of the plan before kept open as can be"

    def aim(self, facts: Facts) -> LinearAim:
        """Return 1 for each opening of the plan before."""
        made = facts.formulation
        openings = np.array([name in self._opened for name in made.opening_names], np.int64)
        openings[made.n_openings - made.n_further :] = 0
        return LinearAim(facts, np.zeros(made.n_pairs, np.int64), openings, 1)

    def measure(self, finished: Finished) -> Measured:
        """Count the cohorts that are open in both."""
        return Measured(Fraction(len(self._opened & finished.view.plan.opened)))
