"""Two ways to prices, in one run: subgradient steps with a flow as the subproblem, and linear programs over few columns.

    python benchmarks/solvers/step_rules.py [1000x120 3000x400 10000x1000] [--steps 60]

*Steps*: every row but the seats has a price; the subproblem is a min-cost flow of the seats, each opening pays for
itself; Polyak's step with the value of the plan found by ``solve_prices`` as its target, halved after five steps without a
better bound, rows divided by their largest entry. *Linear programs*: `ColumnGeneration`, without and with the cuts. The
bound that steps can reach is that of the relaxation without cuts (Geoffrion 1974: the flow is integral by itself).
"""

from __future__ import annotations

import argparse
from time import perf_counter

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow
from run import formulation_of

from matchmaker.allocation import Formulation
from matchmaker.allocation.csr import stack
from matchmaker.allocation.formulation import UNBOUNDED
from matchmaker.allocation.solvers import solve_prices
from matchmaker.allocation.solvers.column_generation import ColumnGeneration
from matchmaker.allocation.solvers.tightened import Tightened, tightened

FINENESS = 16
"""Parts of a unit of gain in which the flow counts."""

Floats = npt.NDArray[np.float64]


class Subproblem:
    """The flow of the seats at given gains, the openings each by itself."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        block = next(block for block in formulation.rows if block.kind == "seat_count")
        part = block.matrix.tocoo()
        self.seat = np.zeros(formulation.n_pairs, np.int64)
        self.seat[part.col] = part.row
        self.places = np.minimum(block.upper, formulation.n_left)
        others = [block for block in formulation.rows if block.kind != "seat_count"]
        matrix = stack([block.matrix for block in others], formulation.n_columns).astype(np.float64)
        size = np.maximum.reduceat(np.abs(matrix.data), matrix.indptr[:-1])
        matrix.data /= np.repeat(size, np.diff(matrix.indptr))
        lower = np.concatenate([block.lower for block in others]).astype(np.float64)
        upper = np.concatenate([block.upper for block in others]).astype(np.float64)
        # Every row here has one limit; all of them as upper ones.
        sign = np.where(upper < UNBOUNDED, 1.0, -1.0)
        self.limit = np.where(sign > 0, upper, -lower) / size
        matrix.data *= np.repeat(sign, np.diff(matrix.indptr))
        self.matrix = matrix

    def solve(self, prices: Floats) -> tuple[float, Floats]:
        """Return the bound and the choice (n_columns,) at prices (n_rows,) >= 0."""
        formulation = self.formulation
        n_pairs, n = formulation.n_pairs, formulation.n_left
        reduced = formulation.gains - self.matrix.T @ prices
        cost = np.floor(reduced[:n_pairs] * FINENESS).astype(np.int64) + 1
        kept = np.flatnonzero(cost > 0)
        sink = n + self.places.size
        seats = np.arange(n, sink)
        tails = np.concatenate([formulation.left[kept], np.arange(n), seats]).astype(np.int32)
        heads = np.concatenate([self.seat[kept] + n, np.full(n + seats.size, sink)]).astype(np.int32)
        capacities = np.concatenate([np.ones(kept.size + n, np.int64), self.places])
        network = min_cost_flow.SimpleMinCostFlow()
        costs = np.concatenate([-cost[kept], np.zeros(n + seats.size, np.int64)])
        network.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
        supplies = np.concatenate([np.ones(n, np.int64), np.zeros(seats.size, np.int64), [-n]])
        network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
        network.solve()
        x = np.zeros(formulation.n_columns)
        x[kept] = network.flows(np.arange(kept.size, dtype=np.int32))
        x[n_pairs:] = reduced[n_pairs:] > 0
        worth = -network.optimal_cost() / FINENESS + np.maximum(reduced[n_pairs:], 0).sum()
        return float(worth + self.limit @ prices), x


def steps(formulation: Formulation, target: float, n_steps: int) -> tuple[float, float]:
    """Return the best bound of ``n_steps`` steps, in gains, and the seconds."""
    started = perf_counter()
    subproblem = Subproblem(formulation)
    prices = np.zeros(subproblem.limit.size)
    best, length, waited = np.inf, 1.0, 0
    for _ in range(n_steps):
        bound, x = subproblem.solve(prices)
        waited = 0 if bound < best else waited + 1
        best = min(best, bound)
        if waited == 5:
            length, waited = length / 2, 0
        slope = subproblem.limit - subproblem.matrix @ x
        slope[(slope > 0) & (prices == 0)] = 0
        prices = np.maximum(prices - length * (bound - target) / max(slope @ slope, 1e-9) * slope, 0)
    return best, perf_counter() - started


def programs(problem: Tightened) -> tuple[float, float]:
    """Return the bound of the linear programs, in gains, and the seconds."""
    started = perf_counter()
    relaxed = ColumnGeneration(problem, 1e-5).solve(problem)
    if relaxed is None:
        raise SystemExit("the linear programs gave no bound")
    return relaxed.proof.total / relaxed.proof.fineness, perf_counter() - started


def main() -> None:
    """Print the bound above the best plan and the seconds of each way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instances", nargs="*", default=["1000x120", "3000x400", "10000x1000"])
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    print("| instance | prices by | bound | above the best plan | seconds |")
    print("|---|---|---|---|---|")
    for name in options.instances:
        formulation = formulation_of(name, 0)
        plan = solve_prices(formulation)
        if plan is None:
            raise SystemExit("the prices gave no plan")
        started = perf_counter()
        whole = tightened(formulation)
        making = perf_counter() - started
        own = np.arange(whole.n_own)
        plain = Tightened(formulation, whole.matrix[own].tocsc(), whole.lower[own], whole.upper[own], whole.n_own)
        ways = [
            (f"{n} Polyak steps", steps(formulation, plan.objective, n)) for n in (options.steps // 4, options.steps)
        ]
        ways.append(("linear programs", programs(plain)))
        bound, seconds = programs(whole)
        ways.append(("linear programs with cuts", (bound, seconds + making)))
        for way, (bound, seconds) in ways:
            above = bound / plan.objective - 1
            print(f"| {name} | {way} | {bound / formulation.scale:.4f} | {above:.2e} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
