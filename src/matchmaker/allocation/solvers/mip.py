"""mip: the exact answer by HiGHS through MathOpt, for any rows."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers.call_math_opt import call_math_opt
from matchmaker.allocation.solvers.exact import bound_by_person, impossible_row, require_plan
from matchmaker.allocation.solvers.improving_plans import last_improving_plan
from matchmaker.allocation.solvers.mip_model import mip_model
from matchmaker.allocation.solvers.people_first import people_first
from matchmaker.allocation.solvers.stdout_aside import stdout_aside
from matchmaker.allocation.solvers.stoppable import run_stoppable
from matchmaker.errors import SolverError

NAME = "mip"
_BOUND_SLACK = 1e-9
"""Relative: HiGHS's bound is a float; it is rounded *up* by this much before it is floored to an integer."""
_LARGE_COEFFICIENT = 10**6
_FINE_TOLERANCE = 1e-9
"""HiGHS takes 1 - 1e-6 for 1. Times a coefficient past the first number that is a whole unit of a row, so there a finer
tolerance is asked for; 1e-10, the finest it has, gave wrong answers of its own."""


def solve_mip(
    formulation: Formulation,
    *,
    gap: float = 1e-4,
    time_limit: float | None = None,
    seed: int = 0,
    hint: Solution | None = None,
    interrupt: Event | None = None,
    any_plan: bool = False,
) -> Solution:
    """Return the best plan within ``gap`` (relative), or within ``time_limit`` seconds, with its bound.

    Ties fall as `people_first` says; ``any_plan`` asks for any plan at all, in the shortest time.

    ``hint`` is a plan to start from, and the plan kept where the solver is stopped before it finds a better one.
    MathOpt's own interrupter does nothing with HiGHS (9.15), and an exception out of its callbacks ends the process. So
    the solver runs in a thread and writes each improving plan to a file; when ``interrupt`` is set (or Ctrl-C comes)
    the thread is left behind and the last plan is read from the file. A left thread ends with the process or at its
    time limit.
    Raises `SolverError` where the answer breaks a row or its bound lies below its plan, and `SettingsError` where the
    numbers of a rule are too fine for HiGHS.
    """
    if impossible_row(formulation) is not None:
        return _infeasible(formulation)
    if not formulation.n_columns:
        return Solution(np.empty(0, np.int64), np.empty(0, np.bool_), 0, 0, "optimal", "proof", NAME)
    unit = int(np.gcd.reduce(formulation.gains)) or 1
    gains, weight = (np.zeros_like(formulation.gains), 1) if any_plan else people_first(formulation, unit)
    model = mip_model(formulation, gains)
    if model is None:
        return _infeasible(formulation)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        improving = Path(folder) / "improving.sol"
        parameters = _parameters(gap, time_limit, seed, improving)
        if _has_large_coefficients(model):
            for option in ("mip_feasibility_tolerance", "primal_feasibility_tolerance"):
                parameters.highs.double_options[option] = _FINE_TOLERANCE
        with stdout_aside():
            answer = run_stoppable(
                lambda: call_math_opt("HiGHS", model, parameters, _start(formulation, hint)), interrupt
            )
        if answer is None:
            return _best(formulation, last_improving_plan(improving, formulation.n_columns), hint, "interrupt")
    return _read(formulation, answer, hint, unit=unit, weight=weight)


def _infeasible(formulation: Formulation) -> Solution:
    return without_plan("infeasible", n_openings=formulation.n_openings, strategy=NAME, stopped_by="proof")


def _parameters(gap: float, time_limit: float | None, seed: int, improving: Path) -> Any:
    from ortools.math_opt import parameters_pb2

    # Gains are whole multiples of one unit, and the model counts in that unit: less than one apart is the same.
    parameters = parameters_pb2.SolveParametersProto(
        relative_gap_tolerance=gap, absolute_gap_tolerance=0.999, random_seed=seed
    )
    parameters.highs.bool_options["mip_improving_solution_save"] = True
    parameters.highs.bool_options["mip_improving_solution_report_sparse"] = True
    parameters.highs.string_options["mip_improving_solution_file"] = str(improving)
    if time_limit is not None:
        parameters.time_limit.seconds = int(time_limit)
        parameters.time_limit.nanos = int((time_limit % 1) * 1e9)
    return parameters


