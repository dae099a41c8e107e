"""Cohorts that name several organisations which may accompany them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import matchmaker as mm
from matchmaker.model import Problem
from tests.strategies import problem_of


def problem(hours: tuple[float | None, ...], n: int = 4) -> Problem:
    """Return two cohorts of two people each, 10 hours and 1 for each person, and organisations g0, g1 with ``hours``."""
    cohorts = [
        {
            "opportunity_id": f"t{i}", "kind": "triangle_training", "min_size": 2, "companion_candidates": ("g0", "g1"),
            "companion_hours": 10.0, "companion_hours_each": 1.0,
        }
        for i in range(2)
    ]  # fmt: skip
    seats: list[dict[str, Any]] = [
        {"seat_id": f"s{i}", "opportunity_id": f"t{i}", "employer_id": "e0", "count": 2} for i in range(2)
    ]
    return problem_of(
        [{"participant_id": f"p{i}"} for i in range(n)], seats, cohorts,
        organisations=[{"organisation_id": f"g{i}", "hours": each} for i, each in enumerate(hours)],
        scores=[{"participant_id": f"p{p}", "seat_id": f"s{s}", "score": 0.5} for p in range(n) for s in range(2)],
    )  # fmt: skip


@pytest.mark.parametrize("policy", ["optimal", "greedy", "deferred_acceptance", "lottery"])
@pytest.mark.parametrize(
    ("hours", "opened"),
    [((24.0, 0.0), 2), ((12.0, 12.0), 2), ((23.9, 11.9), 1), ((11.9, 11.9), 0), ((None, 0.0), 2)],
)
def test_cohorts_open_as_far_as_companions_have_hours(
    policy: str, hours: tuple[float | None, ...], opened: int
) -> None:
    """So many cohorts open as can be accompanied, each by a candidate with the hours, whatever the policy."""
    result = mm.allocate(problem(hours), policy=policy)
    assert len(result.plan.opened) == opened
    assert set(result.plan.companions) == result.plan.opened
    assert result.to_frames()["unplaced"].height == 4 - 2 * opened
    assert mm.verify(result) == []


def test_companions_are_proved_with_the_plan() -> None:
    """Where hours bind, the search weighs companions itself and its bound is the best there is."""
    result = mm.allocate(problem((23.9, 11.9)))
    assert (result.status, result.objective, result.bound) == ("optimal", Decimal("1.0"), Decimal("1.0"))
    assert result.plan.companions[next(iter(result.plan.opened))] == "g0"


def test_choice_is_written_and_read_again(tmp_path: Path) -> None:
    """The companion of every cohort stands in cohorts.csv, and verifying from the files reads it there."""
    mm.write(problem((12.0, 12.0)), tmp_path / "data")
    read = mm.read(tmp_path / "data")
    result = mm.allocate(read)
    mm.report(result, tmp_path / "out", data=str(tmp_path / "data"))
    assert dict(mm.load_result(tmp_path / "out").plan.companions) == dict(result.plan.companions)
    assert mm.verify(tmp_path / "out") == []
    written = (tmp_path / "out" / "cohorts.csv").read_text()
    wrong = written.replace("g0", "x").replace("g1", "g0").replace("x", "g1").replace(",g1", ",g0")
    (tmp_path / "out" / "cohorts.csv").write_text(wrong)
    assert "companion_hours" in {each.code for each in mm.verify(tmp_path / "out")}
