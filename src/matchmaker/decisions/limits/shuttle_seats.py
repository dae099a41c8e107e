"""ShuttleSeats: a shuttle takes only so many of those who need it."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from matchmaker.constraints import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block


class ShuttleSeats(Constraint):
    """At most ``seats`` people are placed in ``pairs`` (participant id, seat id): those that no rule lets through without the
    shuttle. It belongs to a scenario, not to settings; who could come without it takes no seat [assumed]."""

    kind: Literal["shuttle_seats"] = "shuttle_seats"
    code: ClassVar[str] = "shuttle_seats"
    name: str
    seats: int
    pairs: frozenset[tuple[str, str]]

    def describe(self) -> str:
        """Return the rule in words."""
        return f"the shuttle {self.name} takes at most {self.seats} people who need it"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row over the pairs that need the shuttle."""
        pairs = columns.pairs
        people = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
        places = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
        known = [(people[p], places[s]) for p, s in sorted(self.pairs) if p in people and s in places]
        wanted = np.array(known, np.int64).reshape(-1, 2)
        at = pairs.positions(wanted[:, 0], wanted[:, 1])
        unit = np.full(pairs.n_pairs, -1, np.int64)
        unit[at[at >= 0]] = 0
        return row_block([self.describe()], unit, 1, upper=[self.seats])

    def check(self, view: PlanView) -> list[Violation]:
        """Count those who need it."""
        n = sum(each in self.pairs for each in view.assignments)
        return (
            [Violation(self.code, f"{n} people need the shuttle {self.name} of {self.seats}")] if n > self.seats else []
        )
