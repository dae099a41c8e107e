"""CohortSize: a cohort opens with enough people, or not at all."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block, select, stack
from matchmaker.constraints.seat_index import filled, seat_opportunity
from matchmaker.model import Problem


class CohortSize(Constraint):
    """A cohort (``min_size`` > 0) opens with ``min_size`` to ``max_size`` people, or stays closed and empty. Always on.

    ``min_size * open <= n <= most * open`` with ``most`` the places of its seats, or ``max_size`` if that is fewer.
    An open cohort is therefore never empty. Without ``min_size`` (or with 0) there is nothing to open and
    ``max_size`` is a plain limit; 0 closes it. (DOMAIN section 2; 15-20 is hard to fill, 000:2774, so any size may be
    asked for.)
    """

    kind: Literal["cohort_size"] = "cohort_size"
    code: ClassVar[str] = "cohort_size"

    def describe(self) -> str:
        """Return the rule in words."""
        return "every cohort opens with at least min_size and at most max_size people, or stays closed"

    def rows(self, columns: Columns) -> RuleRows:
        """Return a floor and a ceiling per cohort, and a ceiling per other opportunity with a ``max_size``."""
        problem, openings = columns.problem, columns.openings
        ids = problem.opportunities["opportunity_id"].to_list()
        least, most = filled(problem.opportunities["min_size"], 0), filled(problem.opportunities["max_size"], -1)
        opportunity = seat_opportunity(problem)[columns.pairs.seat]
        is_cohort = np.zeros(len(ids), bool)
        is_cohort[openings] = True
        # No plan has more people than places, so this is the tightest ceiling: it makes for good bounds.
        places = _places(problem)
        ceiling = np.where(most >= 0, np.minimum(most, places), places)
        capped = ~is_cohort & (most >= 0)
        number = select(is_cohort)
        cohort, row = number[opportunity], number[openings]
        column = columns.pairs.n_pairs + np.arange(openings.size)
        zeros = [0] * openings.size
        needs = [f"cohort '{ids[o]}' needs at least {least[o]} people" for o in np.flatnonzero(is_cohort)]
        takes = [
            f"cohort '{ids[o]}' takes at most {ceiling[o]} people, none if closed" for o in np.flatnonzero(is_cohort)
        ]
        plain = [f"opportunity '{ids[o]}' takes at most {most[o]} people" for o in np.flatnonzero(capped)]
        return stack(
            [
                row_block(needs, cohort, 1, lower=zeros, opening=(row, column, -least[openings])),
                row_block(takes, cohort, 1, upper=zeros, opening=(row, column, -ceiling[openings])),
                row_block(plain, select(capped)[opportunity], 1, upper=most[capped].tolist()),
            ]
        )

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people of every opportunity and compare with its sizes and with what the plan says is open."""
        size = Counter(seat["opportunity_id"] for _, seat in view.placed())
        places: Counter[str] = Counter()
        for seat in view.seats.values():
            places[seat["opportunity_id"]] += seat["count"]
        found = []
        for opportunity_id, opportunity in view.opportunities.items():
            n, least, most = size[opportunity_id], opportunity["min_size"] or 0, opportunity["max_size"]
            if least > 0 and opportunity_id not in view.plan.opened:
                if n > 0:
                    found.append(self._violation(f"cohort '{opportunity_id}' is closed and has {n} people"))
                continue
            if n < least:
                found.append(self._violation(f"cohort '{opportunity_id}' is open with {n} people and needs {least}"))
            if least > 0:
                most = places[opportunity_id] if most is None else min(most, places[opportunity_id])
            if most is not None and n > most:
                found.append(self._violation(f"opportunity '{opportunity_id}' has {n} people for at most {most}"))
        return found

    def _violation(self, message: str) -> Violation:
        return Violation(self.code, message)


def _places(problem: Problem) -> npt.NDArray[np.int64]:
    """Return the places of every opportunity over its seats. Shape (O,)."""
    home, count = seat_opportunity(problem), filled(problem.seats["count"], 0)
    places = np.bincount(home[home >= 0], count[home >= 0], minlength=problem.opportunities.height)
    return places.astype(np.int64)
