"""verify: replay a result, or a written plan from its files alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaker.allocation import Result
from matchmaker.api.input_hashes import input_hashes
from matchmaker.api.load_result import as_written, load_result, read_json, written_lines
from matchmaker.constraints import Violation, verify_plan
from matchmaker.io import sha256


def verify(result: Result | str | Path) -> list[Violation]:
    """Return everything that does not hold in a result; an empty list means that it holds.

    Every rule is checked by the half that shares no code with the solver, and the objective is summed anew in exact
    decimals. For a folder, also that the data and every file in it are what the manifest says.

    Raises:
        UsageError: the folder holds no result, or does not say where its data is.
    """
    if isinstance(result, Result):
        return _replay(result)
    folder = Path(result)
    loaded = load_result(folder, unchanged=False)
    manifest = read_json(folder / "manifest.json")
    with as_written(folder / "manifest.json"):
        changed = _changed(folder, manifest, input_hashes(loaded.problem, manifest["settings"]["given"]))
    return [*changed, *_replay(loaded, written_lines(folder))]


def _replay(result: Result, lines: list[tuple[str, str]] | None = None) -> list[Violation]:
    given = _scores_of(result)
    found = verify_plan(result.problem, result.plan, result.constraints, result.commutes, given, assignments=lines)
    objective = sum((given[pair] for pair in result.plan.seats.items() if pair in given), Decimal(0))
    # The file holds the nearest float, so that is what is compared.
    if float(objective) != float(result.objective):
        found.append(Violation("objective", f"the scores add up to {objective}, and {result.objective} is claimed"))
    if result.bound < result.objective:
        found.append(Violation("bound", f"the bound {result.bound} lies below the objective {result.objective}"))
    return found


def _scores_of(result: Result) -> dict[tuple[str, str], Decimal]:
    """Return the exact score of every candidate pair of the people placed."""
    pairs, total = result.scores.pairs, result.scores.total
    return {
        (person, pairs.seat_ids[pairs.seat[at]]): Decimal(repr(float(total[at])))
        for row, person in enumerate(pairs.participant_ids)
        if person in result.plan.seats
        for at in range(int(pairs.indptr[row]), int(pairs.indptr[row + 1]))
    }


def _changed(folder: Path, manifest: Mapping[str, Any], hashes: Mapping[str, str]) -> list[Violation]:
    found = []
    inputs = manifest["inputs"]
    changed = sorted(name for name in {*inputs, *hashes} if inputs.get(name) != hashes.get(name))
    if changed:
        found.append(Violation("input_changed", f"the data is not what the plan was made from: {', '.join(changed)}"))
    for name, written in manifest["outputs"].items():
        path = folder / name
        if not path.is_file() or sha256(path) != written["sha256"]:
            found.append(Violation("output_changed", f"{name} is not what was written"))
    return found
