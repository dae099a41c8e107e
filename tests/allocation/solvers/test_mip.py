"""HiGHS is asked well, stopped well, and never believed."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Timer
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from ortools.math_opt import result_pb2

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import solve, solve_mip
from matchmaker.allocation.solvers.improving_plans import last_improving_plan
from matchmaker.allocation.solvers.mip_model import mip_model
from matchmaker.allocation.solvers.stoppable import run_stoppable
from matchmaker.errors import SettingsError, SolverError
from tests.allocation.helpers import formulation, rows

CALL = "matchmaker.allocation.solvers.mip.call_math_opt"


def cohort() -> Formulation:
    """Three people; the cohort o (pairs 0, 2, 4) needs two, the job (pairs 1, 3, 5) has one place."""
    return formulation(
        [0, 0, 1, 1, 2, 2],
        [5, 6, 5, 4, 1, 3],
        rows(["o needs 2"], [[1, 0, 1, 0, 1, 0, -2]], [0], [None]),
        rows(["o takes 3"], [[1, 0, 1, 0, 1, 0, -3]], [None], [0]),
        rows(["job takes 1"], [[0, 1, 0, 1, 0, 1, 0]], [None], [1]),
        openings=["o"],
    )


def hard() -> Formulation:
    """Return a problem that takes HiGHS far longer than a test may last."""
    rng = np.random.default_rng(0)
    n, m = 120, 30
    left = np.repeat(np.arange(n), m)
    blocks = [
        rows(
            [f"budget {i}" for i in range(8)],
            rng.integers(50, 100, (8, n * m)),
            [None] * 8,
            [4000 + 37 * i for i in range(8)],
        ),
        rows([f"seat {s}" for s in range(m)], np.tile(np.eye(m, dtype=int), n), [None] * m, [4] * m),
    ]
    return formulation(left.tolist(), rng.integers(10**6, 2 * 10**6, n * m).tolist(), *blocks)


def test_a_cohort_opens_when_it_is_worth_it() -> None:
    """Worked by hand: open with persons 0 and 1 (10) plus 2 in the job (3) beats the job alone (6)."""
    answer = solve_mip(cohort())
    assert (answer.pairs.tolist(), answer.openings.tolist()) == ([0, 2, 5], [True])
    assert (answer.objective, answer.bound, answer.status, answer.stopped_by) == (13, 13, "optimal", "proof")


def test_a_first_plan_is_taken() -> None:
    """Starting from a plan changes nothing about the answer."""
    start = Solution(np.array([1]), np.array([False]), 6, 13, "feasible", "effort", "greedy")
    assert solve_mip(cohort(), hint=start).objective == 13


def test_nothing_to_choose() -> None:
    """Without columns the plan is empty and optimal, unless a row asks for something."""
    assert solve_mip(formulation([], [])).status == "optimal"
    impossible = formulation([], [], rows(["needs 1"], np.zeros((1, 0)), [1], [None]))
    assert solve_mip(impossible).status == "infeasible"


def test_rows_that_no_whole_number_meets() -> None:
    """Twice a choice can never be three: found before the solver is asked."""
    problem = formulation([0, 1], [1, 1], rows(["three"], [[2, 2]], [3], [3]))
    assert mip_model(problem, problem.gains) is None
    assert solve_mip(problem).status == "infeasible"


def test_infeasible_by_search() -> None:
    """Rows that only clash together are found infeasible by the solver."""
    problem = formulation(
        [0, 1, 2], [1, 1, 1], rows(["a", "b", "c"], [[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1] * 3, [1] * 3)
    )
    assert solve_mip(problem).status == "infeasible"


def answer_of(values: dict[int, float], reason: Any, dual_bound: float, limit: Any = 0) -> Any:
    """Return what MathOpt would answer."""
    vector = SimpleNamespace(ids=list(values), values=list(values.values()))
    termination = SimpleNamespace(
        reason=reason, limit=limit, detail="", objective_bounds=SimpleNamespace(dual_bound=dual_bound)
    )
    solutions = [SimpleNamespace(primal_solution=SimpleNamespace(variable_values=vector))] if values else []
    return SimpleNamespace(termination=termination, solutions=solutions)


@pytest.mark.parametrize(
    ("values", "bound", "match"),
    [
        ({0: 1.0, 6: 1.0}, 13.0, "breaks o needs 2"),
        ({0: 1.0, 1: 1.0}, 13.0, "one place each"),
        ({0: 1.0, 2: 1.0, 5: 1.0, 6: 1.0}, 12.0, "worth more than 12, its plan is worth 13"),
    ],
)
def test_optimal_answers_that_do_not_hold(
    monkeypatch: pytest.MonkeyPatch, values: dict[int, float], bound: float, match: str
) -> None:
    """An Optimal that breaks a row, or lies above its own bound, is refused."""
    monkeypatch.setattr(CALL, lambda *_: answer_of(values, result_pb2.TERMINATION_REASON_OPTIMAL, bound))
    with pytest.raises(SolverError, match=match):
        solve_mip(cohort())


def test_a_solver_that_ends_oddly(monkeypatch: pytest.MonkeyPatch) -> None:
    """An end without a plan that is neither infeasible nor a limit is an error."""
    odd = answer_of({}, result_pb2.TERMINATION_REASON_NUMERICAL_ERROR, float("inf"))
    monkeypatch.setattr(CALL, lambda *_: odd)
    with pytest.raises(SolverError, match="without a plan"):
        solve_mip(cohort())


def test_a_bound_of_infinity_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that knows no bound leaves the trivial one: everybody's best gain."""
    early = answer_of({1: 1.0}, result_pb2.TERMINATION_REASON_FEASIBLE, float("inf"), result_pb2.LIMIT_TIME)
    monkeypatch.setattr(CALL, lambda *_: early)
    answer = solve_mip(cohort())
    assert (answer.objective, answer.bound, answer.status, answer.stopped_by) == (6, 6 + 5 + 3, "feasible", "time")


