"""CommuteLimit: nobody commutes longer than the programme allows."""

from __future__ import annotations

import struct
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.criteria import Exact
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class CommuteLimit(Constraint):
    """One-way minutes are at most ``minutes``; not-known minutes pass, out of reach never does.

    No source gives a number of minutes (DOMAIN section 8): it is a setting [assumed]. A participant's own
    limit binds beside it (`OwnCommuteLimit`). Days from home do not count: a day at the site does. Compared in single
    precision, in which minutes are held.
    """

    kind: Literal["commute_limit"] = "commute_limit"
    code: ClassVar[str] = "commute_limit"
    minutes: Annotated[Exact, Field(ge=0, le=1440, description="the longest commute, in minutes one way")]

    def describe(self) -> str:
        """Return the rule in words."""
        return f"nobody commutes longer than {self.minutes} minutes one way"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are within the limit."""
        # Not-known minutes are NaN, for which every comparison is false: they pass.
        passes = ~(commutes.of_day(participants, seats) > np.float32(self.minutes))
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Compare the minutes of every placement with the limit."""
        (limit,) = struct.unpack("<f", struct.pack("<f", self.minutes))
        found = []
        for participant_id, seat_id in view.assignments:
            minutes = view.minutes(participant_id, seat_id)
            if minutes is not None and minutes > limit and (participant_id, seat_id) not in view.overrides:
                far = f"{minutes:.1f} minutes from seat '{seat_id}', over {self.minutes}"
                text = f"participant '{participant_id}' lives {far}"
                found.append(Violation(self.code, text))
        return found