def _has_large_coefficients(model: Any) -> bool:
    coefficients = np.array(model.linear_constraint_matrix.coefficients, np.float64)
    return bool(np.abs(coefficients).max(initial=0) > _LARGE_COEFFICIENT)


def _start(formulation: Formulation, hint: Solution | None) -> Any:
    from ortools.math_opt import model_parameters_pb2

    start = model_parameters_pb2.ModelSolveParametersProto()
    if hint is not None:
        values = _values(formulation, hint)
        vector = start.solution_hints.add().variable_values
        vector.ids.extend(range(values.size))
        vector.values.extend(values.tolist())
    return start


def _values(formulation: Formulation, plan: Solution) -> npt.NDArray[np.float64]:
    values = np.zeros(formulation.n_columns)
    values[plan.pairs] = 1
    values[formulation.n_pairs :] = plan.openings
    return values


def _read(formulation: Formulation, answer: Any, hint: Solution | None, *, unit: int, weight: int) -> Solution:
    from ortools.math_opt import result_pb2

    reason, limit = answer.termination.reason, answer.termination.limit
    if reason in (result_pb2.TERMINATION_REASON_INFEASIBLE, result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED):
        return _infeasible(formulation)
    stopped_by = "time" if limit == result_pb2.LIMIT_TIME else "effort"
    bound = _bound(formulation, answer.termination.objective_bounds.dual_bound / weight, unit)
    if not answer.solutions:
        if reason != result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND:
            raise SolverError(f"HiGHS ended without a plan: {answer.termination.detail or reason}")
        return _best(formulation, None, hint, stopped_by, bound)
    vector = answer.solutions[0].primal_solution.variable_values
    values = np.zeros(formulation.n_columns)
    values[np.array(vector.ids, np.int64)] = vector.values
    proved = reason == result_pb2.TERMINATION_REASON_OPTIMAL
    return _best(formulation, values, hint, "gap" if proved else stopped_by, bound)


def _bound(formulation: Formulation, dual_bound: float, unit: int) -> int:
    """Return the bound as a whole number of gains, never below the true one, nor above the trivial one."""
    trivial = bound_by_person(formulation)
    if not math.isfinite(dual_bound):
        return trivial
    return min(trivial, math.floor(dual_bound + 1e-6 + abs(dual_bound) * _BOUND_SLACK) * unit)


def _solution(formulation: Formulation, values: npt.NDArray[np.float64], bound: int, stopped_by: str) -> Solution:
    chosen = values > 0.5
    pairs, openings = np.flatnonzero(chosen[: formulation.n_pairs]), chosen[formulation.n_pairs :]
    objective = require_plan(formulation, pairs, openings, NAME)
    if objective > bound:
        raise SolverError(f"HiGHS claims that nothing is worth more than {bound}, its plan is worth {objective}")
    if objective == bound:
        return Solution(pairs, openings, objective, bound, "optimal", "proof", NAME)
    return Solution(pairs, openings, objective, bound, "feasible", stopped_by, NAME)


def _best(
    formulation: Formulation,
    values: npt.NDArray[np.float64] | None,
    hint: Solution | None,
    stopped_by: str,
    bound: int | None = None,
) -> Solution:
    """Return the better of the solver's last plan and the plan it was started from, or that there is none."""
    bound = bound_by_person(formulation) if bound is None else bound
    plans = [_solution(formulation, values, bound, stopped_by)] if values is not None else []
    if hint is not None:
        plans.append(_solution(formulation, _values(formulation, hint), bound, stopped_by))
    if plans:
        return max(plans, key=lambda plan: plan.objective)
    return without_plan(
        "no_plan_found", n_openings=formulation.n_openings, strategy=NAME, stopped_by=stopped_by, bound=bound
    )
