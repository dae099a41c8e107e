"""verify: replay a result, or a written plan from its files alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from matchmaker.allocation import Result, exact_scores
from matchmaker.allocation.objectives import Finished, broken_levels
from matchmaker.api.input_hashes import input_hashes
from matchmaker.api.load_result import as_written, load_result, read_json, written_lines
from matchmaker.api.verify_groups import verify_groups
from matchmaker.constraints import Violation, plan_view, verify_plan
from matchmaker.io import sha256


def verify(result: Result | str | Path) -> list[Violation]:
    """Return everything that does not hold in a result, or in a folder of groups; an empty list means that it holds.

    Every rule is checked by the half that shares no code with the solver, and the objective is summed anew in exact
    decimals. For a folder, also that the data and every file in it are what the manifest says.

    Raises:
        UsageError: the folder holds no result, or does not say where its data is.
    """
    if isinstance(result, Result):
        return _replay(result)
    folder = Path(result)
    if (folder / "groups.json").is_file():
        broken, hashes = verify_groups(folder)
        with as_written(folder / "manifest.json"):
            return [*_changed(folder, read_json(folder / "manifest.json"), hashes), *broken]
    loaded = load_result(folder, unchanged=False)
    manifest = read_json(folder / "manifest.json")
    with as_written(folder / "manifest.json"):
        changed = _changed(folder, manifest, input_hashes(loaded.problem, manifest["settings"]["given"]))
    return [*changed, *_replay(loaded, written_lines(folder))]


def _replay(result: Result, lines: list[tuple[str, str]] | None = None) -> list[Violation]:
    given = exact_scores(result.scores, [*result.plan.seats.items(), *(lines or ())])
    found = verify_plan(result.problem, result.plan, result.constraints, result.commutes, given, assignments=lines)
    objective = sum((given[pair] for pair in result.plan.seats.items() if pair in given), Decimal(0))
    objective -= _penalties_of(result)
    if result.objective is None or result.bound is None:
        if result.has_plan:
            found.append(Violation("objective", f"the plan is worth {objective}, and no sum or no bound is claimed"))
        return found
    # The file holds the nearest float, so that is what is compared.
    if float(objective) != float(result.objective):
        found.append(Violation("objective", f"the plan is worth {objective}, and {result.objective} is claimed"))
    if result.levels:
        placed = {pair: given[pair] for pair in result.plan.seats.items() if pair in given}
        if len(placed) == result.plan.n_placed:  # else a line of the plan is no candidate, which is said above
            view = plan_view(result.problem, result.plan, result.commutes)
            found += broken_levels(result.levels, Finished(view, placed))
    if result.bound < result.objective:
        found.append(Violation("bound", f"the bound {result.bound} lies below the objective {result.objective}"))
    return found


def _penalties_of(result: Result) -> Decimal:
    """Return what the cohorts that the plan opens take off the sum of scores."""
    rows = result.problem.opportunities.select("opportunity_id", "opening_penalty").iter_rows()
    return sum(
        (Decimal(repr(penalty)) for name, penalty in rows if name in result.plan.opened and penalty is not None),
        Decimal(0),
    )


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
