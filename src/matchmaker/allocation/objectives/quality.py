"""Quality: how many placements can become quality employment."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective, no_openings
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import Exact


class Quality(Objective):
    """As many placements as can be in what leads to quality employment (000:2669), in a position that is not known to be
    below ``least_percent`` (000:425), as the scorer ``quality_employment`` judges it. In placements.

    ``least_percent`` is the programme's unless it is given. Where it is not said whether the opportunity leads there,
    the placement is not counted, and reported as "cannot say".
    """

    kind: Literal["quality"] = "quality"
    code: ClassVar[str] = "quality"
    least_percent: Annotated[Exact, Field(ge=0, le=100)]

    @property
    def unit(self) -> str:
        """Placements."""
        return "placements"

    def describe(self) -> str:
        """Return the objective in words."""
        return (
            "as many placements as can be that lead to quality employment, in a position not known to be below "
            f"{self.least_percent.normalize():f} %"
        )

    def aim(self, facts: Facts) -> LinearAim:
        """Return 1 for each pair with such a seat."""
        problem = facts.problem
        leads = problem.opportunities["quality_employment"].fill_null(False).to_numpy()[seat_opportunity(problem)]
        # A position is a float of few decimals, and the limit is one too.
        small = (problem.seats["position_percent"] < float(self.least_percent)).fill_null(False).to_numpy()
        gains = (leads & ~small)[facts.seat].astype(np.int64)
        return LinearAim(facts, gains, no_openings(facts), 1)

    def measure(self, finished: Finished) -> Measured:
        """Count the placements, and those of which it cannot be said."""
        counted = unsaid = 0
        for _, seat in finished.view.placed():
            percent = seat["position_percent"]
            if percent is not None and percent < float(self.least_percent):
                continue
            leads = finished.view.opportunities[seat["opportunity_id"]]["quality_employment"]
            counted += leads is True
            unsaid += leads is None
        return Measured(Fraction(counted), unsaid)
