"""conflict_set: rows that cannot hold together, each proved needed by solving the others without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event
from time import perf_counter
from typing import Literal

import numpy as np

from matchmaker.allocation import Formulation, Rows
from matchmaker.allocation.solvers import clashing_row_numbers, solve_flow, solve_mip
from matchmaker.allocation.solvers.merge_columns import merge_columns

Proof = Literal["proved", "not proved"]


@dataclass(frozen=True, slots=True)
class ConflictSet:
    """``rows`` (counted over all blocks) that no plan keeps together (``clashes``), and of each whether it is proved that
    there is a plan for the others (``needed``)."""

    rows: tuple[int, ...]
    clashes: Proof
    needed: tuple[Proof, ...]

    @property
    def is_minimal(self) -> bool:
        """Whether everything is proved: the rows clash, and without any one of them the others do not."""
        return self.clashes == "proved" and all(each == "proved" for each in self.needed)


def conflict_set(
    formulation: Formulation, *, time_limit: float | None = None, interrupt: Event | None = None
) -> ConflictSet:
    """Return a conflict set of an infeasible formulation, found by `clashing_row_numbers` and then proved anew.

    Whatever the search says, the set is solved once as a whole and once without each of its rows, and what turns out not
    to be needed leaves it; what ``time_limit`` (seconds for the search, and as many again for the proofs) does not allow
    is not proved.
    """
    rows, _ = clashing_row_numbers(formulation, time_limit=time_limit, interrupt=interrupt)
    until = None if time_limit is None else perf_counter() + time_limit

    def status(some: Sequence[int]) -> str:
        left = None if until is None else until - perf_counter()
        if (left is not None and left <= 0) or (interrupt is not None and interrupt.is_set()):
            return "unknown"
        return feasibility(only_rows(formulation, some), time_limit=left, interrupt=interrupt)

    clashes: Proof = "proved" if status(rows) == "infeasible" else "not proved"
    kept, needed = list(rows), dict[int, Proof]()
    for row in rows:
        others = [each for each in kept if each != row]
        without = status(others)
        if without == "infeasible":  # the search ran out of time before it saw that the row is not needed
            kept, clashes = others, "proved"
        else:
            needed[row] = "proved" if without == "feasible" else "not proved"
    return ConflictSet(tuple(kept), clashes, tuple(needed[row] for row in kept))


def only_rows(formulation: Formulation, rows: Sequence[int]) -> Formulation:
    """Return the formulation with these rows alone; column bounds that rows gave vanish with the rows."""
    wanted, blocks, start = np.sort(np.array(rows, np.int64)), [], 0
    for block in formulation.rows:
        at = wanted[(wanted >= start) & (wanted < start + len(block.names))] - start
        if at.size:
            names = tuple(block.names[i] for i in at.tolist())
            blocks.append(Rows(block.kind, names, block.matrix[at], block.lower[at], block.upper[at]))
        start += len(block.names)
    return replace(
        formulation,
        gains=np.zeros_like(formulation.gains),
        rows=tuple(blocks),
        lower=np.zeros_like(formulation.lower),
        upper=np.ones_like(formulation.upper),
    )


def feasibility(
    formulation: Formulation, *, time_limit: float | None = None, interrupt: Event | None = None
) -> Literal["feasible", "infeasible", "unknown"]:
    """Return whether there is a plan at all (``unknown``: stopped before that was known). Column bounds must be free."""
    merged = merge_columns(formulation)
    answer = solve_flow(merged) or solve_mip(merged, time_limit=time_limit, interrupt=interrupt, any_plan=True)
    if answer.status in ("optimal", "feasible"):
        return "feasible"
    return "infeasible" if answer.status == "infeasible" else "unknown"
