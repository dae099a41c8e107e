"""Audience: nobody is sent to a group that is known not to be meant for them."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import Criterion, day_numbers, holds, judge
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class Audience(Constraint):
    """Whom each response of the catalogue is meant for (002:173-196), by the response that a workshop names.

    ``audiences`` holds criteria by code of response, all of which must hold; a response that is not among them, and a
    workshop that names none, is for everybody. What cannot be said passes. Ages count on the day the group begins.
    """

    kind: Literal["audience"] = "audience"
    code: ClassVar[str] = "audience"
    audiences: dict[str, tuple[Criterion, ...]]

    def describe(self) -> str:
        """Return the rule in words."""
        return "a group takes only people whom its response is meant for"

    def answers(self, problem: Problem) -> npt.NDArray[np.int8]:
        """Return 1 where an opportunity is meant for a person, 0 where not, -1 where it cannot be said. Shape (P, O)."""
        answer = np.ones((problem.n_participants, problem.opportunities.height), np.int8)
        codes = problem.opportunities["response"].to_list()
        days = day_numbers(problem.opportunities["start_date"])
        for at, code in enumerate(codes):
            for criterion in self.audiences.get(code, ()) if code is not None else ():
                yes, no = judge(criterion, problem.participants, days[at : at + 1])
                answer[:, at] = np.minimum(answer[:, at], np.where(yes[:, 0], 1, -1))
                answer[no[:, 0], at] = -2
        answer[answer == -2] = 0  # one that fails goes before all that cannot be said
        return answer

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are not known to be outside the audience."""
        passes = self.answers(problem)[participants, seat_opportunity(problem)[seats]] != 0
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Judge every line anew."""
        found = []
        for participant, seat in view.placed():
            opportunity = view.opportunities[seat["opportunity_id"]]
            pair = (participant["participant_id"], seat["seat_id"])
            failed = [
                criterion.describe()
                for criterion in self.audiences.get(opportunity["response"], ())
                if holds(criterion, participant, opportunity["start_date"]) is False
            ]
            if failed and pair not in view.overrides:
                text = f"participant '{pair[0]}' is in '{seat['opportunity_id']}', which is for others: "
                found.append(Violation(self.code, text + "; ".join(failed)))
        return found
