"""Measure scoring against the least a program of this design can do, and write RESULTS.md beside this file.

    python benchmarks/scoring/run.py            all of it (about two minutes)
    python benchmarks/scoring/run.py --quick    a tenth of the pairs, nothing written

The bare program holds a ready table and ready codes per part, gathers every part of every pair in plain numpy and sums
them: no extraction, no judging, no blend, no missing values, one thread. Ours is `score_pairs` from the problem's
tables to every part, side, coverage and total. Both run in this process in turn; the figure is the median of three.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from cohort import cohort, every_pair

from matchmaker.programmes import load_programme
from matchmaker.scoring import configure_scorers, rank, score_pairs
from matchmaker.scoring.lookup import Lookups

SEED, REPEATS, N_SEATS = 7, 3, 1000


def bare(tables: list[np.ndarray], left: list[np.ndarray], right: list[np.ndarray], pairs: object) -> np.ndarray:
    """Gather every part from its table and sum, as one would write it in plain numpy."""
    participant, seat = pairs.participant, pairs.seat
    parts = np.empty((seat.size, len(tables)), np.float32, order="F")
    total = np.zeros(seat.size, np.float32)
    for k, table in enumerate(tables):
        parts[:, k] = table[left[k][participant], right[k][seat]]
        total += parts[:, k]
    return total


def bare_flat(tables: list[np.ndarray], left: list[np.ndarray], right: list[np.ndarray], pairs: object) -> np.ndarray:
    """Do the same with one flat index and ``np.take`` into place: the quickest plain form found."""
    participant, seat = pairs.participant, pairs.seat
    parts = np.empty((seat.size, len(tables)), np.float32, order="F")
    total = np.zeros(seat.size, np.float32)
    for k, table in enumerate(tables):
        at = (left[k].astype(np.int64) * table.shape[1])[participant] + right[k][seat]
        np.take(table.ravel(), at, out=parts[:, k], mode="clip")
        total += parts[:, k]
    return total


def ready(problem: object, commutes: object) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Return the tables and codes that the bare program starts from: the same sizes and values as ours."""
    chosen = [scorer for scorer, _ in configure_scorers(load_programme())]
    lookups = Lookups(chosen, problem, commutes).of(0, problem.n_participants)
    tables, left, right = [], [], []
    for lookup in lookups:
        width = int(lookup.right.max()) + 1
        tables.append(lookup.table.reshape(-1, width))
        left.append((lookup.left // width).astype(np.int32))
        right.append(lookup.right.astype(np.int32))
    return tables, left, right


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(n: int) -> dict[str, float]:
    """Return the medians of both bare programs and ours, run in turn."""
    problem, commutes = cohort(n, N_SEATS, rng=np.random.default_rng(SEED))
    pairs, programme = every_pair(problem), load_programme()
    start = ready(problem, commutes)
    takes: dict[str, list[float]] = {"bare": [], "bare flat": [], "ours": [], "ours, one thread": []}
    for _ in range(REPEATS):
        takes["bare"].append(seconds(lambda: bare(*start, pairs)))
        takes["bare flat"].append(seconds(lambda: bare_flat(*start, pairs)))
        takes["ours"].append(seconds(lambda: score_pairs(problem, pairs, programme, commutes)))
        takes["ours, one thread"].append(seconds(lambda: score_pairs(problem, pairs, programme, commutes, threads=1)))
    medians = {name: statistics.median(values) for name, values in takes.items()}
    scores = score_pairs(problem, pairs, programme, commutes)
    for per in ("participant", "opportunity"):
        medians[f"rank per {per}, k = 5"] = statistics.median(
            [seconds(lambda per=per: rank(scores, per, 5)) for _ in range(REPEATS)]
        )
    return medians


def growth(sizes: list[int]) -> tuple[list[float], float]:
    """Return the median seconds for each number of participants, and the fitted exponent e of seconds ~ pairs^e."""
    programme, takes = load_programme(), []
    cases = []
    for n in sizes:
        problem, commutes = cohort(n, N_SEATS, rng=np.random.default_rng(SEED))
        cases.append((problem, every_pair(problem), commutes))
    for problem, pairs, commutes in cases:
        work = lambda p=problem, q=pairs, c=commutes: score_pairs(p, q, programme, c)  # noqa: E731
        takes.append(statistics.median([seconds(work) for _ in range(REPEATS)]))
    slope = float(np.polyfit(np.log(np.array(sizes) * N_SEATS), np.log(takes), 1)[0])
    return takes, slope


def peak(n: int, queue: multiprocessing.Queue) -> None:
    """Put the peak resident memory (GB) of a process that does nothing but make the cohort and score it."""
    problem, commutes = cohort(n, N_SEATS, rng=np.random.default_rng(SEED))
    score_pairs(problem, every_pair(problem), load_programme(), commutes)
    queue.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9)


def main() -> None:
    """Run everything and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    n = 1000 if quick else 10_000
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=peak, args=(n, queue))
    process.start()
    memory = queue.get()
    process.join()
    medians = compare(n)
    sizes = [100, 300, 1000] if quick else [100, 1000, 10_000]
    takes, slope = growth(sizes)
    text = report(n, memory, medians, sizes, takes, slope)
    print(text)
    if not quick:
        Path(__file__).with_name("RESULTS.md").write_text(text, encoding="utf-8")


def report(n: int, memory: float, medians: dict[str, float], sizes: list[int], takes: list[float], slope: float) -> str:
    """Return the results as Markdown."""
    k = len(configure_scorers(load_programme()))
    lines = [
        "# Scoring: results", "",
        "Written by `python benchmarks/scoring/run.py`, which says what is measured.", "",
        f"{n:,} participants x {N_SEATS:,} seats, every pair, {k} parts; seed {SEED}; median of {REPEATS}; "
        f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} at the end.", "",
        "| Program | Seconds | Times bare |", "|---|---|---|",
        *(f"| {name} | {took:.2f} | {took / medians['bare']:.2f} |" for name, took in medians.items()), "",
        f"Limit: ours at most 3 times bare: **{medians['ours'] / medians['bare']:.2f}**. Peak memory (limit 3 GB): "
        f"**{memory:.2f} GB**.", "",
        "| Pairs | Seconds |", "|---|---|",
        *(f"| {size * N_SEATS:,} | {took:.3f} |" for size, took in zip(sizes, takes, strict=True)), "",
        f"Fitted exponent (limit 1.05): **{slope:.2f}**. Below 1 because small runs are mostly preparation.", "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
