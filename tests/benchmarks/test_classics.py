"""Classics of the literature as ordinary tables: small ones worked by hand, and the shared instances where they are at hand."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "classics"))

from assignment import assignment, peer_classics
from classic import Classic
from generalized import gap_classics
from location import multi_source, single_source_classics
from run import DATA, row, solve, solve_by_command
from stable import stable_classics

SMALL = {
    "gap": (gap_classics, ("c0515_1", "c0515_2")),
    "cflp": (single_source_classics, ("holmberg_p1",)),
    "peer": (
        peer_classics,
        ("lap_infeasible_blocks", "scipy_empty_2x0", "ortools_teams", "dantzig_transport", "lap_sparse_5x5"),
    ),
    "stable": (stable_classics, ("hr_small", "matching_readme_hr", "hrlq_hrlq_m6", "fmcooper_hr_2", "fmcooper_spa_2")),
}
LOCATION = "2 2\n3 0.5\n3 0.25\n2\n2 4\n4\n8 4\n"
"""Two warehouses of 3 units at 0.5 and 0.25; customers of 2 units (2 or 4 for all of it) and of 4 units (8 or 4)."""


def of(name: str) -> list[Classic]:
    """Return the shared instances of a family that are small enough for a test."""
    loader, names = SMALL[name]
    return [each for each in loader(DATA) if each.name in names]


@pytest.mark.parametrize("family", SMALL)
def test_small_instances_reach_their_known_optimum(family: str) -> None:
    """Every small instance is solved to its published optimum, the infeasible ones are called so, and nothing is better."""
    if not DATA.is_dir():
        pytest.skip(f"the shared instances are not in {DATA}")
    instances = of(family)
    assert len(instances) >= len(SMALL[family][1])
    for each in instances:
        made = solve(each, cap=60.0)
        assert made["wrong"] == [], each.name
        assert made["off"] == 0 or made["status"] == made["known"] == "infeasible", each.name


@pytest.mark.slow
def test_the_command_gives_the_same() -> None:
    """From files to files through `allocate --scores` and `verify`, a matrix of costs gives its least sum."""
    costs = [[Decimal(4), Decimal("1.5")], [Decimal(2), None]]
    made = solve_by_command(assignment("own", "2x2", costs, "min", Decimal("3.5")), cap=60.0)
    assert (made["ours"], made["bound"], made["off"], made["wrong"]) == ("3.5", "3.5", 0, [])


def test_customers_may_be_shared_out_in_units() -> None:
    """Worked by hand: the second serves three of the 4 units, the first the others: 0.75 + 2 + 3 + 2. Neither could alone."""
    made = solve(multi_source("two", LOCATION, Decimal("7.75")), cap=60.0)
    assert (made["ours"], made["off"], made["wrong"]) == ("7.75", 0, [])


def test_an_answer_that_cannot_be_right_is_marked() -> None:
    """A plan better than the proved optimum, a bound that excludes it, and a plan called impossible are all wrong."""
    known = assignment("own", "1x1", [[Decimal(3)]], "min", Decimal(3))
    told = {
        "objective": "-0.01",
        "bound": "0",
        "gap": 0.5,
        "status": "feasible",
        "strategy": "mip",
        "stopped_by": "time",
    }
    assert row(known, told, 1.0, [], None)["wrong"] == []
    assert row(known, {**told, "objective": 1, "bound": 1}, 1.0, [], None)["wrong"] == [
        "better than what is known to be optimal"
    ]
    low = row(known, {**told, "objective": -1, "bound": -1}, 1.0, [], None)["wrong"]
    assert low == ["the bound excludes a plan that is known"]
    none = row(known, {**told, "objective": None, "bound": None, "status": "infeasible"}, 1.0, [], None)
    assert none["wrong"] == ["called infeasible, and there is a plan"]
