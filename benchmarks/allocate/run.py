"""What `allocate` costs over HiGHS alone on the same rows, in one run.

    python benchmarks/allocate/run.py [--repeats 3] [--seeds 3]

Problems: ``fixtures/negev``, and generated ones of 300 people x 40 opportunities, a quarter of them cohorts that open or
not, with quotas and a budget. *HiGHS alone* is the solve call of MathOpt on the same rows with the same gap;
building its model is *not* counted. *allocate* is everything from problem, scores and rules to the verified result. They take turns.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2
from ortools.math_opt.core.python import solver
from ortools.math_opt.python import mathopt

import matchmaker as mm
from matchmaker.allocation import UNBOUNDED, Formulation, allocate, formulate
from matchmaker.api.setup import setup

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from instances import cohorts

GAP = 1e-4


def problems(seeds: int) -> Iterator[tuple[str, mm.Problem, mm.ScoreTable]]:
    """Yield the problems by name, with their scores."""
    negev = mm.read(ROOT / "fixtures" / "negev")
    yield "negev", negev, mm.score(negev)
    for seed in range(seeds):
        instance = cohorts(300, 40, seed=seed)
        problem = instance.problem()
        yield f"300 x 40, seed {seed}", problem, mm.score(problem, given=instance.scores())


def highs_alone(formulation: Formulation) -> float:
    """Return the seconds of HiGHS's solve call on the rows as they are."""
    model = model_pb2.ModelProto()
    n = formulation.n_columns
    model.variables.ids.extend(range(n))
    model.variables.lower_bounds.extend(formulation.lower.tolist())
    model.variables.upper_bounds.extend(formulation.upper.tolist())
    model.variables.integers.extend([True] * n)
    model.objective.maximize = True
    worth = np.flatnonzero(formulation.gains)
    model.objective.linear_coefficients.ids.extend(worth.tolist())
    model.objective.linear_coefficients.values.extend(formulation.gains[worth].tolist())
    names = model.linear_constraints
    entries = model.linear_constraint_matrix
    at = formulation.n_left
    names.ids.extend(range(at))
    names.lower_bounds.extend([-np.inf] * at)
    names.upper_bounds.extend([1.0] * at)
    entries.row_ids.extend(formulation.left.tolist())
    entries.column_ids.extend(range(formulation.n_pairs))
    entries.coefficients.extend([1.0] * formulation.n_pairs)
    for block in formulation.rows:
        coo = block.matrix.tocoo()
        names.ids.extend(range(at, at + len(block.names)))
        names.lower_bounds.extend([-np.inf if low == -UNBOUNDED else float(low) for low in block.lower])
        names.upper_bounds.extend([np.inf if high == UNBOUNDED else float(high) for high in block.upper])
        entries.row_ids.extend((coo.row + at).tolist())
        entries.column_ids.extend(coo.col.tolist())
        entries.coefficients.extend(coo.data.tolist())
        at += len(block.names)
    parameters = parameters_pb2.SolveParametersProto(relative_gap_tolerance=GAP, random_seed=0)
    started = perf_counter()
    solver.solve(
        model,
        mathopt.SolverType.HIGHS.value,
        mathopt.StreamableSolverInitArguments().to_proto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )
    return perf_counter() - started


def main() -> None:
    """Run the comparison and print one row per problem."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    print("| problem | HiGHS alone, s | allocate, s | allocate / HiGHS alone | gap | status |")
    print("|---|---|---|---|---|---|")
    for name, problem, scores in problems(options.seeds):
        made = setup(problem)
        formulation = formulate(problem, scores, made.constraints)
        alone, ours = [], []
        for _ in range(options.repeats):
            alone.append(highs_alone(formulation))
            started = perf_counter()
            result = allocate(problem, scores, made.constraints, made.commutes, gap=GAP)
            ours.append(perf_counter() - started)
        ratio = statistics.median(o / a for o, a in zip(ours, alone, strict=True))
        print(
            f"| {name} | {statistics.median(alone):.2f} | {statistics.median(ours):.2f}"
            f" | {ratio:.2f} | {result.gap:.1e} | {result.status} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
