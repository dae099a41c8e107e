"""Prices of rows against plans re-solved, over generated formulations without a word of the domain."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.solvers import solve_mip
from matchmaker.decisions.limits import Relaxation
from tests.allocation.solvers.generated import generated


def test_prices_bound_one_hundred_limits_re_solved() -> None:
    """For 100 random limits the price times the change, beside the remaining gap, is never less than what the re-solved
    plan gains by the wider limit; the bound made anew from the wider row is mostly no more than that."""
    rng = np.random.default_rng(7)
    n = felt = tight = near = 0
    while n < 100:
        formulation = generated(rng, 10)
        before = solve_mip(formulation, gap=0)
        if before.status != "optimal":
            continue
        relaxation = Relaxation.of(formulation)
        gap = relaxation.bound - before.objective
        assert gap >= 0
        for at, row in _some_rows(formulation, relaxation, rng):
            steps = int(rng.integers(1, 4))
            block = formulation.rows[at]
            signed = int(relaxation.of_block(at)[row]) * (1 if block.upper[row] < UNBOUNDED else -1)
            price = relaxation.in_scores(max(signed, 0)) * steps
            wider = _wider(formulation, at, row, steps)
            after = solve_mip(wider, gap=0)
            assert after.status == "optimal"
            gained = after.objective - before.objective
            assert 0 <= gained <= price + gap
            if n % 4 == 0:
                anew = relaxation.bound_of(wider)
                assert anew is not None
                assert after.objective <= anew
                near += anew <= relaxation.bound + price + Fraction(1, 1000)
            n, felt = n + 1, felt + (gained > 0)
            tight += gained > 0 and gained >= Fraction(9, 10) * (price + gap)
    assert felt >= 10
    assert tight >= 3
    assert near >= 20


def _some_rows(formulation: Formulation, relaxation: Relaxation, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Return up to five rows (block, row) with one limit over pairs, and at most one opening, those with a price first."""
    found = []
    for at, block in enumerate(formulation.rows):
        for row in range(len(block.names)):
            columns = block.matrix.indices[block.matrix.indptr[row] : block.matrix.indptr[row + 1]]
            limited = (block.lower[row] > -UNBOUNDED) != (block.upper[row] < UNBOUNDED)
            if limited and (columns < formulation.n_pairs).any() and (columns >= formulation.n_pairs).sum() <= 1:
                found.append((at, row))
    drawn = [found[at] for at in rng.permutation(len(found)).tolist()]
    return sorted(drawn, key=lambda each: relaxation.of_block(each[0])[each[1]] == 0)[:5]


def _wider(formulation: Formulation, at: int, row: int, steps: int) -> Formulation:
    """Return the formulation with a limit wider by some steps: the number beside its opening where it has one."""
    block = formulation.rows[at]
    lower, upper, matrix = block.lower.copy(), block.upper.copy(), block.matrix.copy()
    last = int(matrix.indptr[row + 1]) - 1
    ceiling = upper[row] < UNBOUNDED
    if matrix.indices[last] >= formulation.n_pairs:
        matrix.data[last] -= steps if ceiling else -min(steps, -int(matrix.data[last]) - 1)
    else:
        upper[row] += steps if ceiling else 0
        lower[row] -= 0 if ceiling else steps
    rows = list(formulation.rows)
    rows[at] = Rows(block.kind, block.names, matrix, lower, upper)
    return replace(formulation, rows=tuple(rows))


def test_rows_keep_the_price_of_their_name() -> None:
    """Rows in another order have the same bound, one row less has one that holds, and of other openings it cannot say."""
    rng = np.random.default_rng(3)
    formulation = next(each for each in iter(lambda: generated(rng, 8), None) if len(each.rows) > 2)
    relaxation = Relaxation.of(formulation)
    assert relaxation.bound_of(formulation) == relaxation.bound
    assert relaxation.bound_of(replace(formulation, rows=formulation.rows[::-1])) == relaxation.bound
    fewer = replace(formulation, rows=formulation.rows[1:])
    bound = relaxation.bound_of(fewer)
    assert bound is not None
    assert bound >= solve_mip(fewer, gap=0).objective
    others = tuple(f"other {name}" for name in formulation.opening_names)
    assert relaxation.bound_of(replace(formulation, opening_names=others)) is None


def test_a_search_that_is_cut_short_still_proves_a_bound() -> None:
    """Without any time prices of 0 bound every plan, and it is said that the search was stopped."""
    formulation = generated(np.random.default_rng(3), 8)
    relaxation = Relaxation.of(formulation, time_limit=0)
    assert relaxation.stopped_by == "time"
    assert relaxation.bound >= Relaxation.of(formulation).bound
