"""An attacker who holds a published table of totals and nothing else, and works out what may stand in hidden cells."""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from matchmaker.disclosure import Aggregate, AggregateCell

Range = tuple[float, float]


class Attacker:
    """Knows what is printed, that totals are sums, that no count is negative, and that a level is listed for somebody in it.

    Unlike the code under attack it knows no kinds of people and no table of totals: it has one unknown per thing counted
    and innermost cell, and a count printed anywhere is a sum of those. Nobody can be placed who is not there, and of
    nobody who is not placed is a commute known; sums behind means are not negative.
    """

    def __init__(self, table: Aggregate) -> None:
        self._values = [
            sorted({cell.levels[axis] for cell in table.cells if name not in cell.total_over}, key=str)
            for axis, name in enumerate(table.by)
        ]
        self._by = table.by
        self._inner = list(product(*self._values))
        means = [name for name in table.measures if name != "placed"]
        self.layers = ("people", *(["placed"] if "placed" in table.measures else []), *(f"n_{name}" for name in means))
        self.sums = tuple(f"sum_{name}" for name in means)
        self._width = len(self._inner)
        self._known_rows: list[np.ndarray] = []
        self._known: list[float] = []
        for cell in table.cells:
            if not cell.suppressed:
                for what, value in self._printed(cell):
                    self._known_rows.append(self._row(what, cell))
                    self._known.append(value)
        listed = [self._row("people", cell) for cell in table.cells if len(cell.total_over) == len(self._by) - 1]
        # at most: row @ unknowns <= bound
        self._order = np.array([*self._orderings(), *(-row for row in listed)])
        self._bound = np.r_[np.zeros(len(self._order) - len(listed)), np.full(len(listed), -1.0)]

    def range_of(self, what: str, cell: AggregateCell, *, whole: bool = False) -> Range:
        """Return the least and the most that a count or sum of a cell can be; ``whole`` allows only whole people."""
        row = self._row(what, cell)
        low, high = (self._least(sign * row, whole) for sign in (1, -1))
        return low, -high

    def _least(self, row: np.ndarray, whole: bool) -> float:
        a, b = np.array(self._known_rows).reshape(-1, row.size), np.array(self._known)
        if whole:
            rules = [LinearConstraint(a, b, b)] if b.size else []
            rules += [LinearConstraint(self._order, ub=self._bound)]
            solved = milp(row, constraints=rules, bounds=Bounds(0, np.inf), integrality=np.ones(row.size))
        else:
            exactly = {"A_eq": a, "b_eq": b} if b.size else {}
            solved = linprog(row, A_ub=self._order, b_ub=self._bound, **exactly, method="highs")
        if solved.status in (3, 4):  # unbounded
            return -np.inf
        assert solved.status == 0, solved.message
        return float(solved.fun)

    def _printed(self, cell: AggregateCell) -> list[tuple[str, float]]:
        found: list[tuple[str, float]] = [("people", cell.people)]
        found += [("placed", cell.placed)] if "placed" in self.layers else []
        for name, (mean, n) in cell.means.items():
            found += [(f"n_{name}", n), (f"sum_{name}", 0.0 if mean is None else mean * n)]
        return found

    def _row(self, what: str, cell: AggregateCell) -> np.ndarray:
        row = np.zeros((len(self.layers) + len(self.sums), self._width))
        row[(*self.layers, *self.sums).index(what)] = [
            all(name in cell.total_over or mine == theirs
                for name, mine, theirs in zip(self._by, inner, cell.levels, strict=True))
            for inner in self._inner
        ]  # fmt: skip
        return row.reshape(-1)

    def _orderings(self) -> list[np.ndarray]:
        rows = []
        for smaller, larger in zip(self.layers[1:], ["people", *["placed"] * 9], strict=False):
            for i in range(self._width):
                row = np.zeros((len(self.layers) + len(self.sums), self._width))
                row[self.layers.index(smaller), i] = 1
                row[self.layers.index(larger), i] = -1
                rows.append(row.reshape(-1))
        return rows
