"""CoreLp: the linear relaxation over some columns and rows, started from where the last one ended."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import UNBOUNDED
from matchmaker.allocation.solvers.call_math_opt import call_math_opt
from matchmaker.allocation.solvers.stdout_aside import stdout_aside
from matchmaker.allocation.solvers.stoppable import run_stoppable
from matchmaker.allocation.solvers.tightened import Tightened
from matchmaker.errors import SolverError

_LARGEST_GAIN = 1e4
"""What the largest gain is scaled to."""
_CHUNK = 2**17
_PENALTY = 10.0
"""Times the largest gain: what a unit that a row misses costs. [assumed]"""


@dataclass(frozen=True, slots=True, eq=False)
class LpAnswer:
    """An optimum over fractions.

    ``x`` (n_columns,) float64, 0 for columns left out; ``prices`` (n_rows,) and ``party_prices`` (n_left,) float64,
    in gains; ``broken`` is the sum of what rows miss, above 0 where columns left out may be needed for any plan at
    all. ``basis`` is where the next one starts.
    """

    x: npt.NDArray[np.float64]
    prices: npt.NDArray[np.float64]
    party_prices: npt.NDArray[np.float64]
    broken: float
    basis: Any


@dataclass(frozen=True, slots=True, eq=False)
class CoreLp:
    """The relaxation of a problem to fractions.

    Rows that the fixed columns alone break get a column that makes up for what is missing, at `_PENALTY` times the
    largest gain a unit, so that there is always an answer.
    """

    problem: Tightened

    @property
    def _unit(self) -> float:
        """Gains per unit of the objective that GLOP sees: its tolerances are absolute."""
        return max(1.0, float(np.abs(self.problem.formulation.gains).max(initial=0))) / _LARGEST_GAIN

    def solve(
        self,
        columns: npt.NDArray[np.int64],
        rows: npt.NDArray[np.int64],
        *,
        basis: Any = None,
        more_columns: bool = False,
        time_limit: float | None = None,
        interrupt: Event | None = None,
    ) -> LpAnswer | Literal["time", "interrupt"]:
        """Return the optimum over some columns and rows (ascending), or what stopped it.

        With the ``basis`` of an optimum over fewer columns (``more_columns``) the primal simplex goes on from there,
        over fewer rows the dual. Raises `SolverError` where GLOP fails.
        """
        model, elastic = self._model(columns, rows)
        parameters, start = _parameters(basis is not None, more_columns, time_limit), _start(model, basis)
        with stdout_aside():
            answer = run_stoppable(lambda: call_math_opt("GLOP", model, parameters, start), interrupt)
        return "interrupt" if answer is None else self._read(answer, elastic)

    def _model(self, columns: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]) -> tuple[Any, npt.NDArray[np.int64]]:
        from ortools.math_opt import model_pb2

        problem, whole = self.problem, self.problem.formulation
        part = problem.matrix[:, columns].tocsr()[rows].tocoo()
        fixed = problem.matrix @ whole.lower.astype(np.int64)
        short = rows[(fixed[rows] < problem.lower[rows]) | (fixed[rows] > problem.upper[rows])]
        sign = np.where(fixed[short] < problem.lower[short], 1.0, -1.0)
        parties, party_row = _party_rows(whole.left, columns[columns < whole.n_pairs], whole.n_left)
        model = model_pb2.ModelProto()
        model.variables.ids.extend([*columns.tolist(), *(whole.n_columns + short).tolist()])
        model.variables.lower_bounds.extend([*whole.lower[columns].tolist(), *[0.0] * short.size])
        model.variables.upper_bounds.extend([*whole.upper[columns].tolist(), *[np.inf] * short.size])
        model.variables.integers.extend([False] * (columns.size + short.size))
        model.objective.maximize = True
        worth = columns[whole.gains[columns] != 0]
        model.objective.linear_coefficients.ids.extend([*worth.tolist(), *(whole.n_columns + short).tolist()])
        model.objective.linear_coefficients.values.extend(
            [*(whole.gains[worth] / self._unit).tolist(), *[-_PENALTY * _LARGEST_GAIN] * short.size]
        )
        limits = model.linear_constraints
        limits.ids.extend([*rows.tolist(), *(problem.n_rows + parties).tolist()])
        limits.lower_bounds.extend([*_limits(problem.lower[rows]), *[-np.inf] * parties.size])
        limits.upper_bounds.extend([*_limits(problem.upper[rows]), *[1.0] * parties.size])
        row = np.concatenate([rows[part.row], short, problem.n_rows + whole.left[party_row]])
        column = np.concatenate([columns[part.col], whole.n_columns + short, party_row])
        value = np.concatenate([part.data.astype(np.float64), sign, np.ones(party_row.size)])
        order = np.lexsort((column, row))
        entries = model.linear_constraint_matrix
        for at in range(0, order.size, _CHUNK):  # a list of Python numbers takes five times the memory of an array
            part_of = order[at : at + _CHUNK]
            entries.row_ids.extend(row[part_of].tolist())
            entries.column_ids.extend(column[part_of].tolist())
            entries.coefficients.extend(value[part_of].tolist())
        return model, short

    def _read(self, answer: Any, elastic: npt.NDArray[np.int64]) -> LpAnswer | Literal["time"]:
        from ortools.math_opt import result_pb2

        reason = answer.termination.reason
        if reason in (result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND, result_pb2.TERMINATION_REASON_FEASIBLE):
            return "time"
        if not answer.solutions or reason not in (
            result_pb2.TERMINATION_REASON_OPTIMAL,
            result_pb2.TERMINATION_REASON_IMPRECISE,
        ):
            raise SolverError(f"GLOP ended without an optimum: {answer.termination.detail or reason}")
        whole = self.problem.formulation
        solution = answer.solutions[0]
        x = np.zeros(whole.n_columns + self.problem.n_rows)
        x[np.array(solution.primal_solution.variable_values.ids, np.int64)] = (
            solution.primal_solution.variable_values.values
        )
        prices = np.zeros(self.problem.n_rows + whole.n_left)
        prices[np.array(solution.dual_solution.dual_values.ids, np.int64)] = solution.dual_solution.dual_values.values
        return LpAnswer(
            x[: whole.n_columns],
            prices[: self.problem.n_rows] * self._unit,
            prices[self.problem.n_rows :] * self._unit,
            float(x[whole.n_columns + elastic].sum()),
            solution.basis,
        )


def _party_rows(
    left: npt.NDArray[np.int32], pairs: npt.NDArray[np.int64], n_left: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the parties with several of the pairs, and those pairs."""
    several = np.bincount(left[pairs], minlength=n_left) > 1
    return np.flatnonzero(several), pairs[several[left[pairs]]]