def test_no_plan_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped without a plan: none is claimed, the first plan is kept, or the greedy one stands in."""
    none = answer_of({}, result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND, 13.0, result_pb2.LIMIT_TIME)
    monkeypatch.setattr(CALL, lambda *_: none)
    assert solve_mip(cohort()).status == "no_plan_found"
    start = Solution(np.array([1]), np.array([False]), 6, 13, "feasible", "effort", "greedy")
    assert solve_mip(cohort(), hint=start).objective == 6
    answer = solve(cohort())
    assert (answer.status, answer.stopped_by, answer.bound) == ("feasible", "time", 13)
    assert answer.objective > 0


def test_a_foreign_error_is_translated() -> None:
    """A model that MathOpt refuses raises our own error."""
    problem = cohort()
    with pytest.raises(SolverError, match="HiGHS failed"):
        solve_mip(problem, gap=-1.0)


def test_interrupt_keeps_the_best_plan() -> None:
    """A stop during the search returns within two seconds with a plan under a bound."""
    stop = Event()
    Timer(1.0, stop.set).start()
    answer = solve(hard(), gap=0, time_limit=6, interrupt=stop)
    assert answer.stopped_by == "interrupt"
    assert answer.status == "feasible"
    assert 0 < answer.objective < answer.bound


def test_interrupt_before_the_start() -> None:
    """Work that is stopped before it starts is not started."""
    stop = Event()
    stop.set()
    assert solve_mip(cohort(), interrupt=stop).status == "no_plan_found"


def test_ctrl_c_stops_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while waiting for the solver counts as an interrupt."""

    def pressed(self: Event, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("matchmaker.allocation.solvers.stoppable.Event.wait", pressed)
    monkeypatch.setattr(
        "matchmaker.allocation.solvers.stoppable.Thread", lambda **_: SimpleNamespace(start=lambda: None)
    )
    assert run_stoppable(lambda: 1, None) is None


def test_errors_of_the_work_are_raised() -> None:
    """An error in the thread reaches the caller."""
    with pytest.raises(ZeroDivisionError):
        run_stoppable(lambda: 1 // 0, None)


WHOLE = "Objective 3\n# Columns -2\n 1 0\n 0.9999 2\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHOLE, [1, 0, 0.9999]),
        (WHOLE + "Objective 4\n# Columns -2\n 1 1\n", [1, 0, 0.9999]),
        (WHOLE + "Objective 4\n# Columns -2\n 1 1\n 1 2", [1, 0, 0.9999]),
        (WHOLE + "Objective 4\n# Columns -1\n 1 9\n", [1, 0, 0.9999]),
        (WHOLE + "Objective 4\n# Col", [1, 0, 0.9999]),
        ("Objective 0\n# Columns 0\n", None),
        ("", None),
    ],
)
def test_the_last_whole_improving_plan_is_read(tmp_path: Path, text: str, expected: list[float] | None) -> None:
    """A plan that is cut, or speaks of columns that do not exist, is passed over for the one before."""
    path = tmp_path / "improving.sol"
    path.write_text(text)
    plan = last_improving_plan(path, 3)
    assert (None if plan is None else plan.tolist()) == expected


