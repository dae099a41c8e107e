"""OpeningConditions: a training whose field, demand or interest is known to be missing stays closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import Field

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.opening_facts import AlikeNames, alike_names, opening_facts
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import AS_TUPLE
from matchmaker.model import Problem
from matchmaker.model.vocabulary import OpportunityKind
from matchmaker.travel import Commutes

Condition = Literal["quality_field", "employer_demand", "participants_interest"]


class OpeningConditions(Constraint):
    """Nobody is placed in a training of ``kinds`` that fails one of the conditions that ``closes`` (000:2669-2675).

    The field is quality employment, employers ask for it, people are interested (`opening_facts` says how each is
    judged). What cannot be said passes, and is reported. Length is a preference, never a reason to close: it is only
    reported where longer than ``preferred_weeks``. A wish for another field is no refusal and names of fields are free
    text, so interest closes only where settings or the programme ask for it.
    """

    kind: Literal["opening_conditions"] = "opening_conditions"
    code: ClassVar[str] = "opening_conditions"
    kinds: Annotated[tuple[OpportunityKind, ...], AS_TUPLE] = ("triangle_training",)
    closes: Annotated[tuple[Condition, ...], AS_TUPLE] = ("quality_field", "employer_demand")
    preferred_weeks: Annotated[float, Field(ge=0, le=520)] = 26.0
    least_alike: Annotated[float, Field(gt=0, le=1)] = 0.5

    def describe(self) -> str:
        """Return the rule in words."""
        return f"a training opens only if it does not fail: {', '.join(self.closes) or 'nothing'}"

    def facts(self, problem: Problem) -> pl.DataFrame:
        """Return which conditions hold, fail or cannot be said, per opportunity (`opening_facts`)."""
        return opening_facts(problem, self.kinds, self.preferred_weeks, self.least_alike)

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are not in a training that fails a condition."""
        interest = "participants_interest" in self.closes
        facts = opening_facts(problem, self.kinds, self.preferred_weeks, self.least_alike, interest=interest)
        fails = pl.any_horizontal(pl.lit(False), *(~pl.col(name).fill_null(True) for name in self.closes))
        closed = problem.opportunities["opportunity_id"].is_in(
            facts.filter(fails)["opportunity_id"].implode() if facts.height else []
        )
        passes = ~np.append(closed.to_numpy(), False)[seat_opportunity(problem)][seats]
        passes = np.broadcast_to(passes, np.broadcast_shapes(participants.shape, seats.shape))
        return let_overridden(problem, participants, seats, passes)

    def check(self, view: PlanView) -> list[Violation]:
        """Judge the training of every placement anew, from the plain rows."""
        reasons: dict[str, list[str]] = {}
        names = alike_names(view.problem) if "participants_interest" in self.closes else None
        found = []
        for participant, seat in view.placed():
            participant_id, seat_id, opportunity_id = (
                participant["participant_id"], seat["seat_id"], seat["opportunity_id"],
            )  # fmt: skip
            opportunity = view.opportunities[opportunity_id]
            if opportunity["kind"] not in self.kinds or (participant_id, seat_id) in view.overrides:
                continue
            if opportunity_id not in reasons:
                reasons[opportunity_id] = self._failing(opportunity, view, names)
            for reason in reasons[opportunity_id]:
                text = f"participant '{participant_id}' is in '{opportunity_id}', which may not open: {reason}"
                found.append(Violation(self.code, text))
        return found

    def _failing(self, opportunity: Mapping[str, Any], view: PlanView, names: AlikeNames | None) -> list[str]:
        seats = [seat for seat in view.seats.values() if seat["opportunity_id"] == opportunity["opportunity_id"]]
        needed = max(opportunity["min_size"] or 1, 1)
        reasons = []
        if "quality_field" in self.closes and opportunity["quality_employment"] is False:
            reasons.append("its field is not quality employment")
        if "employer_demand" in self.closes and opportunity["demanded_field"] is not True:
            left = sum(seat["count"] for seat in seats if seat["agreement_signed"] is not False)
            if left < needed:
                reasons.append(f"employers commit {left} places, {needed} needed")
        if names is not None and opportunity["field"] is not None:
            told = [opportunity["field"], *(seat["occupation"] for seat in seats if seat["occupation"] is not None)]
            n = sum(
                person["wished_fields"] is None or self._wishes(person["wished_fields"], told, names)
                for person in view.participants.values()
            )
            if n < needed:
                reasons.append(f"at most {n} people are interested, {needed} needed")
        return reasons

    def _wishes(self, wished: list[str], told: list[str], names: AlikeNames) -> bool:
        wishes, known, alike = names
        return any(alike[wishes.index(wish), known.index(name)] >= self.least_alike for wish in wished for name in told)
