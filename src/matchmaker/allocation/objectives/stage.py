"""Stage: the formulation as the levels so far have left it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.csr import csr, widened
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.solution import Solution

KIND = "objective"
"""Kind of the rows that hold a level."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A formulation with the rows of the levels held so far, and perhaps a column for each employer.

    ``employers_at`` is the first of the columns that may be 1 only where an employer gets somebody (one per employer of
    a candidate pair, in the order of the employers' rows), ``None`` before a level needed them.
    """

    formulation: Formulation
    employers_at: int | None = None

    def with_row(self, values: npt.NDArray[np.int64], lower: int | None, upper: int | None, name: str) -> Stage:
        """Return the stage with a row more: ``values`` (up to n_columns,) are its coefficients."""
        columns = np.flatnonzero(values)
        matrix = csr(values[columns], np.zeros(columns.size, np.int64), columns, (1, self.formulation.n_columns))
        limits = (-UNBOUNDED if lower is None else np.int64(lower), UNBOUNDED if upper is None else np.int64(upper))
        return self.with_rows(Rows(KIND, (name,), matrix, np.array(limits[:1]), np.array(limits[1:])))

    def with_rows(self, rows: Rows) -> Stage:
        """Return the stage with a block of rows more."""
        return replace(self, formulation=replace(self.formulation, rows=(*self.formulation.rows, rows)))

    def without_pairs(self, shut: npt.NDArray[np.bool_]) -> Stage:
        """Return the stage with some pairs (n_pairs,) fixed out."""
        upper = self.formulation.upper.copy()
        upper[: self.formulation.n_pairs][shut] = 0
        return replace(self, formulation=replace(self.formulation, upper=upper))

    def with_employers(self, facts: Facts) -> Stage:
        """Return the stage with the employers' columns, which no earlier row knows."""
        if self.employers_at is not None:
            return self
        before = self.formulation
        employers, of_pair = np.unique(facts.employer, return_inverse=True)
        n, n_columns = employers.size, before.n_columns + employers.size
        own = np.arange(before.n_columns, n_columns)
        rows = np.concatenate([of_pair, np.arange(n)])
        values = np.concatenate([np.ones(before.n_pairs, np.int64), np.full(n, -1)])
        links = csr(values, rows, np.concatenate([np.arange(before.n_pairs), own]), (n, n_columns))
        ids = facts.problem.employers["employer_id"].gather(employers).to_list()
        names = tuple(f"employer '{each}' counts only with somebody" for each in ids)
        linked = Rows(KIND, names, links, np.zeros(n, np.int64), np.full(n, UNBOUNDED))
        longer = replace(
            before,
            gains=np.concatenate([before.gains, np.zeros(n, np.int64)]),
            rows=(*(replace(block, matrix=widened(block.matrix, n_columns)) for block in before.rows), linked),
            lower=np.concatenate([before.lower, np.zeros(n, np.int8)]),
            upper=np.concatenate([before.upper, np.ones(n, np.int8)]),
            opening_names=(*before.opening_names, *(f"employer {each}" for each in ids)),
            n_further=before.n_further + n,
        )
        return Stage(longer, before.n_columns)

    def plan(self, facts: Facts, plan: Solution) -> Solution:
        """Return a plan of this stage or an earlier one in the columns of this one, every employer who gets somebody
        counted."""
        if self.employers_at is None:
            return plan
        employers, of_pair = np.unique(facts.employer, return_inverse=True)
        reached = np.zeros(employers.size, np.bool_)
        reached[of_pair[plan.pairs]] = True
        others = plan.openings[: self.employers_at - self.formulation.n_pairs]
        return replace(plan, openings=np.concatenate([others, reached]))