def test_no_improving_file(tmp_path: Path) -> None:
    """Without a file there is no plan."""
    assert last_improving_plan(tmp_path / "none", 3) is None


def tight(places: int, seed: int) -> tuple[Formulation, int]:
    """Return a budget that some choice of 10 amounts with so many places meets to the unit, and the best gain."""
    rng = np.random.default_rng(seed)
    amounts = rng.integers(10**places // 2, 10**places, 10)
    gains = amounts // 10 ** (places - 4) + rng.integers(0, 4, 10)
    choices = (np.arange(2**10)[:, None] >> np.arange(10)) & 1
    budget = int(choices[rng.integers(2**10)] @ amounts) - int(rng.integers(2))
    best = int((choices @ gains)[choices @ amounts <= budget].max())
    form = formulation(range(10), gains.tolist(), rows(["budget"], [amounts], [None], [budget]))
    return form, best


@pytest.mark.parametrize("seed", range(8))
def test_tight_budgets_with_large_amounts(seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Where 1e-6 of an amount is more than a unit, the answer is still the best of all choices, and stdout is clean."""
    form, best = tight(8, seed)
    answer = solve_mip(form, gap=0)
    assert (answer.objective, answer.bound) == (best, best)
    assert capfd.readouterr().out == ""


def test_amounts_too_fine_are_refused() -> None:
    """Amounts past what HiGHS tells apart are refused by the name of their rule; multiples of a large unit are not."""
    budget = rows(["seats", "budget"], [[1, 1], [10**9, 10**9 + 1]], [None, None], [2, 10**9])
    with pytest.raises(SettingsError, match=r"budget.*whole NIS") as refused:
        solve_mip(formulation([0, 0], [1, 1], budget))
    assert refused.value.findings[0].value == str(10**9 + 1)
    coarse = rows(["budget"], [[2 * 10**12, 3 * 10**12]], [None], [10**12 * 3])
    assert solve_mip(formulation([0, 1], [1, 2], coarse)).objective == 2


def test_a_plan_worse_than_the_first_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """When time runs out on a plan worse than the one the solver started from, that one is kept."""
    worse = answer_of({5: 1.0}, result_pb2.TERMINATION_REASON_FEASIBLE, 13.0, result_pb2.LIMIT_TIME)
    monkeypatch.setattr(CALL, lambda *_: worse)
    start = Solution(np.array([1]), np.array([False]), 6, 13, "feasible", "effort", "greedy")
    answer = solve_mip(cohort(), hint=start)
    assert (answer.objective, answer.bound, answer.stopped_by) == (6, 13, "time")


def test_infeasible_against_a_plan_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that calls a problem infeasible for which the greedy plan obeys every row is not believed."""
    none = answer_of({}, result_pb2.TERMINATION_REASON_INFEASIBLE, 0.0)
    monkeypatch.setattr(CALL, lambda *_: none)
    with pytest.raises(SolverError, match="and there is one"):
        solve(cohort())
