"""Cohorts that open or not, quotas and a budget: ours beside HiGHS and CP-SAT on the same rows, in one run.

    python benchmarks/solvers/run.py [negev 300x40 1000x120 3000x400 10000x1000] [--seed 0] [--gap 1e-4] [--solvers ours HiGHS]

*bare* is one `SimpleMinCostFlow` build-and-solve of the seats and pairs without any other rule, the median of three;
every time stands as its multiple too, and so do processor seconds, which do not
count what other programs take from the machine. *ours* is `solve` as `allocate` calls it, *HiGHS* is `solve_mip` (HiGHS through
MathOpt), *HiGHS LP* the same model in fractions (its optimum is a bound), *CP-SAT* a boolean model of the same rows on
both cores. All start from the same formulation and get one gap and no first plan. CP-SAT and the LP stop at ``--cap``
seconds, HiGHS too above 100,000 pairs and at ``--highs-cap`` below. Each solver runs in a process of its own, forked
from the one that holds the formulation: *memory* is the peak of that process. ``100000x10000`` takes minutes and about
3 GB: ask for it by name with ``--solvers ours``; so for ``1000000x100000@20`` (20 candidates each), which takes most of 20 GB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from ortools.graph.python import min_cost_flow
from ortools.sat.python import cp_model

import matchmaker as mm
from matchmaker.allocation import UNBOUNDED, Formulation, formulate
from matchmaker.allocation.solvers import solve, solve_mip
from matchmaker.allocation.solvers.call_math_opt import call_math_opt
from matchmaker.allocation.solvers.mip_model import mip_model
from matchmaker.api.setup import setup
from matchmaker.candidates import Pairs
from matchmaker.generation import Instance
from matchmaker.scoring import ScoreTable

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from instances import cohorts

Answer = tuple[float | None, float, str]
"""Objective and bound in scores, and what stopped it."""
Solver = Callable[[Formulation, float, float], Answer]
"""Solves a formulation to a gap within so many seconds."""
LARGE = 100_000
"""Pairs above which HiGHS is stopped as early as CP-SAT: it gets nowhere."""


def formulation_of(name: str, seed: int) -> Formulation:
    """Return the rows of ``negev``, or of a generated instance PEOPLExOPPORTUNITIES, with @N so many candidates each."""
    if name == "negev":
        problem = mm.read(ROOT / "fixtures" / "negev")
        return formulate(problem, mm.score(problem), setup(problem).constraints)
    size, _, each = name.partition("@")
    n_participants, n_opportunities = map(int, size.split("x"))
    instance = cohorts(n_participants, n_opportunities, seed=seed, **({"candidates": (int(each),) * 2} if each else {}))
    problem = instance.problem()
    # a table of text takes at most 10 million rows
    scores = _table(instance, problem) if each else mm.score(problem, given=instance.scores())
    return formulate(problem, scores, setup(problem).constraints)


def _table(instance: Instance, problem: mm.Problem) -> ScoreTable:
    """Return the scores of an instance as `mm.score` would, from its arrays."""
    counts = np.bincount(instance.participant, minlength=instance.n_participants)
    pairs = Pairs(
        problem.participants["participant_id"].to_numpy(),
        problem.seats["seat_id"].to_numpy(),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        instance.seat.astype(np.int32),
    )
    n = pairs.n_pairs
    return ScoreTable(
        pairs, (), (), np.empty(0), np.empty((n, 0), np.float32), np.full((n, 3), np.nan, np.float32),
        np.ones(n, np.float32), instance.score, given=True,
    )  # fmt: skip


def bare(formulation: Formulation) -> tuple[float, float]:
    """Return the seconds and processor seconds of one flow of the seats and pairs."""
    started, work = perf_counter(), process_time()
    block = next(block for block in formulation.rows if block.kind == "seat_count")
    seat = np.zeros(formulation.n_pairs, np.int64)
    part = block.matrix.tocoo()
    of_pair = part.col < formulation.n_pairs
    seat[part.col[of_pair]] = part.row[of_pair]
    n, sink = formulation.n_left, formulation.n_left + len(block.names)
    seats = np.arange(n, sink)
    tails = np.concatenate([formulation.left, np.arange(n), seats]).astype(np.int32)
    heads = np.concatenate([seat + n, np.full(n, sink), np.full(seats.size, sink)]).astype(np.int32)
    # Where the places of a cohort stand at its opening, it counts as open.
    places = block.upper.copy()
    np.subtract.at(places, part.row[~of_pair], part.data[~of_pair])
    places = np.minimum(places, n)
    capacities = np.concatenate([np.ones(formulation.n_pairs + n, np.int64), places])
    costs = np.concatenate([-formulation.gains[: formulation.n_pairs], np.zeros(n + seats.size, np.int64)])
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    supplies = np.concatenate([np.ones(n, np.int64), np.zeros(seats.size, np.int64), [-n]])
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    network.solve()
    return perf_counter() - started, process_time() - work


def ours(formulation: Formulation, gap: float, cap: float) -> Answer:
    """Solve as `allocate` does."""
    answer = solve(formulation, gap=gap, time_limit=cap)
    found = answer.status in ("optimal", "feasible")
    scale = formulation.scale
    return answer.objective / scale if found else None, answer.bound / scale, f"{answer.stopped_by} ({answer.strategy})"


def highs_lp(formulation: Formulation, gap: float, cap: float) -> Answer:
    """Return the optimum in fractions by HiGHS, which is a bound."""
    from ortools.math_opt import model_parameters_pb2, parameters_pb2

    model = mip_model(formulation, formulation.gains)
    model.variables.integers[:] = [False] * formulation.n_columns
    parameters = parameters_pb2.SolveParametersProto()
    parameters.time_limit.seconds = int(cap)
    answer = call_math_opt("HiGHS", model, parameters, model_parameters_pb2.ModelSolveParametersProto())
    if not answer.solutions:
        return None, float("nan"), "time"
    return None, answer.termination.objective_bounds.dual_bound / formulation.scale, "optimum in fractions"


def highs(formulation: Formulation, gap: float, cap: float) -> Answer:
    """Solve by HiGHS through MathOpt."""
    answer = solve_mip(formulation, gap=gap, time_limit=cap)
    found = answer.status in ("optimal", "feasible")
    scale = formulation.scale
    return answer.objective / scale if found else None, answer.bound / scale, answer.stopped_by


def cp_sat(formulation: Formulation, gap: float, cap: float) -> Answer:
    """Solve by CP-SAT, on both cores."""
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(formulation.n_columns)]
    starts = np.searchsorted(formulation.left, np.arange(formulation.n_left + 1)).tolist()
    for at, end in pairwise(starts):
        model.add_at_most_one(x[at:end])
    for block in formulation.rows:
        for row in range(len(block.names)):
            entries = slice(block.matrix.indptr[row], block.matrix.indptr[row + 1])
            chosen = [x[column] for column in block.matrix.indices[entries].tolist()]
            total = cp_model.LinearExpr.weighted_sum(chosen, block.matrix.data[entries].tolist())
            if block.lower[row] > -UNBOUNDED:
                model.add(total >= int(block.lower[row]))
            if block.upper[row] < UNBOUNDED:
                model.add(total <= int(block.upper[row]))
    pairs = formulation.n_pairs
    model.maximize(cp_model.LinearExpr.weighted_sum(x[:pairs], formulation.gains[:pairs].tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = cap
    solver.parameters.relative_gap_limit = gap
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    objective = solver.objective_value / formulation.scale if found else None
    stopped = "gap" if status == cp_model.OPTIMAL else "time"
    return objective, solver.best_objective_bound / formulation.scale, stopped


SOLVERS: dict[str, Solver] = {"ours": ours, "HiGHS LP": highs_lp, "HiGHS": highs, "CP-SAT": cp_sat}


def apart(run: Solver, formulation: Formulation, gap: float, cap: float) -> tuple[Answer, float, float, float]:
    """Return the answer, seconds, processor seconds and the peak of memory in GB of a solver in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def work() -> None:
        started, work = perf_counter(), process_time()
        answer = run(formulation, gap, cap)
        times = perf_counter() - started, process_time() - work
        there.send((answer, *times, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20))

    process = context.Process(target=work)
    process.start()
    there.close()
    try:
        found: tuple[Answer, float, float, float] = here.recv()
    except EOFError:
        found = (None, float("nan"), "ended without an answer"), *[float("nan")] * 3
    process.join()
    return found


