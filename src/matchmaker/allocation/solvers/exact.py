"""exact: what a choice is worth and which rows it breaks, in integers. No solver's answer is believed before that."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.formulation import Formulation
from matchmaker.errors import SolverError


def objective_of(formulation: Formulation, pairs: npt.NDArray[np.int64], openings: npt.NDArray[np.bool_]) -> int:
    """Return the sum of the gains of pair columns ``pairs`` and of what is open, as a Python integer (it cannot overflow).

    ``openings`` (n_openings,) bool; the gain of an opening is negative where it has a penalty.
    """
    chosen, opened = formulation.gains[pairs], formulation.gains[formulation.n_pairs :][openings]
    worth: int = sum([*chosen.tolist(), *opened.tolist()])
    return worth


def broken_rows(
    formulation: Formulation, pairs: npt.NDArray[np.int64], openings: npt.NDArray[np.bool_]
) -> tuple[str, ...]:
    """Return the names of the rows and bounds that the choice breaks; an empty tuple means that it is a plan.

    ``pairs`` (n_chosen,) int64 are pair columns; ``openings`` (n_openings,) bool says which openings are open.
    """
    x = np.zeros(formulation.n_columns, np.int64)
    np.add.at(x, pairs, 1)
    x[formulation.n_pairs :] = openings
    broken: list[str] = []
    if (np.bincount(formulation.left[pairs], minlength=1) > 1).any():
        broken.append("one place each")
    if (x < formulation.lower).any() or (x > formulation.upper).any():
        broken.append("fixed columns")
    for block in formulation.rows:
        activity = block.matrix @ x
        wrong = np.flatnonzero((activity < block.lower) | (activity > block.upper))
        broken.extend(block.names[i] for i in wrong)
    return tuple(broken)


def require_plan(
    formulation: Formulation, pairs: npt.NDArray[np.int64], openings: npt.NDArray[np.bool_], strategy: str
) -> int:
    """Return the exact objective of a choice, or raise `SolverError` that names the rows it breaks."""
    broken = broken_rows(formulation, pairs, openings)
    if broken:
        more = f" and {len(broken) - 5} more" if len(broken) > 5 else ""
        raise SolverError(f"{strategy} answered with a plan that breaks {', '.join(broken[:5])}{more}")
    return objective_of(formulation, pairs, openings)


def bound_by_person(formulation: Formulation) -> int:
    """Return the sum over the left parties of their best gain, and over openings of what they add: no plan is worth more.

    An opening adds its gain where it is fixed in, and else only if that is above 0.
    """
    best = np.zeros(formulation.n_left, np.int64)
    free = formulation.upper[: formulation.n_pairs] == 1
    np.maximum.at(best, formulation.left[free], formulation.gains[: formulation.n_pairs][free])
    openings = formulation.gains[formulation.n_pairs :]
    is_in, is_free = formulation.lower[formulation.n_pairs :] == 1, formulation.upper[formulation.n_pairs :] == 1
    worth = np.where(is_in, openings, np.where(is_free, np.maximum(openings, 0), 0))
    bound: int = sum([*best.tolist(), *worth.tolist()])
    return bound


def impossible_row(formulation: Formulation) -> str | None:
    """Return the name of a row that no choice of columns satisfies, whatever the other rows say, or ``None``."""
    for block in formulation.rows:
        least, most = extremes(block.matrix, formulation.left)
        wrong = np.flatnonzero((most < block.lower) | (least > block.upper) | (block.lower > block.upper))
        if wrong.size:
            return block.names[int(wrong[0])]
    return None


def extremes(
    matrix: sparse.csr_array, left: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return numbers that no row of a matrix falls below, and that none exceeds, over binary columns.

    Of a left party at most one pair counts: ``left`` (n_pairs,) are the parties of the first columns. Both numbers are
    reached where the pairs of each party stand next to one another, as `formulate` lays them.
    """
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    n_openings = matrix.shape[1] - left.size
    party = np.concatenate([left, np.arange(-n_openings, 0, dtype=np.int32)])[matrix.indices]
    starts = np.ones(row.size, np.bool_)
    starts[1:] = (row[1:] != row[:-1]) | (party[1:] != party[:-1])
    first = np.flatnonzero(starts)
    if not first.size:
        return np.zeros(matrix.shape[0], np.int64), np.zeros(matrix.shape[0], np.int64)
    at = np.searchsorted(first, matrix.indptr)
    below = np.concatenate([[0], np.cumsum(np.minimum(np.minimum.reduceat(matrix.data, first), 0))])
    above = np.concatenate([[0], np.cumsum(np.maximum(np.maximum.reduceat(matrix.data, first), 0))])
    return np.diff(below[at]), np.diff(above[at])
