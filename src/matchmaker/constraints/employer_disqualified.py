"""EmployerDisqualified: an employer that was disqualified never appears."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.seat_index import seat_employer
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class EmployerDisqualified(Constraint):
    """Nobody is placed at an employer of circle ``disqualified`` (exploitation, contempt; 000:3047-3053). Always on.

    No override lifts it: whoever disagrees corrects the employer's circle.
    """

    kind: Literal["employer_disqualified"] = "employer_disqualified"
    code: ClassVar[str] = "employer_disqualified"

    def describe(self) -> str:
        """Return the rule in words."""
        return "nobody is placed at a disqualified employer"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are at employers in good standing."""
        fit = (problem.employers["circle"] != "disqualified").fill_null(True).to_numpy()
        passes = np.append(fit, True)[seat_employer(problem)][seats]
        return np.broadcast_to(passes, np.broadcast_shapes(participants.shape, seats.shape)).copy()

    def check(self, view: PlanView) -> list[Violation]:
        """Look the circle of every placement's employer up."""
        return [
            Violation(
                self.code, f"participant '{p['participant_id']}' is at disqualified employer '{s['employer_id']}'"
            )
            for p, s in view.placed()
            if view.employers[s["employer_id"]]["circle"] == "disqualified"
        ]
