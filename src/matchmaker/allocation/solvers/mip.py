"""mip: the exact answer by HiGHS through MathOpt, for any rows."""

from __future__ import annotations

import math
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers.best_known import BestKnown
from matchmaker.allocation.solvers.call_math_opt import call_math_opt
from matchmaker.allocation.solvers.exact import bound_by_person, impossible_row, require_plan
from matchmaker.allocation.solvers.highs_log import HighsLog
from matchmaker.allocation.solvers.improving_plans import last_improving_plan
from matchmaker.allocation.solvers.mip_model import mip_model
from matchmaker.allocation.solvers.people_first import people_first
from matchmaker.allocation.solvers.progress import ProgressReport
from matchmaker.allocation.solvers.stdout_aside import stdout_aside
from matchmaker.allocation.solvers.stoppable import run_stoppable
from matchmaker.errors import SolverError

NAME = "mip"
_SECONDS_OF_SILENCE = 0.5
"""At most so long HiGHS's log says nothing, where the search comes to a point at which it could."""
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
    any_tie: bool = False,
    progress: ProgressReport | None = None,
) -> Solution:
    """Return the best plan within ``gap`` (relative), or within ``time_limit`` seconds, with its bound.

    Ties fall as `people_first` says, with ``any_tie`` anyhow; ``any_plan`` asks for any plan at all, in the shortest time.

    ``hint`` is a plan to start from, and the plan kept where the solver is stopped before it finds a better one.
    MathOpt's own interrupter does nothing with HiGHS (9.15), and an exception out of its callbacks ends the process. So
    the solver runs in a thread, writes each improving plan to a file and logs its bound (`HighsLog`); when
    ``interrupt`` is set (or Ctrl-C comes) the thread is left behind and both are read. A left thread stands still from
    its next line of the log on. ``progress`` is told what is found meanwhile.
    Raises `SolverError` where the answer breaks a row or its bound lies below its plan, and `SettingsError` where the
    numbers of a rule are too fine for HiGHS.
    """
    if impossible_row(formulation) is not None:
        return _infeasible(formulation)
    if not formulation.n_columns:
        return Solution(np.empty(0, np.int64), np.empty(0, np.bool_), 0, 0, "optimal", "proof", NAME)
    unit = int(np.gcd.reduce(formulation.gains)) or 1
    gains, weight = formulation.gains // unit, 1
    if any_plan:
        gains = np.zeros_like(gains)
    elif not any_tie:
        gains, weight = people_first(formulation, unit)
    model = mip_model(formulation, gains)
    if model is None:
        return _infeasible(formulation)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        search = _Search(formulation, Path(folder) / "improving.sol", unit, weight, any_plan=any_plan)
        parameters = _parameters(gap, time_limit, seed, search.improving)
        if _has_large_coefficients(model):
            for option in ("mip_feasibility_tolerance", "primal_feasibility_tolerance"):
                parameters.highs.double_options[option] = _FINE_TOLERANCE
        start = _start(formulation, hint)
        with stdout_aside():
            answer = run_stoppable(
                lambda: search.run(model, parameters, start),
                interrupt,
                None if progress is None else partial(search.tell, BestKnown(progress)),
            )
        if answer is None:
            search.log.leave()
            return _best(formulation, search.last_plan(), hint, "interrupt", search.bound())
    return _read(formulation, answer, hint, unit=unit, weight=weight)


class _Search:
    """What can be seen of a running search from outside: the plans it writes and the bound it logs."""

    def __init__(self, formulation: Formulation, improving: Path, unit: int, weight: int, *, any_plan: bool) -> None:
        self.improving, self.log = improving, HighsLog()
        self._formulation, self._unit, self._weight, self._any_plan = formulation, unit, weight, any_plan
        self._size = 0

    def run(self, model: Any, parameters: Any, start: Any) -> Any:
        try:
            return call_math_opt("HiGHS", model, parameters, start, self.log.hear)
        finally:
            self.log.end()

    def last_plan(self) -> npt.NDArray[np.float64] | None:
        return last_improving_plan(self.improving, self._formulation.n_columns)

    def bound(self) -> int | None:
        logged = None if self._any_plan else self.log.bound()
        return None if logged is None else _bound(self._formulation, logged / self._weight, self._unit)

    def tell(self, known: BestKnown) -> None:
        size = self.improving.stat().st_size if self.improving.is_file() else 0
        values = self.last_plan() if size != self._size else None
        self._size = size
        with suppress(SolverError):  # a plan that breaks a row is for the end to judge: a later one may hold
            known.tell(NAME, best=None if values is None else _chosen(self._formulation, values)[2])
        known.tell(NAME, bound=self.bound())


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
    parameters.highs.double_options["mip_min_logging_interval"] = _SECONDS_OF_SILENCE
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


def _chosen(
    formulation: Formulation, values: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], int]:
    """Return the pairs and openings of a plan, and what it is worth."""
    chosen = values > 0.5
    pairs, openings = np.flatnonzero(chosen[: formulation.n_pairs]), chosen[formulation.n_pairs :]
    return pairs, openings, require_plan(formulation, pairs, openings, NAME)


def _solution(formulation: Formulation, values: npt.NDArray[np.float64], bound: int, stopped_by: str) -> Solution:
    pairs, openings, objective = _chosen(formulation, values)
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
