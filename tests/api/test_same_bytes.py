"""The same data and seed give the same bytes, through files, at a size where prices are used."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import matchmaker as mm

PEOPLE, OPPORTUNITIES = 130, 45


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Allocate the same data twice, and a third time with the rows of every file in another order."""
    folder = tmp_path_factory.mktemp("same")
    made = mm.generate(PEOPLE, OPPORTUNITIES, seed=1, shape="cohorts")
    turned = {
        name: table.sample(fraction=1, shuffle=True, seed=7) for name, table in made.tables().items() if table.height
    }
    problems = {"first": made, "second": made, "turned": made.replace(**turned)}
    outs = []
    for name, problem in problems.items():
        mm.write(problem, folder / name)
        result = mm.allocate(mm.read(folder / name), gap=0.05, seed=5)
        assert result.strategy == "prices" and result.bound is not None
        outs.append(folder / f"{name} out")
        mm.report(result, outs[-1], data=str(folder / name))
    return outs


def test_the_same_seed_gives_the_same_bytes(outputs: list[Path]) -> None:
    """Every file but `manifest.json` and the seconds in `result.json` is the same, byte for byte."""
    first, second, _ = outputs
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir()) and "plan.csv" in names
    for name in set(names) - {"manifest.json", "result.json"}:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    told = [json.loads((out / "result.json").read_text("utf-8")) for out in (first, second)]
    for each in told:
        del each["seconds"]
    assert told[0] == told[1]


def test_the_order_of_rows_does_not_matter_to_prices(outputs: list[Path]) -> None:
    """Whoever stands first in the files: the plan, what opens, the objective and the bound stay the same."""
    first, _, turned = outputs
    plans = [pl.read_csv(out / "plan.csv").sort("participant_id") for out in (first, turned)]
    assert plans[0].equals(plans[1])
    told = [json.loads((out / "result.json").read_text("utf-8")) for out in (first, turned)]
    for name in ("objective", "bound", "gap", "status", "stopped_by", "placed"):
        assert told[0][name] == told[1][name], name
