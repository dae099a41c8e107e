"""OwnCommuteLimit: nobody is sent where they cannot get to, or farther than they said they would go."""

from __future__ import annotations

import math
import struct
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class OwnCommuteLimit(Constraint):
    """One-way minutes are finite and at most the participant's ``max_commute_minutes``, where known. Always on.

    The participant chooses (000:3063), and means a day at the site, however many are worked from home. Limits are
    compared in single precision, in which minutes are held.
    """

    kind: Literal["own_commute_limit"] = "own_commute_limit"
    code: ClassVar[str] = "own_commute_limit"

    def describe(self) -> str:
        """Return the rule in words."""
        return "nobody commutes longer than they accept, or to a place they cannot reach"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are within the participant's own limit."""
        own = problem.participants["max_commute_minutes"].fill_null(np.finfo(np.float32).max).to_numpy()
        limit = own.astype(np.float32)[participants]
        # Not-known minutes are NaN, for which every comparison is false: they pass.
        return let_overridden(problem, participants, seats, ~(commutes.of_day(participants, seats) > limit))

    def check(self, view: PlanView) -> list[Violation]:
        """Compare the minutes of every placement with the participant's limit."""
        found = []
        for participant_id, seat_id in view.assignments:
            minutes, own = (
                view.minutes(participant_id, seat_id),
                view.participants[participant_id]["max_commute_minutes"],
            )
            if minutes is None or (participant_id, seat_id) in view.overrides:
                continue
            if math.isinf(minutes):
                text = f"participant '{participant_id}' cannot reach seat '{seat_id}'"
                found.append(Violation(self.code, text))
            elif own is not None and minutes > _single(own):
                text = f"participant '{participant_id}' accepts {own} minutes; seat '{seat_id}' is {minutes:.1f} away"
                found.append(Violation(self.code, text))
        return found


def _single(value: float) -> float:
    """Return ``value`` rounded to single precision."""
    (rounded,) = struct.unpack("<f", struct.pack("<f", value))
    return float(rounded)
