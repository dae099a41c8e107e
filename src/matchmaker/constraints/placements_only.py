"""PlacementsOnly: workshops and pre-employment are nobody's placement."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.among import Among, is_among, seats_among
from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class PlacementsOnly(Constraint):
    """A plan of placements holds no workshop and no pre-employment, which come beside one. Always on.

    Pre-employment is a trial in a therapeutic frame, and never counts as a placement (000:3780); a workshop prepares
    for one (000:2514-2540). With ``among = "groups"`` the reverse: what is filled beside a plan holds nothing else.
    No decision lifts this rule: it says what is being planned, not what somebody may have.
    """

    kind: Literal["placements_only"] = "placements_only"
    code: ClassVar[str] = "placements_only"
    among: Among = "placements"

    def describe(self) -> str:
        """Return the rule in words."""
        if self.among == "groups":
            return "groups are workshops and pre-employment, nothing else"
        return "workshops and pre-employment are no placements; people come to them beside one"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are of the sort that is planned."""
        passes = seats_among(problem, self.among)[seats]
        return np.broadcast_to(passes, np.broadcast_shapes(participants.shape, seats.shape)).copy()

    def check(self, view: PlanView) -> list[Violation]:
        """Look the kind of every line's opportunity up."""
        found = []
        for participant, seat in view.placed():
            opportunity = view.opportunities[seat["opportunity_id"]]
            if not is_among(opportunity, self.among):
                who = f"participant '{participant['participant_id']}' is in '{seat['opportunity_id']}'"
                found.append(Violation(self.code, f"{who}, a {opportunity['kind']}"))
        return found
