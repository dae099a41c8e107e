"""clashing_rows: which rows cannot hold together, each proved needed by solving without it; by name or by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from threading import Event
from time import perf_counter

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation, Rows
from matchmaker.allocation.solvers.flow import solve_flow
from matchmaker.allocation.solvers.merge_columns import merge_columns
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.errors import SolverError

_SECONDS = 12.0
_TRIAL_SECONDS = 3.0
"""Effort for the whole search and for one trial. [assumed]"""

_Group = npt.NDArray[np.int64]
"""Rows that are kept or left out together, counted over all blocks."""


def clashing_rows(
    formulation: Formulation, *, time_limit: float | None = None, interrupt: Event | None = None
) -> tuple[tuple[str, ...], bool]:
    """Return ``(names, minimal)``: rows that no plan can satisfy together.

    ``minimal`` is True when it was proved that without any one of them there is a plan for the others. Divide and
    conquer after Junker, *QuickXplain*, 2004: first over whole blocks (one rule each), then over the rows of the blocks
    that are needed. ``time_limit`` (seconds) shortens the search, ``interrupt`` ends it. What is not proved by then is
    kept, so the set still clashes but may hold rows that are not needed. One place per party is always meant.
    """
    numbers, minimal = clashing_row_numbers(formulation, time_limit=time_limit, interrupt=interrupt)
    names = [name for block in formulation.rows for name in block.names]
    return tuple(names[row] for row in numbers), minimal


def clashing_row_numbers(
    formulation: Formulation, *, time_limit: float | None = None, interrupt: Event | None = None
) -> tuple[tuple[int, ...], bool]:
    """Return ``(numbers, minimal)`` as `clashing_rows` does: rows counted from 0 over all blocks, ascending."""
    search = _Search(formulation, _SECONDS if time_limit is None else min(_SECONDS, time_limit), interrupt)
    # Rules with few rows first: where those clash, the others are put aside in one trial.
    blocks = search.needed([np.arange(*ends) for ends in sorted(search.ends, key=lambda ends: ends[1] - ends[0])])
    rows = search.needed([np.array([row]) for block in blocks for row in block])
    return tuple(sorted(int(group[0]) for group in rows)), search.exact


class _Search:
    def __init__(self, formulation: Formulation, seconds: float, interrupt: Event | None) -> None:
        # A column bound that a row gave must vanish with the row.
        self.free = replace(
            formulation,
            gains=np.zeros_like(formulation.gains),
            lower=np.zeros_like(formulation.lower),
            upper=np.ones_like(formulation.upper),
        )
        sizes = np.cumsum([0, *(len(block.names) for block in formulation.rows)]).tolist()
        self.ends = list(pairwise(sizes))
        self.interrupt = interrupt
        self.until = perf_counter() + seconds
        self.exact = True

    def needed(self, groups: Sequence[_Group]) -> list[_Group]:
        """Return the groups that clash, given that all of them together do."""
        return self._explain([], list(groups), has_delta=False) if groups else []

    def _explain(self, background: list[_Group], groups: list[_Group], *, has_delta: bool) -> list[_Group]:
        """Return the groups of ``groups`` that are needed beside ``background`` (QuickXplain)."""
        if has_delta and self._clash(background):
            return []
        if len(groups) == 1:
            return groups
        half = len(groups) // 2
        first, second = groups[:half], groups[half:]
        needed_second = self._explain(background + first, second, has_delta=bool(first))
        needed_first = self._explain(background + needed_second, first, has_delta=bool(needed_second))
        return needed_first + needed_second

    def _clash(self, groups: Sequence[_Group]) -> bool:
        """Whether it is proved that the rows clash; where neither that nor a plan is found, the search is not exact."""
        left = self.until - perf_counter()
        if left <= 0 or (self.interrupt is not None and self.interrupt.is_set()):
            self.exact = False
            return False
        trial = merge_columns(replace(self.free, rows=self._blocks(groups)))
        try:
            answer = solve_flow(trial) or solve_mip(
                trial, time_limit=min(left, _TRIAL_SECONDS), interrupt=self.interrupt, any_plan=True
            )
        except SolverError:
            self.exact = False
            return False
        if answer.stopped_by == "interrupt":
            self.until = 0.0
        if answer.status == "no_plan_found":
            self.exact = False
        return answer.status == "infeasible"

    def _blocks(self, groups: Sequence[_Group]) -> tuple[Rows, ...]:
        rows = np.sort(np.concatenate([np.empty(0, np.int64), *groups]))
        blocks = []
        for block, (start, end) in zip(self.free.rows, self.ends, strict=True):
            at = rows[(rows >= start) & (rows < end)] - start
            if at.size:
                names = tuple(block.names[i] for i in at.tolist())
                blocks.append(Rows(block.kind, names, block.matrix[at], block.lower[at], block.upper[at]))
        return tuple(blocks)
