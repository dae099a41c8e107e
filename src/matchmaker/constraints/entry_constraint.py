"""EntryConstraint: nobody is placed who is proved not to belong to the programme, unless a named person decided so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import Field

from matchmaker.constraints.constraint import Constraint, PlanView, Violation
from matchmaker.constraints.overrides import let_overridden
from matchmaker.constraints.seat_index import seat_opportunity
from matchmaker.criteria import AS_DATE, Criterion, day_numbers, holds
from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.screening import EntryRule, is_approved, judge_entry
from matchmaker.travel import Commutes


class EntryConstraint(Constraint):
    """A participant who provably fails a criterion of ``rule`` is not placed; what cannot be said passes, and is reported.

    A near-miss passes with an ``approve`` among the decisions; where the rule takes special circumstances, so does
    anybody. An ``override`` lets its pair pass. Time elapsed, such as age, is taken on ``as_of``, else on the seat's
    (else the opportunity's) start date; without either it cannot be said.
    """

    code: ClassVar[str] = "eligibility"
    as_of: Annotated[date | None, AS_DATE, Field(description="Day on which time elapsed is taken")] = None

    @property
    def rule(self) -> EntryRule:
        """The criteria, and how far a near-miss may fail them."""
        raise NotImplementedError

    @property
    def criteria_paths(self) -> tuple[str, ...]:
        """Where each criterion stands inside the rule."""
        raise NotImplementedError

    def describe(self) -> str:
        """Return the rule in words."""
        return "nobody is placed who is not eligible: " + "; ".join(item.describe() for item in self.rule.criteria)

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return columns the criteria cannot read; as warnings, who fails, who waits, and of whom it cannot be said."""
        rule = self.rule
        found = [
            f for item, at in zip(rule.criteria, self.criteria_paths, strict=True) for f in item.inspect(problem, at)
        ]
        if found or not problem.n_participants:
            return found
        judged = judge_entry(rule, problem.participants, self._days(problem)[0])
        approved = is_approved(problem, problem.participants["participant_id"])
        enters = judged.may_enter(approved).any(axis=1)
        fails, waits = judged.not_eligible.all(axis=1) & ~enters, ~enters & ~judged.not_eligible.all(axis=1)
        n, unsaid = problem.n_participants, enters & ~judged.eligible.any(axis=1) & ~approved
        counts = [
            ("not-eligible", fails, "participants are not eligible, and no pair of theirs is a candidate"),
            ("near-miss", waits, "participants almost are eligible, and no approval of theirs is among the decisions"),
            ("cannot-say", unsaid, "participants may or may not be eligible: facts are missing, and they pass"),
        ]
        file = "settings.toml"
        warnings = [
            Finding(file, code, f"{int(of.sum())} of {n} {words}", column="criteria", severity="warning")
            for code, of, words in counts
            if of.any()
        ]
        return warnings + _in_vain(problem, set(problem.participants["participant_id"].filter(pl.Series(fails))))

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs are not proved ineligible, or are approved."""
        # Judged once per (participant asked about, distinct day), then gathered to pairs.
        asked = np.zeros(problem.n_participants, bool)
        asked[participants] = True
        number = np.cumsum(asked) - 1
        days, day_of_seat = self._days(problem)
        people = problem.participants.filter(pl.Series(asked))
        enters = judge_entry(self.rule, people, days).may_enter(is_approved(problem, people["participant_id"]))
        return let_overridden(problem, participants, seats, enters[number[participants], day_of_seat[seats]])

    def failed(self, problem: Problem, participants: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which criteria each of the participants (rows, (n,)) provably fails, (C, n).

        On the day of every seat; where a person fails each seat by a criterion of its own, on the day of any.
        """
        fails = judge_entry(self.rule, problem.participants[participants], self._days(problem)[0]).fails
        always = np.asarray(fails.all(axis=2))
        return np.where(always.any(axis=0), always, fails.any(axis=2))

    def waits(self, problem: Problem, participants: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which of the participants (rows, (n,)) could pass for some seat with an approval."""
        judged = judge_entry(self.rule, problem.participants[participants], self._days(problem)[0])
        return np.asarray(judged.near_miss.any(axis=1))

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
        rule, decisions = self.rule, view.problem.decisions.iter_rows(named=True)
        approved = {row["participant_id"] for row in decisions if row["decision"] == "approve"}
        found = []
        for participant, seat in view.placed():
            participant_id = participant["participant_id"]
            if (participant_id, seat["seat_id"]) in view.overrides:
                continue
            failed, is_near = _failing(rule, participant, self._day(seat, view))
            if failed and not (participant_id in approved and (is_near or rule.takes_special)):
                why = "; ".join(item.describe() for item in failed)
                standing = "almost eligible, and nobody approved" if is_near else "not eligible"
                found.append(Violation(self.code, f"participant '{participant_id}' is {standing}: {why}"))
        return found

    def _day(self, seat: Mapping[str, Any], view: PlanView) -> date | None:
        day: date | None = self.as_of or seat["start_date"] or view.opportunities[seat["opportunity_id"]]["start_date"]
        return day


def _failing(rule: EntryRule, participant: Mapping[str, Any], day: date | None) -> tuple[list[Criterion], bool]:
    """Return the criteria that a person fails, and whether all of them are within what a near-miss may fail."""
    failed, missed, is_near = [], 0, True
    for criterion, almost, missable in zip(rule.criteria, rule.almost, rule.missable, strict=True):
        if holds(criterion, participant, day) is not False:
            continue
        failed.append(criterion)
        if almost is None or holds(almost, participant, day) is False:
            missed += 1
            is_near = is_near and missable
    return failed, is_near and missed <= rule.may_miss


def _in_vain(problem: Problem, not_eligible: set[str]) -> list[Finding]:
    """Return approvals of people who do not even almost meet the criteria, and so change nothing."""
    file = problem.files.get("decisions", "decisions.csv")
    return [
        Finding(
            file, "approval-in-vain", "is not eligible by more than an approval may let pass", row, "participant_id",
            name, "a participant who almost meets the criteria", severity="warning",
        )
        for row, (name, decision) in enumerate(
            problem.decisions.select("participant_id", "decision").iter_rows(), start=2
        )
        if decision == "approve" and name in not_eligible
    ]  # fmt: skip
