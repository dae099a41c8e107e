"""mip_model: a formulation as a MathOpt model, built in bulk."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation.csr import csr, stack
from matchmaker.allocation.formulation import UNBOUNDED, Formulation


def mip_model(formulation: Formulation, unit: int = 1) -> Any | None:
    """Return the formulation as a ``ModelProto`` that maximises ``gains / unit``, or ``None`` where limits cross.

    The protocol buffer's repeated fields are filled from lists: MathOpt's own ``Model`` makes one Python object per
    column and entry, which for 500,000 pairs takes longer than many a solve. Each row is divided by the greatest common
    divisor of its entries, its limits rounded inwards: the same integer points, better numbers.
    """
    from ortools.math_opt import model_pb2

    matrix, lower, upper = stacked_rows(formulation)
    if (lower > upper).any() or (formulation.lower > formulation.upper).any():
        return None
    model = model_pb2.ModelProto()
    n_columns = formulation.n_columns
    model.variables.ids.extend(range(n_columns))
    model.variables.lower_bounds.extend(formulation.lower.astype(np.float64).tolist())
    model.variables.upper_bounds.extend(formulation.upper.astype(np.float64).tolist())
    model.variables.integers.extend([True] * n_columns)
    model.objective.maximize = True
    worth = np.flatnonzero(formulation.gains)
    model.objective.linear_coefficients.ids.extend(worth.tolist())
    model.objective.linear_coefficients.values.extend((formulation.gains[worth] // unit).astype(np.float64).tolist())
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
