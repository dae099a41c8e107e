"""DiffersFrom: a plan that differs from another in at least so many people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from matchmaker.constraints import Columns, Constraint, PlanView, RuleRows, Violation


class DiffersFrom(Constraint):
    """At least ``least`` people have another seat than in ``seats`` (person's id -> seat's id), or one and not the other.

    Made for the search of alternatives; no settings ask for it. ``name`` says which plan it is.
    """

    kind: Literal["differs_from"] = "differs_from"
    code: ClassVar[str] = "differs_from"
    name: str
    seats: Mapping[str, str]
    least: Annotated[int, Field(ge=0)]

    def describe(self) -> str:
        """Return the rule in words."""
        return f"at least {self.least} people have another place than in {self.name}, or none"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row: who stays counts -1, who had no place and gets one counts 1, beside all who had one."""
        pairs = columns.pairs
        people, places = pairs.participant_ids.tolist(), pairs.seat_ids.tolist()
        seat_row = {seat: row for row, seat in enumerate(places)}
        # -2: had none, -1: had one that is no candidate's any more, and so leaves it in any plan
        had = np.array([seat_row.get(self.seats[each], -1) if each in self.seats else -2 for each in people], np.int64)
        before = had[pairs.participant]
        value = np.where(before == pairs.seat, -1, 0) + (before == -2)
        used = np.flatnonzero(value)
        least = self.least - sum(each in self.seats for each in people)
        return RuleRows(
            (self.describe(),), np.zeros(used.size, np.int64), used, value[used].astype(np.int64), (least,), (None,)
        )

    def check(self, view: PlanView) -> list[Violation]:
        """Compare everybody's place."""
        now = dict(view.assignments)
        n = sum(now.get(each) != self.seats.get(each) for each in view.participants)
        if n >= self.least:
            return []
        return [Violation(self.code, f"{n} people have another place than in {self.name}, fewer than {self.least}")]
