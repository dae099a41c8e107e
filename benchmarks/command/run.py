"""The whole command against the bare flow, and how fast the program starts. All in one run, as ratios or seconds.

    python benchmarks/command/run.py [--repeats 5]

*Bare* starts from ready numpy arrays and builds and solves one ``SimpleMinCostFlow`` in bulk, in this process. *The command*
is ``matchmaker allocate DATA --scores scores.csv --out DIR`` as a process of its own: starting Python, reading and checking
every file, solving, replaying the plan, writing the folder with its manifest. They take turns; medians are compared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import numpy as np
from ortools.graph.python import min_cost_flow

sys.path.insert(0, str(Path(__file__).parents[1]))
from instances import seats_only, write_instance
from matchmaker.generation import Instance
from matchmaker.generation.instance import SCORE_STEP

PROGRAM = [str(Path(sys.executable).parent / "matchmaker")]


def bare(instance: Instance) -> tuple[float, int]:
    """Return seconds and objective (in units of `SCORE_STEP`) of one bulk build and solve."""
    gain = np.rint(instance.score / SCORE_STEP).astype(np.int64)
    started = perf_counter()
    n, n_seats = instance.n_participants, instance.count.size
    people, seats, sink = np.arange(n), n + np.arange(n_seats), n + n_seats
    flow = min_cost_flow.SimpleMinCostFlow()
    tail = np.concatenate([instance.participant, people, seats])
    head = np.concatenate([n + instance.seat, np.full(n, sink), np.full(n_seats, sink)])
    capacity = np.concatenate([np.ones(gain.size + n, np.int64), instance.count])
    cost = np.concatenate([-gain, np.zeros(n + n_seats, np.int64)])
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    flow.set_nodes_supplies(
        np.arange(n + n_seats + 1), np.concatenate([np.ones(n, np.int64), np.zeros(n_seats, np.int64), [-n]])
    )
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the bare flow failed")
    return perf_counter() - started, -flow.optimal_cost()


def run(*words: str) -> float:
    """Return the wall seconds of a command."""
    started = perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return perf_counter() - started


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    instance = seats_only()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_instance(instance, folder)
        out = folder / "out"
        bares, commands = [], []
        command = [
            *PROGRAM,
            "allocate",
            str(folder / "data"),
            "--scores",
            str(folder / "scores.csv"),
            "--out",
            str(out),
        ]
        run(*command)
        for _ in range(repeats):
            seconds, objective = bare(instance)
            bares.append(seconds)
            commands.append(run(*command, "--replace"))
        result = json.loads((out / "result.json").read_text("utf-8"), parse_float=Decimal)
    exact = Decimal(objective) * Decimal(str(SCORE_STEP))
    ratio = statistics.median(c / b for c, b in zip(commands, bares, strict=True))
    print(f"| bare flow, 10,000 x 1,000 x 50 | {statistics.median(bares):.3f} s |")
    print(f"| matchmaker allocate, the whole command | {statistics.median(commands):.3f} s |")
    print(f"| ratio (median of {repeats} pairs; limit 12) | {ratio:.2f} |")
    print(
        f"| objective, bare and ours | {exact} and {result['objective']}: {'equal' if exact == result['objective'] else 'DIFFERENT'} |"
    )
    empty = statistics.median(run(sys.executable, "-c", "pass") for _ in range(repeats))
    imported = statistics.median(run(sys.executable, "-c", "import matchmaker") for _ in range(repeats))
    helped = statistics.median(run(*PROGRAM, "--help") for _ in range(repeats))
    print(f"| python -c pass | {empty:.3f} s |")
    print(f"| python -c 'import matchmaker' (limit 0.2 s over Python itself) | {imported:.3f} s |")
    print(f"| matchmaker --help (limit 0.4 s) | {helped:.3f} s |")


if __name__ == "__main__":
    main()
