"""deferred_acceptance: participants propose, employers hold the best so far."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.policies.policy import Effort
from matchmaker.allocation.solution import Solution
from matchmaker.allocation.solvers import Insertion, closing_rounds
from matchmaker.scoring import ScoreTable, preference


def deferred_acceptance(formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
    """Return the plan of participant-proposing deferred acceptance.

    Each participant proposes down their list (participant side's scores, else totals). A proposal that a full row
    stands against displaces the least wanted holder of that row (employer side's scores, else totals; ties by id) if
    the newcomer is wanted more, else it is turned down for good. With nested upper limits (seats inside opportunities,
    inside an employer's maximum) the choice rule is substitutable and the result stable (Gale and Shapley 1962;
    Hatfield and Milgrom, *Matching with contracts*, 2005), where an opportunity with a limit counts as one chooser: who sits
    in one of its seats may be left to prefer a free place in another that wants them less. Quotas and budgets that cross one another keep the plan
    valid but carry no such promise; people who go together do not propose, and take together what is left in their order
    of preference. Floors over the plan are served first and kept; cohorts that stay too small are
    closed (`closing_rounds`), and places that quotas left empty are filled at the end in the participants' order of
    preference.
    """
    wish = preference(scores, "participant")[formulation.order]
    want = _rank(preference(scores, "employer")[formulation.order])
    by_wish = np.lexsort((-wish, formulation.left))
    overall = np.argsort(-wish, kind="stable")

    def fill(state: Insertion) -> None:
        state.fill_floors(overall)
        _propose(state, by_wish, want)
        state.fill(overall)

    return closing_rounds(formulation, fill, "deferred_acceptance")


def _rank(preference: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return a strict order of the columns: more wanted is larger, ties to the earlier column."""
    rank = np.empty(preference.size, np.int64)
    rank[np.lexsort((-np.arange(preference.size), preference))] = np.arange(preference.size)
    return rank


def _propose(state: Insertion, by_wish: npt.NDArray[np.int64], want: npt.NDArray[np.int64]) -> None:
    formulation = state.formulation
    useful = by_wish[(formulation.upper[by_wish] == 1) & ~state.is_tied(by_wish)]
    start = np.searchsorted(formulation.left[useful], np.arange(formulation.n_left + 1)).tolist()
    lists, ends, at = useful.tolist(), start[1:], start[:-1]
    left, rank = formulation.left.tolist(), want.tolist()
    holders: dict[int, list[tuple[int, int]]] = {}
    free = [i for i in range(formulation.n_left - 1, -1, -1) if state.held[i] < 0]
    while free:
        party = free.pop()
        while at[party] < ends[party]:
            pair = lists[at[party]]
            at[party] += 1
            displaced = _make_room(state, pair, rank, holders)
            if displaced is None:
                continue
            state.add(pair)
            _enter(state, pair, rank, holders)
            free.extend(left[other] for other in displaced)
            break


def _enter(state: Insertion, pair: int, rank: list[int], holders: dict[int, list[tuple[int, int]]]) -> None:
    for row in state.rows_of(pair).tolist():
        heappush(holders.setdefault(row, []), (rank[pair], pair))


def _make_room(
    state: Insertion, pair: int, rank: list[int], holders: dict[int, list[tuple[int, int]]]
) -> list[int] | None:
    """Displace less wanted holders until ``pair`` fits; return them, or ``None`` (nothing changed) if it cannot.

    Fixed pairs and those that serve a floor never entered ``holders``, so nothing displaces them.
    """
    displaced: list[int] = []
    while (blocking := state.blocking(pair)).size:
        row = min(blocking.tolist(), key=lambda r: (len(holders.get(r, ())), r))
        other = _least_wanted(state, holders.get(row, []))
        if other is None or rank[other] >= rank[pair] or not state.may_leave(other, pair):
            for each in displaced:
                state.add(each)
                _enter(state, each, rank, holders)
            return None
        state.remove(other)
        displaced.append(other)
    return displaced


def _least_wanted(state: Insertion, heap: list[tuple[int, int]]) -> int | None:
    """Return the least wanted column that the row still holds; entries of columns given up are dropped on the way."""
    left = state.formulation.left
    while heap and state.held[left[heap[0][1]]] != heap[0][1]:
        heappop(heap)
    return heap[0][1] if heap else None
