"""flow: the exact answer by min-cost flow, when every row counts pairs in nested sets."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.solution import Solution, without_plan
from matchmaker.allocation.solvers.exact import require_plan
from matchmaker.allocation.solvers.laminar import Forest, laminar_forest
from matchmaker.allocation.solvers.people_first import people_first
from matchmaker.errors import SolverError

NAME = "flow"
_LARGEST_COST = 2**60
"""The solver multiplies costs by the number of nodes; past this the product might leave 64 bits."""


def solve_flow(formulation: Formulation) -> Solution | None:
    """Return the proved optimum, ``infeasible``, or ``None`` when the problem is no flow.

    The network: each left party sends one unit through one of its pairs, or past all of them at no cost; each set of
    the forest is a node whose arc to the set around it carries at most ``upper``. A lower limit is met exactly by
    moving that much of the arc into the supplies of its two ends. Ties fall as `people_first` says. Raises
    `SolverError` when the solver fails.
    """
    forest = laminar_forest(formulation)
    gains, _ = people_first(formulation)
    if forest is None or _too_large(formulation, forest, gains):
        return None
    pinned = _pinned(formulation)
    if pinned is None or (forest.lower > forest.upper).any():
        return _infeasible()
    candidates = _open_pairs(formulation, pinned)
    network, status = _solve(formulation, forest, candidates, pinned, gains=gains)
    if status == network.INFEASIBLE:
        return _infeasible()
    if status != network.OPTIMAL:
        raise SolverError(f"the min-cost flow solver ended with {status.name}")
    used = network.flows(np.arange(candidates.size, dtype=np.int32)) > 0
    pairs = candidates[used]
    objective = require_plan(formulation, pairs, np.empty(0, np.bool_), NAME)
    worth = sum(gains[pairs].tolist())
    if worth != -network.optimal_cost():
        raise SolverError(f"flow claims {-network.optimal_cost()}, its plan is worth {worth}")
    return Solution(pairs, np.empty(0, np.bool_), objective, objective, "optimal", "proof", NAME)


def _infeasible() -> Solution:
    return without_plan("infeasible", n_openings=0, strategy=NAME, stopped_by="proof")


def _too_large(formulation: Formulation, forest: Forest, gains: npt.NDArray[np.int64]) -> bool:
    nodes = formulation.n_left + forest.parent.size + 1
    return int(gains.max(initial=0)) * (nodes + 1) >= _LARGEST_COST


def _pinned(formulation: Formulation) -> npt.NDArray[np.bool_] | None:
    """Return which left parties have a fixed pair, or ``None`` where the fixed pairs contradict each other."""
    fixed = formulation.lower[: formulation.n_pairs] == 1
    counts = np.bincount(formulation.left[fixed], minlength=formulation.n_left)
    shut = (fixed & (formulation.upper[: formulation.n_pairs] == 0)).any()
    return None if shut or (counts > 1).any() else counts > 0


def _open_pairs(formulation: Formulation, pinned: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the pair columns that may be chosen: where a pair is fixed, the party has no other."""
    open_pairs = formulation.upper[: formulation.n_pairs] == 1
    if pinned.any():
        open_pairs &= ~pinned[formulation.left] | (formulation.lower[: formulation.n_pairs] == 1)
    return np.flatnonzero(open_pairs)


def _solve(
    formulation: Formulation,
    forest: Forest,
    candidates: npt.NDArray[np.int64],
    pinned: npt.NDArray[np.bool_],
    *,
    gains: npt.NDArray[np.int64],
) -> tuple[Any, Any]:
    from ortools.graph.python import min_cost_flow

    n_left, n_sets = formulation.n_left, forest.parent.size
    sink = n_left + n_sets
    free = np.flatnonzero(~pinned)

    def node(sets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.where(sets >= 0, sets + n_left, sink)

    lower = np.maximum(forest.lower, 0)
    tails = np.concatenate([formulation.left[candidates], free, np.arange(n_left, sink)]).astype(np.int32)
    heads = np.concatenate([node(forest.leaf[candidates]), np.full(free.size, sink), node(forest.parent)])
    most = np.minimum(forest.upper, n_left)
    capacities = np.ones(tails.size, np.int64)
    capacities[tails.size - n_sets :] = np.maximum(most - lower, 0)
    costs = np.zeros(tails.size, np.int64)
    costs[: candidates.size] = -gains[candidates]
    supplies = np.concatenate([np.ones(n_left, np.int64), -lower, [-n_left]])
    np.add.at(supplies, node(forest.parent), lower)
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(tails, heads.astype(np.int32), capacities, costs)
    network.set_nodes_supplies(np.arange(supplies.size, dtype=np.int32), supplies)
    return network, network.solve()
