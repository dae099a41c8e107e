"""GroupFloorAim: the mean of the worst-off group, as large as it can be."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.csr import csr, widened
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.objectives.stage import KIND, Stage
from matchmaker.allocation.solution import Solution

DIGITS = 14
"""Binary digits of a ladder: 2^-14 of what is open is finer than the usual gap."""
_FINE = 10**6
_LARGEST = 5 * 10**7
"""The finest unit of a ladder's step, and the largest coefficient of its rows: half of what HiGHS can be trusted with."""
_FEW = 8
"""Up to so many steps of the finest grid are searched by halves. [assumed]"""


@dataclass(frozen=True, slots=True, eq=False)
class GroupFloorAim:
    """The least, over groups, of ``sum of gains over a group's members placed / (its members x scale)``.

    ``members`` (n_groups, n_pairs) bool says whose pair is whose, ``sizes`` how many people (placed or not) each group
    has, at least 1; ``gains`` (n_pairs,) int64 >= 0. A threshold is one floor row per group with coefficients no larger
    than the gains; where many values are possible, one solve with the least mean in binary digits narrows them first.
    """

    members: npt.NDArray[np.bool_]
    sizes: tuple[int, ...]
    gains: npt.NDArray[np.int64]
    names: tuple[str, ...]
    scale: int
    slack: Fraction = Fraction(0)

    def enter(self, stage: Stage) -> Stage:
        """Return the stage as it is."""
        return stage

    def value(self, stage: Stage, plan: Solution) -> Fraction:
        """Return the least mean."""
        sums = [sum(self.gains[plan.pairs[inside]].tolist()) for inside in self.members[:, plan.pairs]]
        return min(Fraction(total, size * self.scale) for total, size in zip(sums, self.sizes, strict=True))

    def most(self, stage: Stage) -> Fraction:
        """Return the least, over groups, of the mean of their members' best."""
        formulation = stage.formulation
        worth = np.where(formulation.upper[: self.gains.size] == 1, self.gains, 0)
        means = []
        for inside, size in zip(self.members, self.sizes, strict=True):
            best = np.zeros(formulation.n_left, np.int64)
            np.maximum.at(best, formulation.left[inside], worth[inside])
            means.append(Fraction(sum(best.tolist()), size * self.scale))
        return min(means)

    def demand(self, stage: Stage, least: Fraction, name: str) -> Stage:
        """Return the stage with a floor under every group's sum."""
        row, column = np.nonzero(self.members)
        shape = (len(self.sizes), stage.formulation.n_columns)
        floors = np.array([math.ceil(least * size * self.scale) for size in self.sizes], np.int64)
        names = tuple(f"{name}: {each}" for each in self.names)
        matrix = csr(self.gains[column], row, column, shape)
        return stage.with_rows(Rows(KIND, names, matrix, floors, np.full(floors.size, UNBOUNDED)))

    def wide(self, low: Fraction, high: Fraction) -> bool:
        """Whether so many values lie between two that a ladder is worth its while."""
        return (high - low) * max(self.sizes) * self.scale > _FEW

    def ladder(self, stage: Stage, low: Fraction, high: Fraction) -> tuple[Formulation, Fraction]:
        """Return a formulation whose last `DIGITS` columns are the binary digits of a number Z, to be made as large as can
        be, and a step: a plan whose least mean is ``low + step * Z`` or more (up to ``high``) can have that Z.

        The rows are coarsened outwards to what solvers count well, so a plan may be worth less than its Z says: only the
        bound counts, and what the plan is worth by itself.
        """
        formulation = stage.formulation
        fine = max(1, _FINE // self.scale)
        step = max(1, math.ceil((high - low) * fine * self.scale / (2**DIGITS - 1)))
        largest = step * max(self.sizes) * 2 ** (DIGITS - 1)
        unit = max(1, -(-largest // _LARGEST))
        row, column = np.nonzero(self.members)
        n_groups, n_columns = len(self.sizes), formulation.n_columns + DIGITS
        digits = np.arange(formulation.n_columns, n_columns)
        worth = [[(step * size << digit) // unit for digit in range(DIGITS)] for size in self.sizes]
        matrix = csr(
            np.concatenate([-(-self.gains[column] * fine // unit), -np.array(worth, np.int64).ravel()]),
            np.concatenate([row, np.repeat(np.arange(n_groups), DIGITS)]),
            np.concatenate([column, np.tile(digits, n_groups)]),
            (n_groups, n_columns),
        )
        floors = np.array([math.floor(low * size * self.scale * fine / unit) for size in self.sizes], np.int64)
        gains = np.zeros(n_columns, np.int64)
        gains[digits] = 2 ** np.arange(DIGITS)
        before = (replace(block, matrix=widened(block.matrix, n_columns)) for block in formulation.rows)
        longer = replace(
            formulation,
            gains=gains,
            rows=(*before, Rows(KIND, self.names, matrix, floors, np.full(n_groups, UNBOUNDED))),
            lower=np.concatenate([formulation.lower, np.zeros(DIGITS, np.int8)]),
            upper=np.concatenate([formulation.upper, np.ones(DIGITS, np.int8)]),
            opening_names=(*formulation.opening_names, *(f"digit {digit}" for digit in range(DIGITS))),
            n_further=formulation.n_further + DIGITS,
        )
        return longer, Fraction(step, fine * self.scale)

    def middle(self, low: Fraction, high: Fraction) -> Fraction:
        """Return the nearest value of the grid from half-way up."""
        half = (low + high) / 2
        return min(Fraction(math.ceil(half * size * self.scale), size * self.scale) for size in self.sizes)

    def below(self, value: Fraction) -> Fraction:
        """Return the largest mean under ``value`` that some group can have."""
        return max(Fraction(math.ceil(value * size * self.scale) - 1, size * self.scale) for size in self.sizes)
