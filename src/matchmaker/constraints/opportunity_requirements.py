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
from matchmaker.constraints.seat_index import seat_employer, seat_opportunity
from matchmaker.criteria import AS_TUPLE
from matchmaker.model import Problem
from matchmaker.model.vocabulary import EmployerSize
from matchmaker.travel import Commutes

NO_CERTIFICATE = frozenset({"none", "אין", "ללא"})
"""Words that say in the column of certificates that the participant holds none."""

_GUIDED = ("on_the_job_training", "practicum")


class OpportunityRequirements(Constraint):
    """The hard rules of DOMAIN section 2. Always on; a fact that is not known passes ("cannot say" is not "no").

    On-the-job training and practicum: a position of at least ``min_position_percent`` (75 %: 000:4572, 3283), a signed
    agreement and a named mentor or instructor (000:4624-4636, 4798-4806). On-the-job training: no vocational training
    in its stead (000:2887); ``on_the_job_position`` says whether its position is ``at_least`` that (000:4572) or
    ``over`` it (000:2905). Practicum: the participant holds a certificate (000:4771): an empty list, or the word
    `NO_CERTIFICATE` for "none", says that there is none. Both: the workplace is quality employment (000:4624, 4794).
    Technology class: the employer is of ``class_sizes`` (003:695). A seat without places, or in an opportunity with ``max_size``
    0, is closed. A rule of the settings or of the programme replaces the numbers.
    """

    kind: Literal["opportunity_requirements"] = "opportunity_requirements"
    code: ClassVar[str] = "opportunity_requirements"
    min_position_percent: Annotated[float, Field(ge=0, le=100)] = 75.0
    on_the_job_position: Literal["at_least", "over"] = "at_least"
    class_sizes: Annotated[tuple[EmployerSize, ...], AS_TUPLE] = ("medium", "large")

    def describe(self) -> str:
        """Return the rule in words."""
        return (
            f"on-the-job training and practicum need a position of {self.min_position_percent:g} % or more, an "
            "agreement, a mentor and a quality workplace; a practicum needs a certificate, on-the-job training that no "
            "other training exists, a technology class an employer of its size; closed seats take nobody"
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
        guided = np.isin(kinds, _GUIDED)
        column = problem.seats.select(
            lacking=(pl.col("position_percent") < self.min_position_percent).fill_null(False)
            | ~pl.col("agreement_signed").fill_null(True)
            | ~pl.col("mentor_named").fill_null(True),
            exactly=(pl.col("position_percent") == self.min_position_percent).fill_null(False),
            full=pl.col("count") == 0,
        )
        bad = (guided & column["lacking"].to_numpy()) | column["full"].to_numpy() | np.append(closed, False)[home]
        if self.on_the_job_position == "over":
            bad |= (kinds == "on_the_job_training") & column["exactly"].to_numpy()
        bad |= self._unfit(problem)[home] | ((kinds == "technology_class") & self._wrong_size(problem))
        held = pl.col("certificates").list.eval(~pl.element().str.to_lowercase().is_in(list(NO_CERTIFICATE)))
        uncertified = (~problem.participants.select(held.list.any())["certificates"]).fill_null(False).to_numpy()
        practicum = kinds == "practicum"
        passes = ~bad[seats] & ~(uncertified[participants] & practicum[seats])
        return let_overridden(problem, participants, seats, passes)

    def _unfit(self, problem: Problem) -> npt.NDArray[np.bool_]:
        """Return which opportunities are no place for what they are, with a last ``False`` for none. Shape (O + 1,)."""
        column = problem.opportunities.select(
            other_training=(pl.col("kind") == "on_the_job_training") & ~pl.col("no_alternative_training"),
            poor_place=pl.col("kind").is_in(_GUIDED) & ~pl.col("quality_employment"),
        )
        unfit = (column["other_training"] | column["poor_place"]).fill_null(False)
        return np.append(unfit.to_numpy(), False)

    def _wrong_size(self, problem: Problem) -> npt.NDArray[np.bool_]:
        """Return which seats are at employers of a size that runs no class. Shape (S,)."""
        wrong = (~problem.employers["size"].is_in(self.class_sizes)).fill_null(False)
        return np.append(wrong.to_numpy(), False)[seat_employer(problem)]

    def check(self, view: PlanView) -> list[Violation]:
        """Look at every placement that nobody let through."""
        found = []
        for participant, seat in view.placed():
            participant_id, seat_id = participant["participant_id"], seat["seat_id"]
            if (participant_id, seat_id) in view.overrides:
                continue
            opportunity = view.opportunities[seat["opportunity_id"]]
            for reason in self._reasons(participant, seat, opportunity) + self._of_kind(opportunity, seat, view):
                text = f"participant '{participant_id}' cannot take seat '{seat_id}': {reason}"
                found.append(Violation(self.code, text))
        return found

    def _reasons(
        self, participant: Mapping[str, Any], seat: Mapping[str, Any], opportunity: Mapping[str, Any]
    ) -> list[str]:
        kind, reasons = opportunity["kind"], []
        if kind in _GUIDED and opportunity["quality_employment"] is False:
            reasons.append("it is no quality employment")
        if seat["count"] == 0 or opportunity["max_size"] == 0:
            reasons.append("the seat is closed")
        if kind in _GUIDED:
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

    def _of_kind(self, opportunity: Mapping[str, Any], seat: Mapping[str, Any], view: PlanView) -> list[str]:
        match opportunity["kind"]:
            case "on_the_job_training":
                reasons = []
                if opportunity["no_alternative_training"] is False:
                    reasons.append("there is vocational training in its stead")
                if self.on_the_job_position == "over" and seat["position_percent"] == self.min_position_percent:
                    reasons.append(f"a position of {self.min_position_percent:g} %, more needed")
                return reasons
            case "technology_class":
                size = view.employers[seat["employer_id"]]["size"]
                return [f"a {size} employer runs no class"] if size is not None and size not in self.class_sizes else []
            case _:
                return []
