"""Classics of the literature as ordinary input of ``allocate --scores``, each beside its known optimum.

    python benchmarks/classics/run.py [--data DIR] [--only FAMILY|NAME ...] [--cap 60] [--out FILE] [--by-command]

Families: ``gap`` (both senses), ``cflp`` and ``cflp_multi``, ``lap``, ``peer``, ``stable``, ``hrlq``, ``quotas`` and
``quotas_closing``. The loaders beside this file turn each instance into tables and scores; then the public
`matchmaker.allocate` runs with gap 0 and a cap of ``--cap`` seconds. ``--by-command`` writes the tables and calls
``matchmaker allocate`` and ``matchmaker verify`` instead. *off* is how far ours is from the best plan known, *gap* how far
the bound is from ours, both relative and in the original's unit. Rows go to ``--out`` as they are done, and instances that
stand in it are passed over, so that a run can be gone on with. The exit code is 1 if a plan is better than what is known to
be optimal or breaks a rule, or an answer is wrong.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

import matchmaker as mm

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from assignment import lap_classics, peer_classics
from classic import Classic
from generalized import gap_classics
from location import multi_source_classics, single_source_classics
from stable import stable_classics

DATA = HERE.parents[2] / "shared" / "data"
_ROUNDED = 1e-9
"""Published optima stand with three decimals: what is nearer to them than this is them."""
_COLUMNS = ("family", "name", "sense", "known", "ours", "bound", "off", "gap", "seconds", "status", "strategy")


def every_classic(data: Path) -> Iterator[Classic]:
    """Yield all instances, family by family."""
    for family in (
        peer_classics,
        stable_classics,
        lap_classics,
        gap_classics,
        single_source_classics,
        multi_source_classics,
    ):
        yield from family(data)


def solve(classic: Classic, cap: float) -> dict[str, Any]:
    """Return the row of one instance, by the public functions."""
    started = perf_counter()
    problem = classic.problem()
    scores = mm.score(problem, given=classic.scores)
    if classic.sides:
        scores = replace(scores, sides=_sides(classic, scores))
    result = mm.allocate(problem, scores, policy=classic.policy, gap=0, time_limit=cap)
    seconds = perf_counter() - started
    broken = [each.message for each in mm.verify(result)] if result.has_plan else []
    seats = dict(result.plan.seats)
    return row(
        classic, result.as_dict() | {"objective": result.objective, "bound": result.bound}, seconds, broken, seats
    )


def solve_by_command(classic: Classic, cap: float) -> dict[str, Any]:
    """Return the row of one instance, by the command line, from files to files."""
    with tempfile.TemporaryDirectory() as folder:
        data, out, scores = Path(folder) / "data", Path(folder) / "out", Path(folder) / "scores.csv"
        mm.write(classic.problem(), data)
        classic.scores.write_csv(scores)
        command = [sys.executable, "-m", "matchmaker"]
        options = ["--policy", classic.policy, "--gap", "0", "--time-limit", str(cap), "--no-pages", "--json"]
        started = perf_counter()
        asked = [*command, "allocate", str(data), "--scores", str(scores), "--out", str(out), *options]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        seconds = perf_counter() - started
        if not done.stdout.strip():
            raise SystemExit(f"{classic.name}: {done.stderr}")
        told = json.loads(done.stdout, parse_float=Decimal)
        broken = []
        if out.is_dir():
            checked = subprocess.run([*command, "verify", str(out)], capture_output=True, text=True, check=False)
            broken = [checked.stderr] if checked.returncode else []
        return row(classic, told, seconds, broken, None)


def row(
    classic: Classic, told: dict[str, Any], seconds: float, broken: list[str], seats: dict[str, str] | None
) -> dict[str, Any]:
    """Return what is printed of an answer, with ``wrong`` where it cannot be right."""
    wrong = list(broken)
    known = "infeasible" if classic.least is None else _plain(classic.least)
    if classic.least is not None and classic.least != classic.most:
        known = f"{_plain(classic.least)}..{_plain(classic.most or Decimal(0))}"
    ours = bound = off = gap = None
    if told["objective"] is not None:
        ours, bound = (classic.value(Decimal(told[key])) for key in ("objective", "bound"))
        off, gap = _off(classic, ours), float(abs(bound - ours) / max(abs(ours), Decimal(1)))
        if classic.policy == "optimal":
            best = classic.least if classic.is_minimised else classic.most
            if best is None or (ours < best if classic.is_minimised else ours > best):
                wrong.append("better than what is known to be optimal")
            proved = classic.most if classic.is_minimised else classic.least
            if proved is not None and (bound > proved if classic.is_minimised else bound < proved):
                wrong.append("the bound excludes a plan that is known")
        if classic.expected is not None and seats is not None and seats != dict(classic.expected):
            wrong.append("not the plan expected")
    elif classic.least is not None and told["status"] == "infeasible":
        wrong.append("called infeasible, and there is a plan")
    return {
        "family": classic.family, "name": classic.name, "sense": classic.sense, "known": known,
        "ours": None if ours is None else _plain(ours), "bound": None if bound is None else _plain(bound),
        "off": off, "gap": gap, "seconds": round(seconds, 2),
        "status": told["status"], "strategy": told["strategy"], "stopped_by": told["stopped_by"], "wrong": wrong,
    }  # fmt: skip


def _off(classic: Classic, ours: Decimal) -> float | None:
    """Return by how much ours misses the best plan known, relative to it; 0 where it reaches it (as it was rounded)."""
    best = classic.most if classic.is_minimised else classic.least
    if best is None:
        return None
    missing = ours - best if classic.is_minimised else best - ours
    off = float(max(missing, Decimal(0)) / max(abs(best), Decimal(1)))
    return off if off > _ROUNDED else 0.0


def _sides(classic: Classic, scores: mm.ScoreTable) -> np.ndarray[Any, np.dtype[np.float32]]:
    sides = scores.sides.copy()
    pairs = scores.pairs
    people, seats = pairs.participant_ids[pairs.participant], pairs.seat_ids[pairs.seat]
    for at, pair in enumerate(zip(people.tolist(), seats.tolist(), strict=True)):
        sides[at, :2] = classic.sides[pair]
    return sides


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _shown(made: dict[str, Any]) -> str:
    cells = {**made, "off": "" if made["off"] is None else "0" if made["off"] == 0 else f"{made['off']:.1e}"}
    cells["gap"] = "" if made["gap"] is None else f"{made['gap']:.1e}" if made["gap"] else "0"
    cells["status"] = f"{made['status']} ({made['stopped_by']})" + "".join(f"; WRONG: {each}" for each in made["wrong"])
    return "| " + " | ".join("" if cells[key] is None else str(cells[key]) for key in _COLUMNS) + " |"


def main() -> None:
    """Run what is asked for and print one row per instance, then how many reached the optimum."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--cap", type=float, default=60.0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--by-command", action="store_true")
    options = parser.parse_args()
    done = {}
    if options.out is not None and options.out.is_file():
        rows = map(json.loads, options.out.read_text().splitlines())
        done = {(each["family"], each["name"], each["sense"]): each for each in rows}
    print("| family | instance | sense | known optimum | ours | bound | off | gap | seconds | status | strategy |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    made = []
    for classic in every_classic(options.data):
        if options.only and not {classic.family, classic.name} & set(options.only):
            continue
        key = (classic.family, classic.name, classic.sense)
        if key not in done:
            done[key] = (solve_by_command if options.by_command else solve)(classic, options.cap)
            if options.out is not None:
                with options.out.open("a") as file:
                    file.write(json.dumps(done[key]) + "\n")
        made.append(done[key])
        print(_shown(done[key]), flush=True)
    wrong = sum(bool(each["wrong"]) for each in made)
    reached = sum(each["off"] == 0 or each["known"] == each["status"] for each in made)
    print(f"\n{reached} of {len(made)} reach what is known to be best (or are rightly infeasible); {wrong} are wrong")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
