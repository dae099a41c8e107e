"""Veto: a pair that a person forbade is never chosen."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import set_decided
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class Veto(Constraint):
    """A pair with decision ``veto`` is not chosen; no override lifts it. Always on (DOMAIN section 5)."""

    kind: Literal["veto"] = "veto"
    code: ClassVar[str] = "veto"

    def describe(self) -> str:
        """Return the rule in words."""
        return "pairs with a veto are not chosen"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs nobody forbade."""
        every = np.ones(np.broadcast_shapes(participants.shape, seats.shape), bool)
        return set_decided(problem, participants, seats, every, decision="veto", to=False)

    def check(self, view: PlanView) -> list[Violation]:
        """Look every veto up in the plan."""
        chosen = set(view.assignments)
        return [
            Violation(self.code, f"participant '{row['participant_id']}' is in seat '{row['seat_id']}' against a veto")
            for row in view.problem.decisions.iter_rows(named=True)
            if row["decision"] == "veto" and (row["participant_id"], row["seat_id"]) in chosen
        ]
