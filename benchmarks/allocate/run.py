"""Cohorts, quotas and a budget: how much `allocate` costs over HiGHS alone on the same rows, in one run.

    python benchmarks/allocate/run.py [--cohorts 12] [--repeats 3] [--seeds 3]

300 people x 40 opportunities, of which ``--cohorts`` open only with a minimum size; a share of women per open cohort,
an employer maximum and a budget over the plan. *HiGHS alone* is the solve call of MathOpt on the same rows with the
same gap, without a first plan; building its model is *not* counted. *allocate* is everything from problem, scores
and rules to the verified result.
"""

from __future__ import annotations

import argparse
import statistics
from time import perf_counter

import numpy as np
import polars as pl
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2
from ortools.math_opt.core.python import solver
from ortools.math_opt.python import mathopt

from matchmaker.allocation import UNBOUNDED, Formulation, allocate, formulate
from matchmaker.candidates import Pairs
from matchmaker.constraints import parse_constraints
from matchmaker.model import Problem, Settings
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes

GAP = 1e-4
N_PEOPLE, N_OPPORTUNITIES, N_EMPLOYERS, N_CANDIDATES = 300, 40, 25, 20


def problem_of(n_cohorts: int, rng: np.random.Generator) -> Problem:
    """Return a cohort problem drawn from ``rng``."""
    n = N_OPPORTUNITIES
    minimum = np.where(np.arange(n) < n_cohorts, rng.integers(6, 13, n), 0)
    size = np.where(minimum > 0, minimum + rng.integers(2, 9, n), rng.integers(1, 6, n))
    ids = [f"o{i:02d}" for i in range(n)]
    frames = {
        "participants": pl.DataFrame(
            {
                "participant_id": [f"p{i:03d}" for i in range(N_PEOPLE)],
                "gender": np.where(rng.random(N_PEOPLE) < 0.45, "female", "male").tolist(),
            }
        ),
        "employers": pl.DataFrame({"employer_id": [f"e{i:02d}" for i in range(N_EMPLOYERS)]}),
        "opportunities": pl.DataFrame(
            {
                "opportunity_id": ids,
                "kind": np.where(minimum > 0, "triangle_training", "job").tolist(),
                "min_size": minimum,
                "max_size": size,
            }
        ),
        "seats": pl.DataFrame(
            {
                "seat_id": [f"s{i:02d}" for i in range(n)],
                "opportunity_id": ids,
                "employer_id": [f"e{i:02d}" for i in rng.integers(0, N_EMPLOYERS, n)],
                "count": size,
                "cost": [float(each) for each in rng.integers(10, 80, n) * 100],
            }
        ),
    }
    rules = (
        {"kind": "group_quota", "group": {"gender": "female"}, "scope": "each_cohort", "min_share": 0.35},
        {"kind": "employer_maximum", "max": 12},
        {"kind": "budget", "cost": "cost", "max": 700_000},
    )
    return Problem.from_frames(frames, settings=Settings(constraint=rules))


def scores_of(problem: Problem, rng: np.random.Generator) -> ScoreTable:
    """Return scores with a person's and a seat's share, six decimals."""
    n, n_seats = problem.n_participants, problem.n_seats
    seat = np.concatenate([np.sort(rng.choice(n_seats, N_CANDIDATES, replace=False)) for _ in range(n)])
    person = np.repeat(np.arange(n), N_CANDIDATES)
    value = 0.4 * rng.random(n)[person] + 0.2 * rng.random(n_seats)[seat] + 0.4 * rng.random(seat.size)
    pairs = Pairs(
        participant_ids=np.array(problem.participants["participant_id"].to_list(), object),
        seat_ids=np.array(problem.seats["seat_id"].to_list(), object),
        indptr=np.arange(n + 1, dtype=np.int64) * N_CANDIDATES,
        seat=seat.astype(np.int32),
    )
    return ScoreTable(
        pairs=pairs,
        scorers=(),
        sides_of=(),
        weights=np.empty(0),
        parts=np.empty((seat.size, 0), np.float32),
        sides=np.full((seat.size, 3), np.nan, np.float32),
        coverage=np.ones(seat.size, np.float32),
        total=np.rint(value * 10**6) / 10**6,
        given=True,
    )


def highs_alone(formulation: Formulation) -> tuple[float, float, float]:
    """Return seconds of the solve call, objective and bound of HiGHS on the rows as they are."""
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
    answer = solver.solve(
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
    seconds = perf_counter() - started
    bounds = answer.termination.objective_bounds
    return seconds, bounds.primal_bound / formulation.scale, bounds.dual_bound / formulation.scale


def main() -> None:
    """Run the comparison and print one line per problem."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cohorts", type=int, default=12)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    for seed in range(options.seeds):
        rng = np.random.default_rng(seed)
        problem = problem_of(options.cohorts, rng)
        scores = scores_of(problem, rng)
        constraints = parse_constraints(problem)
        nowhere = Commutes(
            np.full((1, 1), np.nan, np.float32),
            np.zeros(problem.n_participants, np.int32),
            np.zeros(problem.n_seats, np.int32),
            digest="",
        )
        formulation = formulate(problem, scores, constraints)
        alone, ours = [], []
        for _ in range(options.repeats):
            seconds, objective, bound = highs_alone(formulation)
            alone.append(seconds)
            started = perf_counter()
            result = allocate(problem, scores, constraints, nowhere, gap=GAP)
            ours.append(perf_counter() - started)
        print(
            f"seed {seed}: HiGHS alone {statistics.median(alone):.2f} s ({objective:.6f} of {bound:.6f}),"
            f" allocate {statistics.median(ours):.2f} s ({result.objective} of {result.bound},"
            f" gap {result.gap:.1e}, {result.status}), ratio {statistics.median(ours) / statistics.median(alone):.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
