"""Rows that clash are named, and only those."""

from __future__ import annotations

import pytest

from matchmaker.allocation.solvers import clash, clashing_rows, solve
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
