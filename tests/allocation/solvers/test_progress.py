"""What is told while a search goes on."""

from __future__ import annotations

import math
import signal
from decimal import Decimal
from threading import Event

import numpy as np
import pytest

import matchmaker as mm
from matchmaker.allocation import SearchProgress
from matchmaker.allocation.ctrl_c import ctrl_c
from matchmaker.allocation.solvers import Progress, solve, solve_mip
from matchmaker.allocation.solvers.best_known import BestKnown
from matchmaker.allocation.solvers.highs_log import HighsLog
from matchmaker.allocation.solvers.stoppable import run_stoppable
from tests.allocation.solvers.generated import generated

ROW = " R       0       0         0   0.00%   {}  9816               Large        0      0      2       289     5.6s"


def test_only_what_is_better_is_passed_on() -> None:
    """Best only grows and bound only falls, whoever tells; each report holds both."""
    told: list[Progress] = []
    known = BestKnown(told.append)
    known.tell("mip", bound=90)
    known(Progress(best=50, bound=95, seconds=1.0, strategy="greedy"))
    known.tell("mip", best=40, bound=90)
    known.tell("mip", best=60)
    assert [(each.best, each.bound, each.strategy) for each in told] == [
        (None, 90, "mip"),
        (50, 90, "greedy"),
        (60, 90, "mip"),
    ]
    assert told[0].seconds <= told[1].seconds <= told[2].seconds


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        (ROW.format("1397405.682707"), 1397405.682707),
        (ROW.format("inf"), None),
        ("  Gap               309.83% (tolerance: 0.01%)", None),
        ("Presolving model", None),
        ("", None),
    ],
)
def test_the_bound_is_read_from_the_table_of_nodes(line: str, bound: float | None) -> None:
    """A row of the table gives its bound, raised past the last digit printed; other lines give none."""
    log = HighsLog()
    log.hear([line])
    found = log.bound()
    assert found is None if bound is None else bound < found < bound * (1 + 1e-7)  # type: ignore[operator]


def test_a_search_left_behind_stands_still() -> None:
    """After `leave` the next line of the log does not return to the solver."""
    log, after = HighsLog(), Event()

    def work() -> None:
        log.leave()
        log.hear(["line"])
        after.set()

    stop = Event()
    stop_soon = iter([False, True])
    assert run_stoppable(work, stop, lambda: stop.set() if next(stop_soon) else None) is None
    assert log._still.is_set() and not after.is_set()


@pytest.mark.parametrize("solver", [solve_mip, solve])
def test_reports_lead_to_the_answer(solver: object) -> None:
    """Reports get better, are never beyond the optimum, and with the answer itself the last one is it."""
    checked = 0
    for seed in range(12):
        form = generated(np.random.default_rng(seed), 10)
        told: list[Progress] = []
        answer = solver(form, gap=0.0, progress=told.append)  # type: ignore[operator]
        best = [each.best for each in told if each.best is not None]
        bounds = [each.bound for each in told if each.bound is not None]
        assert best == sorted(best) and bounds == sorted(bounds, reverse=True)
        if answer.status == "optimal":
            assert all(value <= answer.objective for value in best) and all(b >= answer.objective for b in bounds)
            checked += 1
        if answer.status == "optimal" and solver is solve:
            assert (told[-1].best, told[-1].bound) == (answer.objective, answer.bound)
    assert checked > 5


def test_progress_is_told_in_scores() -> None:
    """`mm.allocate` tells best, bound and gap in scores; the last report is the result's certificate."""
    problem = mm.generate(60, 12, shape="cohorts")
    told: list[SearchProgress] = []
    result = mm.allocate(problem, progress=told.append)
    assert (told[-1].best, told[-1].bound) == (result.objective, result.bound)
    assert told[-1].gap == pytest.approx(result.gap)
    assert all(each.best is None or each.best <= result.bound for each in told)


def test_what_a_listener_raises_ends_the_work() -> None:
    """An error of the caller's own function comes back to the caller."""

    def fail(progress: SearchProgress) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        mm.allocate(mm.generate(60, 12, shape="cohorts"), progress=fail)


@pytest.mark.parametrize(
    ("best", "bound", "gap", "text"),
    [
        (None, None, None, "no plan yet, mip"),
        (None, Decimal(2), None, "no plan yet, at most 2.000000, mip"),
        (Decimal("1.5"), Decimal(2), 0.25, "best 1.500000, at most 2.000000, gap 25.0000%, mip"),
    ],
)
def test_a_report_in_words(best: Decimal | None, bound: Decimal | None, gap: float | None, text: str) -> None:
    """What is not known is not told as a number."""
    found = SearchProgress(best, bound, 1.0, "mip")
    assert (found.gap, str(found)) == (gap, text)
    assert found.gap is None or math.isfinite(found.gap)


def test_ctrl_c_in_a_program_keeps_the_best_plan() -> None:
    """The first Ctrl-C ends the search with a plan, whatever was being done; afterwards it is Python's own again."""
    before = signal.getsignal(signal.SIGINT)
    told: list[SearchProgress] = []

    def press(progress: SearchProgress) -> None:
        told.append(progress)
        if len(told) == 1:
            signal.raise_signal(signal.SIGINT)

    problem = mm.generate(130, 45, shape="cohorts")
    result = mm.allocate(problem, gap=0, progress=press)
    assert (result.status, result.stopped_by) == ("feasible", "interrupt")
    assert result.plan.n_placed > 0 and mm.verify(result) == []
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_ctrl_c_is_an_exception() -> None:
    """Who presses twice wants no plan any more; where someone else listens to signals nothing is changed."""
    with pytest.raises(KeyboardInterrupt), ctrl_c(None) as stop:
        assert stop is not None
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        signal.raise_signal(signal.SIGINT)
    given = Event()
    with ctrl_c(given) as stop:
        assert stop is given and signal.getsignal(signal.SIGINT) is signal.default_int_handler
