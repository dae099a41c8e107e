"""Limits inside one opening, written as limits of an open one."""

from __future__ import annotations

from hypothesis import given, settings

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solvers.exact import broken_rows
from matchmaker.allocation.solvers.lifted_rows import lifted_rows
from tests.allocation.helpers import every_choice, formulation, rows
from tests.allocation.solvers.generated import formulations


def facility() -> Formulation:
    """Two customers who use 3 and 4 of facility o's 5, or of a place that never closes (pairs 1 and 3)."""
    return formulation(
        [0, 0, 1, 1],
        [5, 1, 5, 1],
        rows(["o takes 2"], [[1, 0, 1, 0, -2]], [None], [0]),
        rows(["hours"], [[3, 0, 4, 0, 0]], [None], [5]),
        rows(["everywhere"], [[3, 3, 4, 4, 0]], [None], [6]),
        rows(["more than can be"], [[1, 0, 1, 0, 0]], [None], [900]),
        rows(["one"], [[1, 0, 1, 0, 0]], [None], [1]),
        openings=["o"],
    )


def test_a_limit_of_one_opening_is_a_limit_if_it_opens() -> None:
    """Worked by hand: 3 x + 4 x <= 5 becomes <= 5 y, a count of 1 becomes <= y; what o takes anyway (900 falls to 2) and a
    limit over several places stay."""
    lifted = lifted_rows(facility())
    assert [block.matrix.toarray().tolist()[0] for block in lifted.rows] == [
        [1, 0, 1, 0, -2],
        [3, 0, 4, 0, -5],
        [3, 3, 4, 4, 0],
        [1, 0, 1, 0, 0],
        [1, 0, 1, 0, -1],
    ]
    assert [block.upper.tolist() for block in lifted.rows] == [[0], [0], [6], [900], [0]]
    again = lifted_rows(lifted)
    assert [block.matrix.toarray().tolist() for block in again.rows] == [
        block.matrix.toarray().tolist() for block in lifted.rows
    ]


@settings(max_examples=12, deadline=None)
@given(formulations(most_people=3))
def test_the_plans_are_the_same(form: Formulation) -> None:
    """Every choice of pairs and openings keeps all rows of the one formulation exactly if it keeps those of the other."""
    lifted = lifted_rows(form)
    for pairs, opened in every_choice(form):
        assert bool(broken_rows(form, pairs, opened)) == bool(broken_rows(lifted, pairs, opened))
