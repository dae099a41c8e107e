"""Measure what protecting a table of totals hides and how long it takes, and write RESULTS.md.

    python benchmarks/disclosure/run.py

Small tables: the cells hidden for protection, beside the cheapest choice, which is found by trying every set of up to five
cells in order of cost (1 + people in it). Larger tables: people drawn into localities (as uneven as towns are), genders and
readiness, three in four placed, the wage known of four in five of those.
"""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl

from matchmaker.disclosure import can_hide, cube_of, suppress

SEED = 5
TABLES = 60
THRESHOLD = 4


def counted(rows: np.ndarray) -> pl.DataFrame:
    """Return one row per person of a table of counts."""
    at = [(f"a{i}", f"b{j}") for (i, j), n in np.ndenumerate(rows) for _ in range(int(n))]
    return pl.DataFrame(at, schema=["a", "b"], orient="row")


def small() -> tuple[int, int, int]:
    """Return in how many of `TABLES` tables the choice is the cheapest, its cost over all, and the least cost."""
    rng = np.random.default_rng(SEED)
    same = chosen = least = done = 0
    while done < TABLES:
        rows = rng.integers(0, 13, (2, 3))
        if not ((rows > 0) & (rows < THRESHOLD)).any():
            continue
        done += 1
        cube = cube_of(counted(rows), ("a", "b"))
        primary, secondary = suppress(cube, THRESHOLD)
        cost = 1 + cube.count("people")
        mine = best = int(cost[secondary].sum())
        free = np.flatnonzero(~primary).tolist()
        for total, more in sorted((int(cost[list(m)].sum()), m) for n in range(6) for m in combinations(free, n)):
            if total >= mine:
                break
            if can_hide(cube, THRESHOLD, primary | np.isin(np.arange(cost.size), more)):
                best = total
                break
        same, chosen, least = same + (mine == best), chosen + mine, least + best
    return same, chosen, least


def people(n: int, localities: int, seed: int) -> pl.DataFrame:
    """Return ``n`` people with three columns, whether they are placed, and the wage of some."""
    rng = np.random.default_rng(seed)
    towns = 1 / np.arange(1, localities + 1)
    placed = rng.random(n) < 0.75
    wage = np.where(placed & (rng.random(n) < 0.8), 5300.0 + rng.integers(0, 3000, n), np.nan)
    return pl.DataFrame(
        {
            "locality": [f"town {i}" for i in rng.choice(localities, n, p=towns / towns.sum())],
            "gender": rng.choice(["female", "male"], n),
            "maturity": rng.choice(["initial", "medium", "high"], n, p=(0.1, 0.6, 0.3)),
            "placed": placed,
            "wage": wage,
        }
    ).with_columns(pl.col("wage").fill_nan(None))


def main() -> None:
    """Measure and write."""
    lines = [
        "# Disclosure: what protecting totals costs", "", "Made by `python benchmarks/disclosure/run.py`; see there.", "",
        "| People | Columns | Cells | Hidden as small | Hidden to protect | People in those | CPU seconds |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for n, towns, by in (
        (300, 40, ["gender", "maturity"]), (300, 40, ["locality"]), (300, 40, ["locality", "gender"]),
        (5000, 40, ["locality", "gender"]), (5000, 40, ["locality", "gender", "maturity"]),
    ):  # fmt: skip
        cube = cube_of(people(n, towns, SEED), by, ("wage",))
        start = time.process_time()
        primary, secondary = suppress(cube, 5)
        seconds = time.process_time() - start
        cells, inside = primary.size, int(cube.count("people")[secondary].sum())
        lines.append(
            f"| {n:,} | {', '.join(by)} | {cells} | {primary.sum()} | {secondary.sum()} | {inside:,} | {seconds:.1f} |"
        )
    same, chosen, least = small()
    lines += [
        "", f"{TABLES} random tables of 2 x 3 cells, totals included, threshold {THRESHOLD}: the choice is the cheapest in "
        f"{same}, and costs {chosen / least - 1:.1%} more in all.", "",
    ]  # fmt: skip
    Path(__file__).with_name("RESULTS.md").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
