"""Commute: the minutes that the people placed travel."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import Better, Finished, Measured, Objective, no_openings
from matchmaker.criteria import Exact

_TENTHS = 10
"""Minutes are counted to a tenth, as the plan shows them."""


class Commute(Objective):
    """As few minutes of commuting as can be: the sum, over the people placed, of one way on the mean working day.

    Nobody placed is nobody travelling, so it belongs after an objective that places people. Minutes that are not known
    count as ``unknown_minutes`` and are reported as "cannot say"; who cannot reach the seat counts as
    ``unreachable_minutes``. Both numbers are assumed: an unknown commute as long as a long one, no reach as a day.
    """

    kind: Literal["commute"] = "commute"
    code: ClassVar[str] = "commute"
    unknown_minutes: Annotated[Exact, Field(gt=0, le=1440)] = Decimal("90")
    unreachable_minutes: Annotated[Exact, Field(gt=0, le=1440)] = Decimal("1440")

    @property
    def unit(self) -> str:
        """Minutes."""
        return "minutes"

    @property
    def better(self) -> Better:
        """Less is better."""
        return "lower"

    def describe(self) -> str:
        """Return the objective in words."""
        return (
            "the fewest minutes of commuting in all, one way "
            f"(not known counts as {self.unknown_minutes.normalize():f}, out of reach as "
            f"{self.unreachable_minutes.normalize():f} minutes)"
        )

    def aim(self, facts: Facts) -> LinearAim:
        """Return minus the tenths of minutes of each pair."""
        minutes = facts.commutes.of(facts.person, facts.seat).astype(np.float64)
        minutes = np.where(np.isnan(minutes), float(self.unknown_minutes), minutes)
        minutes = np.where(np.isinf(minutes), float(self.unreachable_minutes), minutes)
        return LinearAim(facts, -np.rint(minutes * _TENTHS).astype(np.int64), no_openings(facts), _TENTHS)

    def measure(self, finished: Finished) -> Measured:
        """Add the minutes up, each rounded to a tenth."""
        tenths = unknown = 0
        for participant_id, seat_id in finished.view.assignments:
            minutes = finished.commute_minutes(participant_id, seat_id)
            if math.isnan(minutes):
                unknown += 1
                minutes = float(self.unknown_minutes)
            elif math.isinf(minutes):
                minutes = float(self.unreachable_minutes)
            tenths += round(minutes * 10)
        return Measured(Fraction(tenths, 10), unknown)
