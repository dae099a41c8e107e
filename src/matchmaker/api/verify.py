"""verify: replay a result, or a written plan from its files alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

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
    given = _scores_of(result, [*result.plan.seats.items(), *(lines or ())])
    found = verify_plan(result.problem, result.plan, result.constraints, result.commutes, given, assignments=lines)
    objective = sum((given[pair] for pair in result.plan.seats.items() if pair in given), Decimal(0))
    if result.objective is None or result.bound is None:
        if result.has_plan:
            found.append(Violation("objective", f"the scores add up to {objective}, and no sum or no bound is claimed"))
        return found
    # The file holds the nearest float, so that is what is compared.
    if float(objective) != float(result.objective):
        found.append(Violation("objective", f"the scores add up to {objective}, and {result.objective} is claimed"))
    if result.bound < result.objective:
        found.append(Violation("bound", f"the bound {result.bound} lies below the objective {result.objective}"))
    return found


def _scores_of(result: Result, placed: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Decimal]:
    """Return the exact score of every (participant id, seat id) that is a candidate pair."""
    pairs, total = result.scores.pairs, result.scores.total
    person_row = {name: row for row, name in enumerate(pairs.participant_ids.tolist())}
    seat_row = {name: row for row, name in enumerate(pairs.seat_ids.tolist())}
    known = [(person, seat) for person, seat in placed if person in person_row and seat in seat_row]
    at = pairs.positions(
        np.array([person_row[person] for person, _ in known], np.int64),
        np.array([seat_row[seat] for _, seat in known], np.int64),
    )
    return {pair: Decimal(repr(float(total[i]))) for pair, i in zip(known, at.tolist(), strict=True) if i >= 0}


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
