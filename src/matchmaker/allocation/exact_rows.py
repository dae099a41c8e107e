"""keeps_every_row: whether an answer for one formulation is a plan for another with the same columns."""

from __future__ import annotations

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers.exact import broken_rows


def keeps_every_row(formulation: Formulation, solution: Solution) -> bool:
    """Whether the answer has the formulation's openings and breaks none of its rows."""
    if solution.openings.size != formulation.n_openings:
        return False
    return not broken_rows(formulation, solution.pairs, solution.openings)
