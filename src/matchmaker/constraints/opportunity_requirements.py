"""OpportunityRequirements: what each kind of opportunity must have before anyone is placed in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import Field

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.model import Problem
from matchmaker.travel import Commutes

NO_CERTIFICATE = frozenset({"none", "אין", "ללא"})
"""Words that say in the column of certificates that the participant holds none."""


class OpportunityRequirements(Constraint):
    """The hard rules of DOMAIN section 2. Always on; a fact that is not known passes ("cannot say" is not "no").

    On-the-job training and practicum: a position of at least ``min_position_percent`` (75 %: 000:4572, 3283), a signed
    agreement and a named mentor or instructor (000:4624-4636, 4798-4806). Practicum: the participant holds a
    certificate (000:4771): an empty list, or the word `NO_CERTIFICATE` for "none", says that there is none. A seat
    without places, or in an opportunity with ``max_size`` 0, is closed. A settings rule of this kind replaces the
    numbers.
    """

    kind: Literal["opportunity_requirements"] = "opportunity_requirements"
    code: ClassVar[str] = "opportunity_requirements"
    min_position_percent: Annotated[float, Field(ge=0, le=100)] = 75.0

    def describe(self) -> str:
        """Return the rule in words."""
        return (
            f"on-the-job training and practicum need a position of {self.min_position_percent:g} % or more, an "
            "agreement and a mentor; a practicum needs a certificate; closed seats take nobody"
        )

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs meet what is asked for."""
        home = seat_opportunity(problem)
        kinds = np.array([*problem.opportunities["kind"], None], object)[home].astype(str)
        closed = (problem.opportunities["max_size"] == 0).fill_null(False).to_numpy()
        guided = np.isin(kinds, ("on_the_job_training", "practicum"))
        column = problem.seats.select(
            lacking=(pl.col("position_percent") < self.min_position_percent).fill_null(False)
            | ~pl.col("agreement_signed").fill_null(True)
            | ~pl.col("mentor_named").fill_null(True),
            full=pl.col("count") == 0,
        )
        bad = (guided & column["lacking"].to_numpy()) | column["full"].to_numpy() | np.append(closed, False)[home]
        held = pl.col("certificates").list.eval(~pl.element().str.to_lowercase().is_in(list(NO_CERTIFICATE)))
        uncertified = (~problem.participants.select(held.list.any())["certificates"]).fill_null(False).to_numpy()
        practicum = kinds == "practicum"
        passes = ~bad[seats] & ~(uncertified[participants] & practicum[seats])
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Look at every placement that nobody let through."""
        found = []
        for participant, seat in view.placed():
            participant_id, seat_id = participant["participant_id"], seat["seat_id"]
            if (participant_id, seat_id) in view.overrides:
                continue
            for reason in self._reasons(participant, seat, view.opportunities[seat["opportunity_id"]]):
                text = f"participant '{participant_id}' cannot take seat '{seat_id}': {reason}"
                found.append(Violation(self.code, text))
        return found

    def _reasons(
        self, participant: Mapping[str, Any], seat: Mapping[str, Any], opportunity: Mapping[str, Any]
    ) -> list[str]:
        kind, reasons = opportunity["kind"], []
        if seat["count"] == 0 or opportunity["max_size"] == 0:
            reasons.append("the seat is closed")
        if kind in ("on_the_job_training", "practicum"):
            percent = seat["position_percent"]
            if percent is not None and percent < self.min_position_percent:
                reasons.append(f"a position of {percent:g} %, {self.min_position_percent:g} needed")
            if seat["agreement_signed"] is False:
                reasons.append("no signed agreement")
            if seat["mentor_named"] is False:
                reasons.append("no named mentor")
        # `None` would be "not known"; only a list known to hold none says that there is none.
        held = participant["certificates"]
        if kind == "practicum" and held is not None and {each.lower() for each in held} <= NO_CERTIFICATE:
            reasons.append("a practicum needs a certificate")
        return reasons
