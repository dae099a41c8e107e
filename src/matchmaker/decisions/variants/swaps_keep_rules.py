"""swaps_keep_rules: whether a plan still keeps every rule when one person takes a seat and perhaps another leaves it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matchmaker.allocation import Result, formulate
from matchmaker.allocation.companions import with_companions

_AT_ONCE = 10_000
"""Swaps looked at in one product, so that millions of them need little memory."""


def swaps_keep_rules(
    result: Result,
    taken: npt.NDArray[np.int64],
    left: npt.NDArray[np.int64],
    freed: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:
    """Return for each swap (n_swaps,) whether every row of the plan's rules holds after it alone.

    ``taken`` are the pairs that come into the plan, ``left`` those that their people have now, ``freed`` those of the people
    who leave (positions in ``result.scores``; -1 = none). Cohorts stay as open as they are, with the companions that they
    have.
    """
    asked = with_companions(result.problem, result.plan.companions)
    made = formulate(asked, result.scores, result.constraints)
    column = np.full(made.n_pairs + 1, -1)
    column[made.order] = np.arange(made.n_pairs)
    seats, pairs = result.plan.seats, result.scores.pairs
    person_row = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seat_row = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    chosen = pairs.positions(
        np.array([person_row[each] for each in seats], np.int64),
        np.array([seat_row[each] for each in seats.values()], np.int64),
    )
    x = np.zeros(made.n_columns, np.int64)
    x[column[chosen]] = 1
    x[made.n_pairs :] = [name in result.plan.opened for name in made.opening_names]
    keeps = np.ones(taken.size, np.bool_)
    for start in range(0, taken.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        change = _changes(column[taken[part]], column[left[part]], column[freed[part]], made.n_columns)
        for rows in made.rows:
            moved = (rows.matrix @ change).tocoo()
            after = (rows.matrix @ x)[moved.row] + moved.data
            broken = (after < rows.lower[moved.row]) | (after > rows.upper[moved.row])
            keeps[start + moved.col[broken & (moved.data != 0)]] = False
    return keeps


def _changes(
    taken: npt.NDArray[np.int64], left: npt.NDArray[np.int64], freed: npt.NDArray[np.int64], n_columns: int
) -> sparse.csc_array:
    swap = np.arange(taken.size)
    gone = [(column[column >= 0], swap[column >= 0]) for column in (left, freed)]
    rows = np.concatenate([taken, *(column for column, _ in gone)])
    columns = np.concatenate([swap, *(which for _, which in gone)])
    values = np.concatenate([np.ones(taken.size, np.int64), np.full(rows.size - taken.size, -1)])
    return sparse.csc_array((values, (rows, columns)), shape=(n_columns, taken.size))
