"""OnePlaceEach: nobody is placed twice."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Literal

from matchmaker.constraints.constraint import Constraint, PlanView, Violation


class OnePlaceEach(Constraint):
    """A participant has at most one place. Always on.

    Its other half is `matchmaker.allocation.Formulation.left`, which every solver reads; a `Plan` is a mapping and
    cannot break it, the lines of a written plan can.
    """

    kind: Literal["one_place_each"] = "one_place_each"
    code: ClassVar[str] = "one_place_each"

    def describe(self) -> str:
        """Return the rule in words."""
        return "every participant has at most one place"

    def check(self, view: PlanView) -> list[Violation]:
        """Count the places of every participant."""
        places = Counter(participant_id for participant_id, _ in view.assignments)
        return [
            Violation(self.code, f"participant '{participant_id}' has {n} places")
            for participant_id, n in places.items()
            if n > 1
        ]
