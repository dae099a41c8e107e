"""InColumns: a finished plan in the columns of its formulation, with every row's activity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation import Formulation, Result, formulate
from matchmaker.allocation.companions import with_companions
from matchmaker.allocation.csr import stack
from matchmaker.allocation.plan_columns import plan_columns
from matchmaker.candidates import prune
from matchmaker.constraints import pair_rules
from matchmaker.errors import UsageError
from matchmaker.scoring import ScoreTable


@dataclass(frozen=True, eq=False)
class InColumns:
    """``scores`` are those of the pairs that every rule of today lets through, ``formulation`` is made of them with the
    accompanying organisations that the plan chose; ``x`` (n_columns,) int64 is the plan."""

    formulation: Formulation
    scores: ScoreTable
    x: npt.NDArray[np.int64]

    @classmethod
    def of(cls, result: Result) -> InColumns:
        """Return the plan of a result in columns.

        Raises:
            UsageError: there is no plan, or the rules of today no longer let a placement through.
        """
        if not result.has_plan:
            raise UsageError(f"there is no plan: the result is {result.status}")
        pairs, kept = prune(result.problem, result.commutes, pair_rules(result.constraints), result.scores.pairs)
        scores = result.scores if pairs is result.scores.pairs else result.scores.subset(pairs, kept)
        made = formulate(with_companions(result.problem, result.plan.companions), scores, result.constraints)
        x = np.zeros(made.n_columns, np.int64)
        placements = sorted(result.plan.seats.items())
        columns = plan_columns(placements, pairs, made)
        if (columns < 0).any():
            person, seat = placements[int(np.argmin(columns))]
            raise UsageError(
                f"participant '{person}' is in seat '{seat}', which no rule or score lets through any more"
            )
        x[columns] = 1
        x[made.n_pairs :] = [name in result.plan.opened for name in made.opening_names]
        return cls(made, scores, x)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """All rows below one another, (n_rows, n_columns)."""
        return stack([block.matrix for block in self.formulation.rows], self.formulation.n_columns)

    @cached_property
    def lower(self) -> npt.NDArray[np.int64]:
        """Lower limits, (n_rows,)."""
        return np.concatenate([np.empty(0, np.int64), *(block.lower for block in self.formulation.rows)])

    @cached_property
    def upper(self) -> npt.NDArray[np.int64]:
        """Upper limits, (n_rows,)."""
        return np.concatenate([np.empty(0, np.int64), *(block.upper for block in self.formulation.rows)])

    @cached_property
    def names(self) -> list[str]:
        """What each row is, in words."""
        return [name for block in self.formulation.rows for name in block.names]

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of rule that each row comes from."""
        return [block.kind for block in self.formulation.rows for _ in block.names]

    @cached_property
    def person(self) -> npt.NDArray[np.int32]:
        """Row of the participant of each pair column, (n_pairs,)."""
        return self.scores.pairs.participant[self.formulation.order]

    @cached_property
    def seat(self) -> npt.NDArray[np.int32]:
        """Row of the seat of each pair column, (n_pairs,)."""
        return self.scores.pairs.seat[self.formulation.order]

    @cached_property
    def placed(self) -> npt.NDArray[np.int64]:
        """Pair columns of the placements."""
        return np.flatnonzero(self.x[: self.formulation.n_pairs])

    @cached_property
    def waiting(self) -> npt.NDArray[np.int64]:
        """Pair columns of the people without a place, in order of participant id, then seat id."""
        has_place = np.zeros(self.formulation.n_left, np.bool_)
        has_place[self.formulation.left[self.placed]] = True
        return np.flatnonzero(~has_place[self.formulation.left])

    def broken(self, x: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the rows that a choice of columns breaks."""
        activity = self.matrix @ x
        return np.flatnonzero((activity < self.lower) | (activity > self.upper))
