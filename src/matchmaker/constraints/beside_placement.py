"""BesidePlacement: who has a placement is not sent to pre-employment."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import AS_TUPLE
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class BesidePlacement(Constraint):
    """Workshops come beside a placement (000:2514-2540); pre-employment is for those without one (000:3772-3788).

    ``placed`` are the ids of the participants who have a placement.
    """

    kind: Literal["beside_placement"] = "beside_placement"
    code: ClassVar[str] = "beside_placement"
    placed: Annotated[tuple[str, ...], AS_TUPLE] = ()

    def describe(self) -> str:
        """Return the rule in words."""
        return "who has a placement is not sent to pre-employment"

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are no pre-employment beside a placement."""
        has_place = problem.participants["participant_id"].is_in(pl.Series(self.placed, dtype=pl.String).implode())
        trial = np.append((problem.opportunities["kind"] == "pre_employment").to_numpy(), False)
        passes = ~(has_place.to_numpy()[participants] & trial[seat_opportunity(problem)][seats])
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Look everybody in pre-employment up among the placed."""
        placed = set(self.placed)
        return [
            Violation(self.code, f"participant '{p['participant_id']}' has a placement and is in pre-employment")
            for p, s in view.placed()
            if view.opportunities[s["opportunity_id"]]["kind"] == "pre_employment"
            and p["participant_id"] in placed
            and (p["participant_id"], s["seat_id"]) not in view.overrides
        ]
