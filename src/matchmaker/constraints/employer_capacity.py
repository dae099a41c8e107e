"""EmployerCapacity: an employer's own limit over all of its seats."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Literal

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block, select
from matchmaker.constraints.seat_index import filled, seat_employer


class EmployerCapacity(Constraint):
    """At most ``employers.max_placements`` people over all seats of an employer; missing means no limit. Always on."""

    kind: Literal["employer_capacity"] = "employer_capacity"
    code: ClassVar[str] = "employer_capacity"

    def describe(self) -> str:
        """Return the rule in words."""
        return "every employer takes at most its max_placements"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per employer with a limit."""
        employers = columns.problem.employers
        limit = filled(employers["max_placements"], -1)
        chosen = limit >= 0
        ids = employers["employer_id"].to_list()
        names = [f"employer '{ids[e]}' takes at most {limit[e]} people" for e in chosen.nonzero()[0]]
        unit = select(chosen)[seat_employer(columns.problem)][columns.pairs.seat]
        return row_block(names, unit, 1, upper=[int(n) for n in limit[chosen]])

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people of every employer."""
        taken = Counter(seat["employer_id"] for _, seat in view.placed())
        return [
            Violation(self.code, f"employer '{employer_id}' has {taken[employer_id]} people for at most {most}")
            for employer_id, employer in view.employers.items()
            if (most := employer["max_placements"]) is not None and taken[employer_id] > most
        ]
