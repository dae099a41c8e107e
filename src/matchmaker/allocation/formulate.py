"""formulate: a problem, its scores and its rules as integers and rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation.csr import csr
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.integer_gains import integer_gains
from matchmaker.candidates import Pairs
from matchmaker.constraints import Columns, Constraint, PlanRule, RuleRows, companion_columns
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable

LARGEST_ACTIVITY = 2**53
"""Rows whose numbers could sum to more are refused: neither a float nor a solver would hold them exactly."""


def formulate(problem: Problem, scores: ScoreTable, constraints: Sequence[Constraint]) -> Formulation:
    """Return the allocation as a `Formulation`.

    Columns stand in order of participant id, then seat id; openings in order of opportunity id; rows in order of their
    name: the same data in another row order gives the same formulation, so ties fall the same way. A row that
    asks for one pair alone (a pin) also becomes that column's bound. Scores and opening penalties stand on one scale.
    Raises `SettingsError` where the numbers of a rule are too large to be summed exactly.
    """
    pairs = scores.pairs
    order, left = _canonical_order(pairs)
    openings = cohort_rows(problem)
    columns = Columns(problem, pairs, openings, scores.total)
    n_further = companion_columns(columns).n_columns
    new_column = np.empty(pairs.n_pairs + openings.size + n_further, np.int64)
    new_column[order] = np.arange(pairs.n_pairs)
    new_column[pairs.n_pairs :] = np.arange(pairs.n_pairs, new_column.size)
    rules = [rule for rule in constraints if isinstance(rule, PlanRule)]
    rows = tuple(
        block for rule in rules if (block := _rows(getattr(rule, "code", "rule"), rule.rows(columns), new_column)).names
    )
    penalties = opening_penalties(problem)[openings]
    gains, scale, rounded = integer_gains(np.concatenate([scores.total[order], penalties]))
    gains[pairs.n_pairs :] *= -1
    lower, upper = _column_bounds(rows, new_column.size)
    return Formulation(
        gains=np.concatenate([gains, np.zeros(n_further, np.int64)]),
        scale=scale,
        left=left,
        n_left=pairs.n_participants,
        rows=rows,
        lower=lower,
        upper=upper,
        opening_names=(
            *problem.opportunities["opportunity_id"].gather(openings).to_list(),
            *(f"decision {i}" for i in range(n_further)),
        ),
        order=order,
        rounded=rounded,
        n_further=n_further,
    )


def _canonical_order(pairs: Pairs) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the pairs' positions in order of (participant id, seat id), and the participant's rank per column."""
    participant_rank, seat_rank = _rank(pairs.participant_ids), _rank(pairs.seat_ids)
    left = participant_rank[pairs.participant]
    if (np.diff(participant_rank) > 0).all() and (np.diff(seat_rank) > 0).all():
        return np.arange(pairs.n_pairs), left
    order = np.lexsort((seat_rank[pairs.seat], left))
    return order, left[order]


def _rank(ids: npt.NDArray[np.object_]) -> npt.NDArray[np.int32]:
    rank = np.empty(ids.size, np.int32)
    rank[pl.Series(ids.tolist(), dtype=pl.String).arg_sort().to_numpy()] = np.arange(ids.size, dtype=np.int32)
    return rank


def cohort_rows(problem: Problem) -> npt.NDArray[np.int64]:
    """Return the rows of opportunities with a minimum size, in order of their id."""
    table = problem.opportunities.with_row_index("row").filter(pl.col("min_size") > 0).sort("opportunity_id")
    return table["row"].to_numpy().astype(np.int64)


def opening_penalties(problem: Problem) -> npt.NDArray[np.float64]:
    """Return what opening each opportunity takes off the sum of scores, 0 where nothing is said. Shape (O,)."""
    return problem.opportunities["opening_penalty"].fill_null(0.0).to_numpy()


def _rows(kind: str, rule: RuleRows, new_column: npt.NDArray[np.int64]) -> Rows:
    by_name = np.array(sorted(range(len(rule.names)), key=rule.names.__getitem__), np.int64)
    new_row = np.empty(by_name.size, np.int64)
    new_row[by_name] = np.arange(by_name.size)
    matrix = csr(rule.value, new_row[rule.row], new_column[rule.column], (by_name.size, new_column.size))
    lower = np.array([-UNBOUNDED if rule.lower[i] is None else rule.lower[i] for i in by_name], np.int64)
    upper = np.array([UNBOUNDED if rule.upper[i] is None else rule.upper[i] for i in by_name], np.int64)
    block = Rows(kind, tuple(rule.names[i] for i in by_name), matrix, lower, upper)
    _refuse_too_large(block)
    return block


def _refuse_too_large(block: Rows) -> None:
    # In floats on purpose: they cannot wrap around, and the limit is a power of two.
    running = np.concatenate([[0.0], np.cumsum(np.abs(block.matrix.data.astype(np.float64)))])
    magnitude = np.diff(running[block.matrix.indptr])
    worst = int(np.argmax(magnitude)) if magnitude.size else 0
    if magnitude.size and magnitude[worst] >= LARGEST_ACTIVITY:
        raise SettingsError(
            [
                Finding(
                    file="settings.toml",
                    code="out-of-range",
                    message=f"the numbers of rule {block.names[worst]!r} sum to more than can be counted exactly",
                    expected="amounts whose sum over all pairs stays below 2^53",
                )
            ]
        )


def _column_bounds(rows: Sequence[Rows], n_columns: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """Return the bounds that rows with a single entry of 1 give to their column."""
    lower, upper = np.zeros(n_columns, np.int8), np.ones(n_columns, np.int8)
    for block in rows:
        single = np.flatnonzero(np.diff(block.matrix.indptr) == 1)
        entry = block.matrix.indptr[single]
        unit = block.matrix.data[entry] == 1
        single, column = single[unit], block.matrix.indices[entry[unit]]
        lower[column[block.lower[single] >= 1]] = 1
        upper[column[block.upper[single] <= 0]] = 0
    return lower, upper
