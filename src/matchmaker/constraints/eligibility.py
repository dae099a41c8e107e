"""Eligibility: nobody is placed whom the programme's criteria prove not eligible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import Field

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import AS_DATE, AS_TUPLE, Criterion, day_numbers, holds, judge
from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.travel import Commutes


class Eligibility(Constraint):
    """A participant who provably fails one of ``criteria`` is not placed; what cannot be said passes, and is reported.

    Age is taken on ``as_of``, else on the seat's (else the opportunity's) start date; without either it cannot be
    said. The criteria belong to the programme (000:325-337, 002:303-321). An ``override`` lets the pair pass (a named
    person approves a near-miss).
    """

    kind: Literal["eligibility"] = "eligibility"
    code: ClassVar[str] = "eligibility"
    criteria: Annotated[tuple[Criterion, ...], AS_TUPLE, Field(min_length=1, description="a list of criteria")]
    as_of: Annotated[date | None, AS_DATE] = None

    def describe(self) -> str:
        """Return the rule in words."""
        return "nobody is placed who is not eligible: " + "; ".join(item.describe() for item in self.criteria)

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return columns the criteria cannot read; as warnings, who fails and of whom it cannot be said."""
        found = [f for i, item in enumerate(self.criteria) for f in item.inspect(problem, f"criteria[{i}]")]
        if found or not problem.n_participants:
            return found
        days, _ = self._days(problem)
        judged = [judge(criterion, problem.participants, days) for criterion in self.criteria]
        fails = np.logical_or.reduce([no for _, no in judged]).all(axis=1)
        holds_all = np.logical_and.reduce([yes for yes, _ in judged]).any(axis=1)
        n, unsaid = problem.n_participants, int((~fails & ~holds_all).sum())
        counts = [
            ("not-eligible", int(fails.sum()), "participants are not eligible, and no pair of theirs is a candidate"),
            ("cannot-say", unsaid, "participants may or may not be eligible: facts are missing, and they pass"),
        ]
        file = "settings.toml"
        return [
            Finding(file, code, f"{count} of {n} {words}", column="criteria", severity="warning")
            for code, count, words in counts
            if count
        ]

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are not proved ineligible."""
        # Judged once per (participant asked about, distinct day), then gathered to pairs.
        asked = np.zeros(problem.n_participants, bool)
        asked[participants] = True
        number = np.cumsum(asked) - 1
        days, day_of_seat = self._days(problem)
        people = problem.participants.filter(pl.Series(asked))
        fails = np.zeros((people.height, len(days)), bool)
        for criterion in self.criteria:
            fails |= judge(criterion, people, days)[1]
        passes = ~fails[number[participants], day_of_seat[seats]]
        return let_overridden(problem, participants, seats, passes)

    def failed(self, problem: Problem, participants: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which criteria each of the participants (rows, (n,)) provably fails, (C, n).

        On the day of every seat; where a person fails each seat by a criterion of its own, on the day of any.
        """
        days, _ = self._days(problem)
        people = problem.participants[participants]
        fails = np.stack([judge(criterion, people, days)[1] for criterion in self.criteria])
        always = np.asarray(fails.all(axis=2))
        return np.where(always.any(axis=0), always, fails.any(axis=2))

    def _days(self, problem: Problem) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the distinct days as in `day_numbers`, and which of them each seat goes by."""
        if self.as_of is not None:
            return day_numbers(pl.Series([self.as_of])), np.zeros(problem.n_seats, np.int64)
        start = np.append(day_numbers(problem.opportunities["start_date"]), 0)[seat_opportunity(problem)]
        own = day_numbers(problem.seats["start_date"])
        days, inverse = np.unique(np.where(own > 0, own, start), return_inverse=True)
        return days, inverse.astype(np.int64)

    def check(self, view: PlanView) -> list[Violation]:
        """Judge every placement that nobody let through."""
        found = []
        for participant, seat in view.placed():
            participant_id = participant["participant_id"]
            if (participant_id, seat["seat_id"]) in view.overrides:
                continue
            failed = [item for item in self.criteria if holds(item, participant, self._day(seat, view)) is False]
            if failed:
                why = "; ".join(item.describe() for item in failed)
                found.append(Violation(self.code, f"participant '{participant_id}' is not eligible: {why}"))
        return found

    def _day(self, seat: Mapping[str, Any], view: PlanView) -> date | None:
        day: date | None = self.as_of or seat["start_date"] or view.opportunities[seat["opportunity_id"]]["start_date"]
        return day
