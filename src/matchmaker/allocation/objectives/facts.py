"""Facts: what the pair columns of a formulation stand for, for the solver's half of an objective."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.constraints.seat_index import seat_employer
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes


@dataclass(frozen=True, eq=False)
class Facts:
    """A problem with its scores and commutes beside its formulation (as `matchmaker.allocation.formulate` made it)."""

    problem: Problem
    scores: ScoreTable
    commutes: Commutes
    formulation: Formulation

    @cached_property
    def person(self) -> npt.NDArray[np.int32]:
        """Row of the participant of each pair column, (n_pairs,)."""
        return self.scores.pairs.participant[self.formulation.order]

    @cached_property
    def seat(self) -> npt.NDArray[np.int32]:
        """Row of the seat of each pair column, (n_pairs,)."""
        return self.scores.pairs.seat[self.formulation.order]

    @cached_property
    def employer(self) -> npt.NDArray[np.int64]:
        """Row of the employer of each pair column, (n_pairs,)."""
        return seat_employer(self.problem)[self.seat]

    @cached_property
    def total(self) -> npt.NDArray[np.float64]:
        """Score of each pair column, (n_pairs,)."""
        return self.scores.total[self.formulation.order]
