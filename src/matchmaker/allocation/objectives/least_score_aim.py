"""LeastScoreAim: the score of the worst-off person, as large as it can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.solution import Solution
from matchmaker.criteria import decimal_of


@dataclass(slots=True, eq=False)
class LeastScoreAim:
    """The least score over the people placed (0 with nobody placed), or over everybody, who is worth 0 without a place.

    A threshold leaves out the pairs below it and asks for somebody (or for everybody) to be placed: each question is
    *smaller* than the problem, and no row has a large coefficient. A column for the least score in binary digits would
    need a row with one per person.
    """

    facts: Facts
    everybody: bool
    slack: Fraction = Fraction(0)
    _scores: npt.NDArray[np.float64] = field(init=False)
    _rank: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self._scores, rank = np.unique(np.append(self.facts.total, 0.0), return_inverse=True)
        self._rank = rank[:-1]

    def enter(self, stage: Stage) -> Stage:
        """Return the stage as it is."""
        return stage

    def value(self, stage: Stage, plan: Solution) -> Fraction:
        """Return the least score."""
        short = plan.pairs.size < (stage.formulation.n_left if self.everybody else 1)
        return Fraction(0) if short else self._exact(int(self._rank[plan.pairs].min()))

    def most(self, stage: Stage) -> Fraction:
        """Return the best score there is; over everybody, the worst of people's best."""
        free = stage.formulation.upper[: stage.formulation.n_pairs] == 1
        if not self.everybody:
            return self._exact(int(self._rank[free].max(initial=0)))
        best = np.zeros(stage.formulation.n_left, np.int64)
        np.maximum.at(best, stage.formulation.left[free], self._rank[free])
        return self._exact(int(best.min())) if best.size else Fraction(0)

    def demand(self, stage: Stage, least: Fraction, name: str) -> Stage | None:
        """Return the stage without the pairs below, and with somebody (everybody) placed."""
        if least <= 0:
            return stage
        shut = self._rank < self._position(least)
        if (shut & (stage.formulation.lower[: shut.size] == 1)).any():
            return None
        n_least = stage.formulation.n_left if self.everybody else 1
        return stage.without_pairs(shut).with_row(np.ones(shut.size, np.int64), n_least, None, name)

    def middle(self, low: Fraction, high: Fraction) -> Fraction:
        """Return the score half-way between two, by the number of scores there are."""
        return self._exact((self._position(low) + 1 + self._position(high)) // 2)

    def below(self, value: Fraction) -> Fraction:
        """Return the next smaller score."""
        return self._exact(self._position(value) - 1)

    def _exact(self, position: int) -> Fraction:
        return Fraction(decimal_of(float(self._scores[position])))

    def _position(self, value: Fraction) -> int:
        """Return the place of the first score that is no smaller; the floats say where it is to within one."""
        at = max(int(np.searchsorted(self._scores, float(value))) - 1, 0)
        while at < self._scores.size and self._exact(at) < value:
            at += 1
        return at
