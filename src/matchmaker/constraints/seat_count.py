"""SeatCount: an employer takes no more people than it has places, and no fewer than it asked for."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Literal

import numpy as np

from matchmaker.constraints.among import Among, is_among, seats_among
from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block, select, stack
from matchmaker.constraints.seat_index import filled, seat_opportunity


class SeatCount(Constraint):
    """At most ``count`` people in a seat; at least ``min_count`` where its opportunity is open. Always on.

    ``n_s <= count_s`` and ``n_s >= min_count_s * open``. An opportunity without ``min_size`` has no opening decision:
    it is open, and its seats' ``min_count`` always bind. Missing ``min_count`` asks for nothing, and nor does one of a
    seat that is not ``among`` those that are planned. (DOMAIN section 4.)
    """

    kind: Literal["seat_count"] = "seat_count"
    code: ClassVar[str] = "seat_count"
    among: Among = "placements"

    def describe(self) -> str:
        """Return the rule in words."""
        return "every seat takes at most its count, and at least its min_count where the opportunity opens"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per seat with its count, and one per seat with a ``min_count``."""
        seats = columns.problem.seats
        ids = seats["seat_id"].to_list()
        names = [
            f"seat '{seat}' takes at most {n} people" for seat, n in zip(ids, seats["count"].to_list(), strict=True)
        ]
        most = row_block(names, columns.pairs.seat, 1, upper=seats["count"].to_list())
        return stack([most, self._floors(columns)])

    def _floors(self, columns: Columns) -> RuleRows:
        seats = columns.problem.seats
        least = filled(seats["min_count"], 0) * seats_among(columns.problem, self.among)
        chosen = np.flatnonzero(least > 0)
        ids = seats["seat_id"].to_list()
        opening = np.append(columns.opening_column(), -1)[seat_opportunity(columns.problem)[chosen]]
        cohort = np.flatnonzero(opening >= 0)
        names = [
            f"seat '{ids[s]}' takes at least {least[s]} people" + (" if its cohort opens" if opening[i] >= 0 else "")
            for i, s in enumerate(chosen)
        ]
        lower = [0 if opening[i] >= 0 else int(least[s]) for i, s in enumerate(chosen)]
        terms = (cohort, opening[cohort], -least[chosen][cohort])
        return row_block(names, select(least > 0)[columns.pairs.seat], 1, lower=lower, opening=terms)

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people in every seat."""
        taken = Counter(seat_id for _, seat_id in view.assignments)
        found = []
        for seat_id, seat in view.seats.items():
            n, least = taken[seat_id], seat["min_count"] or 0
            opportunity = view.opportunities[seat["opportunity_id"]]
            is_open = not opportunity["min_size"] or seat["opportunity_id"] in view.plan.opened
            least *= is_among(opportunity, self.among)
            if n > seat["count"]:
                found.append(Violation(self.code, f"seat '{seat_id}' has {n} people for {seat['count']} places"))
            if is_open and n < least:
                found.append(Violation(self.code, f"seat '{seat_id}' has {n} people and needs at least {least}"))
        return found