def main() -> None:
    """Run the comparison and print one row per instance and solver."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instances", nargs="*", default=["negev", "300x40", "1000x120", "3000x400", "10000x1000"])
    parser.add_argument("--cap", type=float, default=60.0)
    parser.add_argument("--highs-cap", type=float, default=300.0)
    parser.add_argument("--cap-ours", type=float, default=1800.0)
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--solvers", nargs="+", choices=SOLVERS, default=list(SOLVERS))
    options = parser.parse_args()
    columns = (
        "instance, pairs, solver, objective, bound, gap, seconds, x bare, processor s, x bare, stopped by, memory GB"
    )
    print("|", columns.replace(", ", " | "), "|")
    print("|" + "---|" * len(columns.split(", ")))
    for name in options.instances:
        formulation = formulation_of(name, options.seed)
        alone, worked = map(statistics.median, zip(*(bare(formulation) for _ in range(3)), strict=True))
        print(
            f"| {name} | {formulation.n_pairs:,} | bare flow | | | | {alone:.3f} | 1 | {worked:.3f} | 1 | | |",
            flush=True,
        )
        highs_cap = options.cap if formulation.n_pairs > LARGE else options.highs_cap
        caps = {"ours": options.cap_ours, "HiGHS": highs_cap}
        for solver in options.solvers:
            run, cap = SOLVERS[solver], caps.get(solver, options.cap)
            (objective, bound, stopped), seconds, work, memory = apart(run, formulation, options.gap, cap)
            found, gap = (
                ("none", "") if objective is None else (f"{objective:.4f}", f"{(bound - objective) / bound:.1e}")
            )
            print(
                f"| {name} | | {solver} | {found} | {bound:.4f} | {gap} | {seconds:.1f} | {seconds / alone:.0f}"
                f" | {work:.1f} | {work / worked:.0f} | {stopped} | {memory:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