def _limits(limits: npt.NDArray[np.int64]) -> list[float]:
    values = limits.astype(np.float64)
    values[limits >= UNBOUNDED] = np.inf
    values[limits <= -UNBOUNDED] = -np.inf
    numbers: list[float] = values.tolist()
    return numbers


def _parameters(started: bool, more_columns: bool, time_limit: float | None) -> Any:
    from ortools.math_opt import parameters_pb2

    parameters = parameters_pb2.SolveParametersProto(
        lp_algorithm=parameters_pb2.LP_ALGORITHM_PRIMAL_SIMPLEX
        if more_columns
        else parameters_pb2.LP_ALGORITHM_DUAL_SIMPLEX
    )
    if started:
        parameters.presolve = parameters_pb2.EMPHASIS_OFF
    if time_limit is not None:
        parameters.time_limit.seconds = int(time_limit)
        parameters.time_limit.nanos = int((time_limit % 1) * 1e9)
    return parameters


def _start(model: Any, basis: Any) -> Any:
    """Return the start at a former basis: columns that it does not know stand at their lower bound, rows are slack."""
    from ortools.math_opt import model_parameters_pb2, solution_pb2

    start = model_parameters_pb2.ModelSolveParametersProto()
    if basis is None:
        return start
    for known, ids, status, unknown in (
        (basis.variable_status, model.variables.ids, start.initial_basis.variable_status, "AT_LOWER_BOUND"),
        (basis.constraint_status, model.linear_constraints.ids, start.initial_basis.constraint_status, "BASIC"),
    ):
        before = dict(zip(known.ids, known.values, strict=True))
        default = solution_pb2.BasisStatusProto.Value(f"BASIS_STATUS_{unknown}")
        status.ids.extend(ids)
        status.values.extend([before.get(each, default) for each in ids])
    return start
