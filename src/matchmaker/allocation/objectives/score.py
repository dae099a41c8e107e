"""Score: the sum of the scores, less what opening the cohorts costs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.linear_aim import LinearAim
from matchmaker.allocation.objectives.objective import ROUNDED, Finished, Measured, Objective


class Score(Objective):
    """The largest sum of scores, less the opening penalties of the cohorts that open: what is sought where no objectives
    are set."""

    kind: Literal["score"] = "score"
    code: ClassVar[str] = "score"

    @property
    def unit(self) -> str:
        """Scores."""
        return "score"

    def describe(self) -> str:
        """Return the objective in words."""
        return "the largest sum of scores"

    def aim(self, facts: Facts) -> LinearAim:
        """Return the gains that the formulation has."""
        made = facts.formulation
        slack = ROUNDED * (made.n_left + made.n_openings) / made.scale if made.rounded else Fraction(0)
        return LinearAim(facts, made.gains[: made.n_pairs], made.gains[made.n_pairs :], made.scale, slack=slack)

    def measure(self, finished: Finished) -> Measured:
        """Add the scores up and take the penalties off."""
        view = finished.view
        total = sum((finished.scores[pair] for pair in view.assignments), Decimal(0))
        for opportunity_id in view.plan.opened:
            penalty = view.opportunities[opportunity_id]["opening_penalty"]
            if penalty is not None:
                total -= Decimal(repr(penalty))
        return Measured(Fraction(total))
