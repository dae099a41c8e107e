"""Signals and time caps at random moments: is what `matchmaker allocate` leaves a plan that holds, or what was there before?

    python benchmarks/signals/run.py [300x40 1000x120 3000x400] [--times 10] [--longest 12] [--seed 0]

Each instance (``generate --shape cohorts``) is allocated over an earlier result again and again. After a random time, from
0.05 s to ``--longest`` s and drawn evenly on a scale of logarithms, the process gets SIGINT or SIGTERM; every third run gets a
``--time-limit`` from 1 ms on in its place. It must end with 0 and a whole new result that `matchmaker verify` accepts, or with 4,
the words that nothing was written, and every file of the earlier result as it was; nothing else may lie beside it. A
signal that comes while Python and the program are being loaded (a tenth of a second; longer where the machine is busy) kills
it (exit -2, -15 or 1), with the same left. The script ends with exit code 1 if one does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from time import perf_counter

PROGRAM = [sys.executable, "-m", "matchmaker"]


def main() -> None:
    """Run the trials and print one row each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instances", nargs="*", default=["300x40", "1000x120", "3000x400"])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--longest", type=float, default=12.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng, wrong = random.Random(options.seed), 0
    print("| instance | stopped by | after, s | then ended in, s | exit | left | gap | as it should be |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.instances:
            place = Path(folder) / name
            place.mkdir()
            people, opportunities = name.split("x")
            made = ["--participants", people, "--opportunities", opportunities, "--out", str(place / "data")]
            assert _run(["generate", "--shape", "cohorts", *made])
            _run(
                [
                    "generate",
                    "--shape",
                    "cohorts",
                    "--participants",
                    "20",
                    "--opportunities",
                    "8",
                    "--out",
                    str(place / "few"),
                ]
            )
            assert _run(["allocate", str(place / "few"), "--out", str(place / "kept")])
            for trial in range(options.times):
                after = 0.05 * (options.longest / 0.05) ** rng.random()
                number = None if trial % 3 == 2 else rng.choice((signal.SIGINT, signal.SIGTERM))
                row, right = _trial(place, after if number else after / 50, number)
                wrong += not right
                print(f"| {name} | {row} | {'yes' if right else 'NO'} |", flush=True)
    sys.exit(bool(wrong))


def _trial(place: Path, after: float, number: signal.Signals | None) -> tuple[str, bool]:
    results = place / "results"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir()
    out = results / "out"
    shutil.copytree(place / "kept", out)
    before = _files(out)
    words = ["allocate", str(place / "data"), "--out", str(out), "--replace"]
    if number is None:
        words += ["--time-limit", f"{after:.4f}"]
    process = subprocess.Popen([*PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if number is not None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        if process.poll() is None:
            process.send_signal(number)
    started = perf_counter()
    told = process.communicate()[1]
    seconds = perf_counter() - started
    new = _files(out) != before
    result = json.loads((out / "result.json").read_text("utf-8")) if new else {}
    if number is not None and process.returncode in (-number, 1):
        holds = not new  # it came before the program had begun to listen: Python itself was being loaded
    elif new:
        holds = process.returncode == 0 and _run(["verify", str(out)])
    else:
        holds = process.returncode == 4 and "nothing was written" in told
    right = holds and [path.name for path in results.iterdir()] == ["out"]
    left = f"{result['status']} by {result['strategy']}" if new else "the earlier result"
    gap = f"{result['gap']:.1e}" if new else ""
    by = "time limit" if number is None else number.name
    return f"{by} | {after:.2f} | {seconds:.1f} | {process.returncode} | {left} | {gap}", right


def _run(words: list[str]) -> bool:
    return subprocess.run([*PROGRAM, *words], check=False, capture_output=True).returncode == 0


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
