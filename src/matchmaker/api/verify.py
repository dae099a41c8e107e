"""verify: replay a result, or a written plan from its files alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path


from matchmaker.allocation import Result
from matchmaker.api.load_result import load_result, read_json
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
    loaded = load_result(folder)
    manifest = read_json(folder / "manifest.json")
    return [*_changed(folder, manifest, loaded.problem.hashes), *_replay(loaded)]


def _replay(result: Result) -> list[Violation]:
    pairs = result.scores.pairs
    seat_ids = pairs.seat_ids
    positions: dict[tuple[str, str], int] = {}
    placed = {row: result.plan.seats[each] for row, each in enumerate(pairs.participant_ids) if each in result.plan.seats}
    for row, seat_id in placed.items():
        for at in range(int(pairs.indptr[row]), int(pairs.indptr[row + 1])):
            if seat_ids[pairs.seat[at]] == seat_id:
                positions[pairs.participant_ids[row], seat_id] = at
    totals = {pair: Decimal(repr(float(result.scores.total[at]))) for pair, at in positions.items()}
    found = verify_plan(result.problem, result.plan, result.constraints, result.commutes, totals)
    objective = sum(totals.values(), Decimal(0))
    if objective != result.objective:
        found.append(Violation("objective", f"the scores add up to {objective}, and {result.objective} is claimed"))
    if result.bound < result.objective:
        found.append(Violation("bound", f"the bound {result.bound} lies below the objective {result.objective}"))
    return found


def _changed(folder: Path, manifest: Mapping[str, object], hashes: Mapping[str, str]) -> list[Violation]:
    found = []
    inputs, outputs = manifest["inputs"], manifest["outputs"]
    if dict(inputs) != dict(hashes):  # type: ignore[call-overload]
        changed = sorted({*inputs, *hashes} - {n for n in inputs if hashes.get(n) == inputs[n]})  # type: ignore[misc, index, has-type, attr-defined]
        found.append(Violation("input_changed", f"the data is not what the plan was made from: {', '.join(changed)}"))
    for name, written in outputs.items():  # type: ignore[attr-defined]
        path = folder / name
        if not path.is_file() or sha256(path) != written["sha256"]:
            found.append(Violation("output_changed", f"{name} is not what was written"))
    return found
