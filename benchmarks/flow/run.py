"""Seats only: how much `allocate` costs over the bare min-cost flow on the same arrays, in one run.

    python benchmarks/flow/run.py [--participants 10000] [--seats 1000] [--candidates 50] [--repeats 5] [--profile]

Each repeat times all three, one after the other, on the same data; the ratios of the medians are reported. *Bare* starts from
ready numpy arrays (participant, seat, integer gain, places) and builds and solves one `SimpleMinCostFlow` in bulk.
*conversion and flow* starts from a problem, a score table and parsed rules, and ends with the optimal pairs (`formulate`,
`solve`). *allocate* starts from a problem, a score table and parsed rules, and ends with a verified result: formulation,
strategy, exact objective, replay by `verify_plan`.
"""

from __future__ import annotations

import argparse
import cProfile
import statistics
from time import perf_counter, process_time

import numpy as np
import polars as pl
from ortools.graph.python import min_cost_flow

from matchmaker.allocation import allocate, formulate
from matchmaker.allocation.solvers import solve
from matchmaker.candidates import Pairs
from matchmaker.constraints import parse_constraints
from matchmaker.model import Problem
from matchmaker.scoring import ScoreTable
from matchmaker.travel import Commutes

PLACES = 8  # about 8,000 places for 10,000 people: some go without


def problem_of(n_participants: int, n_seats: int) -> Problem:
    """Return a problem with ids, kinds and counts only, as one read for `--scores`."""
    seats = [f"s{i:06d}" for i in range(n_seats)]
    opportunities = [f"o{i:06d}" for i in range(n_seats)]
    frames = {
        "participants": pl.DataFrame({"participant_id": [f"p{i:06d}" for i in range(n_participants)]}),
        "employers": pl.DataFrame({"employer_id": ["e"]}),
        "opportunities": pl.DataFrame({"opportunity_id": opportunities, "kind": ["job"] * n_seats}),
        "seats": pl.DataFrame(
            {
                "seat_id": seats,
                "opportunity_id": opportunities,
                "employer_id": ["e"] * n_seats,
                "count": [PLACES] * n_seats,
            }
        ),
    }
    return Problem.from_frames(frames)


def scores_of(problem: Problem, n_candidates: int, seed: int) -> ScoreTable:
    """Return random scores of six decimals for ``n_candidates`` random seats per person."""
    rng = np.random.default_rng(seed)
    n, n_seats = problem.n_participants, problem.n_seats
    seat = np.concatenate([np.sort(rng.choice(n_seats, n_candidates, replace=False)) for _ in range(n)])
    pairs = Pairs(
        participant_ids=np.array(problem.participants["participant_id"].to_list(), object),
        seat_ids=np.array(problem.seats["seat_id"].to_list(), object),
        indptr=np.arange(n + 1, dtype=np.int64) * n_candidates,
        seat=seat.astype(np.int32),
    )
    total = rng.integers(1, 10**6, pairs.n_pairs) / 10**6
    n_pairs = pairs.n_pairs
    return ScoreTable(
        pairs=pairs,
        scorers=(),
        sides_of=(),
        weights=np.empty(0),
        parts=np.empty((n_pairs, 0), np.float32),
        sides=np.full((n_pairs, 3), np.nan, np.float32),
        coverage=np.ones(n_pairs, np.float32),
        total=total,
        given=True,
    )


def bare(participant: np.ndarray, seat: np.ndarray, gain: np.ndarray, places: np.ndarray, n: int) -> int:
    """Build and solve the flow; return the sum of gains."""
    n_seats = places.size
    sink = n + n_seats
    tails = np.concatenate([participant, np.arange(n), np.arange(n, sink)]).astype(np.int32)
    heads = np.concatenate([seat + n, np.full(n, sink), np.full(n_seats, sink)]).astype(np.int32)
    capacities = np.concatenate([np.ones(seat.size + n, np.int64), places])
    costs = np.concatenate([-gain, np.zeros(n + n_seats, np.int64)])
    supplies = np.zeros(sink + 1, np.int64)
    supplies[:n], supplies[sink] = 1, -n
    network = min_cost_flow.SimpleMinCostFlow()
    network.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, costs)
    network.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if network.solve() != network.OPTIMAL:
        raise RuntimeError("the bare flow failed")
    return -network.optimal_cost()


def main() -> None:
    """Run the comparison and print one line per figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--participants", type=int, default=10_000)
    parser.add_argument("--seats", type=int, default=1_000)
    parser.add_argument("--candidates", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    problem = problem_of(options.participants, options.seats)
    scores = scores_of(problem, options.candidates, seed=1)
    constraints = parse_constraints(problem)
    nowhere = Commutes(
        np.full((1, 1), np.nan, np.float32),
        np.zeros(problem.n_participants, np.int32),
        np.zeros(problem.n_seats, np.int32),
        digest="",
    )
    participant, seat = scores.pairs.participant, scores.pairs.seat
    gain = np.rint(scores.total * 10**6).astype(np.int64)
    places = np.full(problem.n_seats, PLACES, np.int64)
    times: dict[str, list[tuple[float, float]]] = {"bare": [], "conversion and flow": [], "allocate": []}
    for _ in range(options.repeats):
        started, work = perf_counter(), process_time()
        worth = bare(participant, seat, gain, places, problem.n_participants)
        times["bare"].append((perf_counter() - started, process_time() - work))
        started, work = perf_counter(), process_time()
        answer = solve(formulate(problem, scores, constraints))
        times["conversion and flow"].append((perf_counter() - started, process_time() - work))
        if answer.strategy != "flow" or answer.status != "optimal":
            raise RuntimeError(f"{answer.strategy} says {answer.status}")
        started, work = perf_counter(), process_time()
        result = allocate(problem, scores, constraints, nowhere)
        times["allocate"].append((perf_counter() - started, process_time() - work))
        if int(result.objective * 10**6) != worth or result.status != "optimal":
            raise RuntimeError(f"objectives differ: {result.objective} and {worth}")
    print(f"pairs {scores.pairs.n_pairs}, placed {result.plan.n_placed}, objective {result.objective} (equal)")
    for number, unit in enumerate(("seconds", "processor seconds")):
        median = {name: statistics.median(time[number] for time in each) for name, each in times.items()}
        for name, middle in median.items():
            print(f"{unit}: {name} {middle:.3f}, ratio {middle / median['bare']:.2f}")
    if options.profile:
        cProfile.runctx("allocate(problem, scores, constraints, nowhere)", globals(), locals(), sort="cumtime")


if __name__ == "__main__":
    main()
