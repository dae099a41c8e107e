"""Rows that clash are named, and only those."""

from __future__ import annotations

from threading import Event

import pytest

from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers import clash, clashing_rows, solve
from matchmaker.allocation.solvers.exact import impossible_row
from matchmaker.errors import SolverError
from tests.allocation.helpers import formulation, rows

LEFT = [0, 0, 1, 1]


def test_two_rows_among_others_are_named() -> None:
    """A floor of two in a seat and a ceiling of one over both seats clash; the rows around them are not named."""
    problem = formulation(
        LEFT,
        [1] * 4,
        rows(["s0 at least 2", "s1 at most 2"], [[1, 0, 1, 0], [0, 1, 0, 1]], [2, None], [None, 1]),
        rows(["plan at most 1", "plan at least 1"], [[1, 1, 1, 1]] * 2, [None, 1], [1, None]),
    )
    assert clashing_rows(problem) == (("s0 at least 2", "plan at most 1"), True)
    assert solve(problem).clash == ("s0 at least 2", "plan at most 1")


def test_a_row_that_clashes_with_itself() -> None:
    """A pin on a pair that is no candidate is a row without entries: it alone is named."""
    problem = formulation(
        LEFT, [1] * 4, rows(["pin"], [[0, 0, 0, 0]], [1], [None]), rows(["s"], [[1, 1, 1, 1]], [None], [1])
    )
    answer = solve(problem)
    assert (answer.status, answer.clash) == ("infeasible", ("pin",))


def test_two_pins_of_one_person() -> None:
    """Two fixed pairs of one person clash with one place each, which is always meant: both pins are named."""
    pins = rows(["pin a", "pin b"], [[1, 0, 0, 0], [0, 1, 0, 0]], [1, 1], [None, None])
    answer = solve(formulation(LEFT, [1] * 4, pins, fixed=[0, 1]))
    assert (answer.status, answer.clash) == ("infeasible", ("pin a", "pin b"))


def test_effort_that_runs_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without effort the whole set is named, with the note that not every row was proved needed."""
    monkeypatch.setattr(clash, "_SECONDS", 0.0)
    problem = formulation(
        LEFT, [1] * 4, rows(["a", "b", "c"], [[1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1]], [1, None, None], [None, 0, 1])
    )
    answer = solve(problem)
    assert set(answer.clash) >= {"a", "b"}
    assert any("not all proved" in note for note in answer.notes)


def test_more_people_than_there_are() -> None:
    """A floor above the number of people is named alone, though it has more pairs: one place each is always meant."""
    floor = rows(["plan at least 3"], [[1, 1, 1, 1]], [3], [None])
    problem = formulation(LEFT, [1] * 4, floor, rows(["s"], [[1, 0, 1, 0]], [None], [1]))
    assert impossible_row(problem) == "plan at least 3"
    assert solve(problem).clash == ("plan at least 3",)


def test_a_trial_that_fails_or_finds_nothing_leaves_the_proof_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver's error, or its having found neither plan nor proof, keeps the rows and is said."""
    block = rows(["a", "b"], [[2, 0, 1, 0], [1, 0, 2, 0]], [3, None], [None, 2])
    problem = formulation(LEFT, [1] * 4, block)
    assert clashing_rows(problem) == (("a", "b"), True)

    def fails(*_: object, **__: object) -> Solution:
        raise SolverError("HiGHS failed")

    monkeypatch.setattr(clash, "solve_mip", fails)
    assert clashing_rows(problem) == (("a", "b"), False)
    nothing = without_plan("no_plan_found", n_openings=0, strategy="mip", stopped_by="interrupt")
    monkeypatch.setattr(clash, "solve_mip", lambda *_, **__: nothing)
    assert clashing_rows(problem) == (("a", "b"), False)


def test_an_interrupt_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the event is set, and without time left, no trial is made."""
    monkeypatch.setattr(clash, "solve_flow", lambda _: pytest.fail("a trial was made"))
    problem = formulation(LEFT, [1] * 4, rows(["a", "b"], [[1, 1, 1, 1]] * 2, [2, None], [None, 1]))
    stop = Event()
    stop.set()
    assert clashing_rows(problem, interrupt=stop) == (("a", "b"), False)
    assert clashing_rows(problem, time_limit=-1.0) == (("a", "b"), False)
