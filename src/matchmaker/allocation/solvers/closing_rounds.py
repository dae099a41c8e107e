"""closing_rounds: what a policy without search does about cohorts that do not fill."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers.exact import bound_by_person, require_plan
from matchmaker.allocation.solvers.insertion import Insertion
from matchmaker.allocation.solvers.openings_of_pairs import openings_of_pairs

_CLOSED_PER_ROUND = 4
"""A round closes one in this many of the openings that fell short (or are not worth it), at least one. [assumed]"""


def closing_rounds(formulation: Formulation, fill: Callable[[Insertion], None], strategy: str) -> Solution:
    """Run a policy until every opening that counts as open is full enough.

    All openings start as open, those with too few eligible pairs as closed, except those that a fixed pair needs:
    they stay open. Each round starts from nothing: fixed
    pairs first, then ``fill``. Where rows stay below their lower limit, the quarter of their openings that miss the
    largest share of what they need is closed, everybody is released, and the next round begins. So a round is what the
    policy would do if the closed ones had never been offered. (Closing under lower quotas: Biró, Fleiner, Irving,
    Manlove, *The College Admissions problem with lower and common quotas*, 2010; which to close is their open choice,
    and ours is [assumed].)

    Where every row holds, openings that cost more than the pairs in them are worth are closed the same way, those that
    lose most first; of the plans met on the way the one worth most is returned.

    The answer obeys every row, or is ``no_plan_found`` and names the rows that could not be met.
    """
    bound = bound_by_person(formulation)
    opened = formulation.upper[formulation.n_pairs :] == 1
    kept = _kept(formulation)
    opened &= ~_hopeless(formulation, opened) | kept
    state = Insertion(formulation, opened, kept)
    best: Solution | None = None
    rounds = 0
    while True:
        state.restart(opened)
        broken = state.add_fixed()
        close = np.empty(0, np.int64)
        if not broken:
            fill(state)
            unmet = state.unmet()
            if unmet.size:
                broken = tuple(state.names[row] for row in unmet)
                close = _to_close(state, unmet, kept)
            else:
                best = _better(best, _plan(state, bound, rounds, strategy))
                close = _not_worth_it(state, kept)
        if not close.size:
            return best or without_plan(
                "no_plan_found",
                n_openings=formulation.n_openings,
                strategy=strategy,
                stopped_by="effort",
                bound=bound,
                clash=broken,
            )
        opened = opened.copy()
        opened[close] = False
        rounds += 1


def _plan(state: Insertion, bound: int, rounds: int, strategy: str) -> Solution:
    pairs, opened = state.pairs, state.opened
    objective = require_plan(state.formulation, pairs, opened, strategy)
    notes = (f"cohorts were closed in {rounds} rounds",) if rounds else ()
    if objective == bound:
        return Solution(pairs, opened, objective, bound, "optimal", "proof", strategy, notes=notes)
    return Solution(pairs, opened, objective, bound, "feasible", "effort", strategy, notes=notes)


def _better(best: Solution | None, plan: Solution) -> Solution:
    return plan if best is None or plan.objective > best.objective else best


def _not_worth_it(state: Insertion, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the openings to close, of those whose penalty exceeds the gains of the pairs that need them."""
    formulation = state.formulation
    gains = formulation.gains[formulation.n_pairs :]
    if not ((gains < 0) & state.opened & ~kept).any():
        return np.empty(0, np.int64)
    pairs = state.pairs
    opening = openings_of_pairs(formulation).opening[pairs]
    worth = gains.copy()
    np.add.at(worth, opening[opening >= 0], formulation.gains[pairs[opening >= 0]])
    losing = np.flatnonzero((worth < 0) & (gains < 0) & state.opened & ~kept)
    return _worst_share(losing, -worth[losing].astype(np.float64))


def _hopeless(formulation: Formulation, opened: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the openings with a row that stays unmet even if all its eligible pairs were chosen."""
    hopeless = np.zeros_like(opened)
    n_pairs = formulation.n_pairs
    may = np.concatenate([formulation.upper[:n_pairs].astype(np.int64), opened.astype(np.int64)])
    for block in formulation.rows:
        entries = block.matrix.copy()
        entries.data = np.where((entries.indices < n_pairs) & (entries.data < 0), 0, entries.data)
        short = np.flatnonzero(entries @ may < block.lower)
        hopeless[_lowering_openings(block.matrix, short, n_pairs)] = True
    return hopeless


def _kept(formulation: Formulation) -> npt.NDArray[np.bool_]:
    """Return the openings that no plan closes: fixed in, or a row of a fixed pair would break without them."""
    n_pairs = formulation.n_pairs
    fixed = formulation.lower == 1
    kept: npt.NDArray[np.bool_] = fixed[n_pairs:].copy()
    for block in formulation.rows:
        # The least each row can come to: what is fixed, and of the rest all that lowers it.
        entries = block.matrix.copy()
        entries.data = np.where(fixed[entries.indices], entries.data, np.minimum(entries.data, 0))
        least = entries @ np.ones(formulation.n_columns, np.int64)
        part = block.matrix.tocoo()
        needed = (part.col >= n_pairs) & (part.data < 0)
        needed &= (least[part.row] - part.data) > block.upper[part.row]
        kept[part.col[needed] - n_pairs] = True
    return kept


def _lowering_openings(matrix: object, rows: npt.NDArray[np.int64], n_pairs: int) -> npt.NDArray[np.int64]:
    """Return the openings whose closing would raise one of the rows."""
    part = matrix[rows].tocoo()  # type: ignore[index]
    lowers = (part.col >= n_pairs) & (part.data < 0)
    return np.unique(part.col[lowers] - n_pairs)


def _to_close(state: Insertion, unmet: npt.NDArray[np.int64], kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the openings to close, those that miss or exceed the largest share first, ties by column."""
    formulation = state.formulation
    n_pairs = formulation.n_pairs
    part = state.matrix[unmet].tocoo()
    # What closing would have to make good: a row that is too low, or one that an opening has pushed too high.
    missing = np.where(part.data < 0, state.lower[unmet][part.row], -state.upper[unmet][part.row])
    missing -= np.sign(-part.data) * state.activity[unmet][part.row]
    counts = (part.col >= n_pairs) & (missing > 0)
    opening = part.col[counts] - n_pairs
    counts_open = state.opened[opening] & ~kept[opening]
    opening, share = opening[counts_open], (missing[counts] / np.abs(part.data[counts]))[counts_open]
    worst = np.zeros(formulation.n_openings)
    np.maximum.at(worst, opening, share)
    short = np.flatnonzero(worst > 0)
    return _worst_share(short, worst[short])


def _worst_share(openings: npt.NDArray[np.int64], lack: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return one in `_CLOSED_PER_ROUND` of the openings, those that lack most, ties by column; ascending."""
    n_closed = -(-openings.size // _CLOSED_PER_ROUND)
    return np.sort(openings[np.lexsort((openings, -lack))[:n_closed]])
