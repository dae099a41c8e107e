"""mip_model: a formulation as a MathOpt model, built in bulk."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.csr import csr, stack
from matchmaker.allocation.formulation import UNBOUNDED, Formulation
from matchmaker.allocation.solvers.lifted_rows import lifted_rows
from matchmaker.errors import Finding, SettingsError

LARGEST_COEFFICIENT = 10**8
"""Past this HiGHS is not to be believed: at 1e9 it called a plan optimal that was not (1 tight budget of 150; at 1e8
none), its tolerance at 1e-9. Finer ones do not help."""


def mip_model(formulation: Formulation, gains: npt.NDArray[np.int64]) -> Any | None:
    """Return the formulation as a ``ModelProto`` that maximises ``gains`` (n_columns,), or ``None`` where limits cross.

    The protocol buffer's repeated fields are filled from lists: MathOpt's own ``Model`` makes one Python object per
    column and entry, which for 500,000 pairs takes longer than many a solve. Each row is divided by the greatest common
    divisor of its entries, its limits rounded inwards: the same integer points, better numbers. Raises `SettingsError`
    where a coefficient still exceeds `LARGEST_COEFFICIENT`.
    """
    from ortools.math_opt import model_pb2

    matrix, lower, upper = stacked_rows(lifted_rows(formulation))
    if (lower > upper).any() or (formulation.lower > formulation.upper).any():
        return None
    _refuse_too_fine(formulation, matrix)
    model = model_pb2.ModelProto()
    n_columns = formulation.n_columns
    model.variables.ids.extend(range(n_columns))
    model.variables.lower_bounds.extend(formulation.lower.astype(np.float64).tolist())
    model.variables.upper_bounds.extend(formulation.upper.astype(np.float64).tolist())
    model.variables.integers.extend([True] * n_columns)
    model.objective.maximize = True
    worth = np.flatnonzero(gains)
    model.objective.linear_coefficients.ids.extend(worth.tolist())
    model.objective.linear_coefficients.values.extend(gains[worth].astype(np.float64).tolist())
    model.linear_constraints.ids.extend(range(lower.size))
    model.linear_constraints.lower_bounds.extend(_limits(lower))
    model.linear_constraints.upper_bounds.extend(_limits(upper))
    entries = model.linear_constraint_matrix
    entries.row_ids.extend(np.repeat(np.arange(lower.size), np.diff(matrix.indptr)).tolist())
    entries.column_ids.extend(matrix.indices.tolist())
    entries.coefficients.extend(matrix.data.astype(np.float64).tolist())
    return model


def stacked_rows(
    formulation: Formulation,
) -> tuple[sparse.csr_array, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return all rows below one another, divided by their divisors, with one row per left party first."""
    n_columns = formulation.n_columns
    several = np.bincount(formulation.left, minlength=formulation.n_left) > 1
    kept = np.flatnonzero(several[formulation.left])
    new_row = np.cumsum(several) - 1
    n_several = int(several.sum())
    one_each = csr(np.ones(kept.size, np.int64), new_row[formulation.left[kept]], kept, (n_several, n_columns))
    matrix = stack([one_each, *(block.matrix for block in formulation.rows)], n_columns)
    matrix.sort_indices()
    lower = np.concatenate([np.full(n_several, -UNBOUNDED), *(block.lower for block in formulation.rows)])
    upper = np.concatenate([np.ones(n_several, np.int64), *(block.upper for block in formulation.rows)])
    return _divided(matrix, lower, upper)


def _refuse_too_fine(formulation: Formulation, matrix: sparse.csr_array) -> None:
    worst = int(np.argmax(np.abs(matrix.data))) if matrix.nnz else 0
    if not matrix.nnz or abs(matrix.data[worst]) <= LARGEST_COEFFICIENT:
        return
    # The rows of the parties come first and hold nothing but ones.
    names = [name for block in formulation.rows for name in block.names]
    row = int(np.searchsorted(matrix.indptr, worst, side="right")) - 1 - (matrix.shape[0] - len(names))
    raise SettingsError(
        [
            Finding(
                file="settings.toml",
                code="out-of-range",
                message=f"the numbers of rule {names[row]!r} are too fine to be solved exactly",
                value=str(abs(int(matrix.data[worst]))),
                expected=f"amounts of at most {LARGEST_COEFFICIENT:,} of their common unit",
                hint="round them, for example costs to whole NIS and shares to whole per cents",
            )
        ]
    )


def _divided(
    matrix: sparse.csr_array, lower: npt.NDArray[np.int64], upper: npt.NDArray[np.int64]
) -> tuple[sparse.csr_array, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    filled = np.flatnonzero(np.diff(matrix.indptr) > 0)
    divisor = np.ones(lower.size, np.int64)
    if filled.size:
        divisor[filled] = np.gcd.reduceat(np.abs(matrix.data), matrix.indptr[filled])
    matrix.data //= np.repeat(divisor, np.diff(matrix.indptr))
    bounded_below, bounded_above = lower > -UNBOUNDED, upper < UNBOUNDED
    lower = np.where(bounded_below, -(-lower // divisor), lower)
    upper = np.where(bounded_above, upper // divisor, upper)
    return matrix, lower, upper


def _limits(limits: npt.NDArray[np.int64]) -> list[float]:
    values = limits.astype(np.float64)
    values[limits >= UNBOUNDED] = np.inf
    values[limits <= -UNBOUNDED] = -np.inf
    numbers: list[float] = values.tolist()
    return numbers
