"""clashing_rows: which rows cannot hold together, each proved needed by solving without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from matchmaker.allocation.formulation import Formulation, Rows
from matchmaker.allocation.solvers.flow import solve_flow
from matchmaker.allocation.solvers.mip import solve_mip

_SECONDS = 20.0
_SOLVES = 200
"""Effort for the search. [assumed]"""


def clashing_rows(formulation: Formulation) -> tuple[tuple[str, ...], bool]:
    """Return ``(names, minimal)``: rows that no plan can satisfy together.

    ``minimal`` is True when it was proved that without any one of them there is a plan for the others. Divide and
    conquer after Junker, *QuickXplain*, 2004, with at most `_SOLVES` solves; when the effort runs out, the set is
    still one that clashes but may hold rows that are not needed. One place per party is always meant.
    """
    search = _Search(formulation)
    everything = list(range(len(search.rows)))
    needed = search.explain([], everything, has_delta=False)
    return tuple(search.rows[i][0] for i in sorted(needed)), search.exact


class _Search:
    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        # A column bound that a row gave must vanish with the row.
        self.free = replace(formulation, lower=np.zeros_like(formulation.lower), upper=np.ones_like(formulation.upper))
        self.rows = [(name, block, at) for block in formulation.rows for at, name in enumerate(block.names)]
        self.exact = True
        self.solves = 0
        self.until = perf_counter() + _SECONDS

    def feasible(self, chosen: Sequence[int]) -> bool:
        self.solves += 1
        if self.solves > _SOLVES or perf_counter() > self.until:
            self.exact = False
            return True
        blocks = []
        for block in self.formulation.rows:
            kept = [at for i in chosen for _, owner, at in [self.rows[i]] if owner is block]
            if kept:
                names = tuple(block.names[at] for at in kept)
                blocks.append(Rows(block.kind, names, block.matrix[kept], block.lower[kept], block.upper[kept]))
        gains = np.zeros_like(self.formulation.gains)
        trial = replace(self.free, gains=gains, rows=tuple(blocks))
        return (solve_flow(trial) or solve_mip(trial)).status != "infeasible"

    def explain(self, background: list[int], rows: list[int], *, has_delta: bool) -> list[int]:
        """Return the rows of ``rows`` that are needed beside ``background`` (QuickXplain)."""
        if has_delta and not self.feasible(background):
            return []
        if len(rows) == 1:
            return rows
        half = len(rows) // 2
        first, second = rows[:half], rows[half:]
        needed_second = self.explain(background + first, second, has_delta=bool(first))
        needed_first = self.explain(background + needed_second, first, has_delta=bool(needed_second))
        return needed_first + needed_second
