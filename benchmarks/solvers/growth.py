"""How time grows with pairs: `solve` on instances with cohorts, quotas and a budget from 10^5 to 5 x 10^6 pairs.

    python benchmarks/solvers/growth.py [2000x200 6000x600 20000x2000 60000x6000 100000x10000] [--gap 1e-4]

Prints seconds and processor seconds per size, and the exponent of each in pairs (least squares on logarithms). Processor
seconds do not count what other programs take from the machine.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from run import formulation_of

from matchmaker.allocation.solvers import solve


def main() -> None:
    """Solve every size once and print the table and the exponents."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "instances", nargs="*", default=["2000x200", "6000x600", "20000x2000", "60000x6000", "100000x10000"]
    )
    parser.add_argument("--gap", type=float, default=1e-4)
    options = parser.parse_args()
    print("| instance | pairs | gap | seconds | processor seconds |\n|---|---|---|---|---|")
    measured = []
    for name in options.instances:
        formulation = formulation_of(name, 0)
        wall, work = perf_counter(), process_time()
        answer = solve(formulation, gap=options.gap)
        wall, work = perf_counter() - wall, process_time() - work
        gap = (answer.bound - answer.objective) / answer.bound
        measured.append((formulation.n_pairs, wall, work))
        print(f"| {name} | {formulation.n_pairs:,} | {gap:.1e} | {wall:.1f} | {work:.1f} |", flush=True)
    pairs, walls, works = np.log(np.array(measured)).T
    print(
        f"exponent: {np.polyfit(pairs, walls, 1)[0]:.2f} of seconds, {np.polyfit(pairs, works, 1)[0]:.2f} of processor's"
    )


if __name__ == "__main__":
    main()
