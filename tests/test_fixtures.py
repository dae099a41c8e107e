"""The committed problems, each beside the answer worked out for it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import matchmaker as mm
from tests.conftest import ROOT

TINY = sorted(folder.name for folder in (ROOT / "fixtures").glob("tiny_*"))
SOLVABLE = [name for name in TINY if name != "tiny_infeasible_pin"]


COHORTS = [("negev", 2, "ovdim_beyachad"), ("emtza_haderech", 6, "emtza_haderech"), ("workit", 1, "workit")]


def _answer(folder: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((folder / "answer.json").read_text("utf-8"))
    return answer


@pytest.mark.parametrize("name", SOLVABLE)
def test_a_tiny_problem_has_the_answer_worked_on_paper(name: str, fixtures: Path) -> None:
    """The problem read from the folder is solved to the status, objective, plan and cohorts of its answer.json."""
    answer = _answer(fixtures / name)
    problem = mm.read(fixtures / name)
    result = mm.allocate(problem, mm.score(problem))
    assert result.status == answer["status"]
    assert result.objective == Decimal(answer["objective"])
    assert dict(result.plan.seats) == answer["plan"]
    assert sorted(result.plan.opened) == answer["opened"]
    assert mm.verify(result) == []


def test_two_pins_to_one_place_are_infeasible_and_named(fixtures: Path) -> None:
    """The clash names both pinned people and the seat, and nobody else."""
    folder = fixtures / "tiny_infeasible_pin"
    answer = _answer(folder)
    result = mm.allocate(mm.read(folder))
    clash = " ".join(result.clash)
    assert result.status == answer["status"]
    assert all(id_ in clash for id_ in answer["clash"])
    assert "P3" not in clash and "S2" not in clash


@pytest.mark.parametrize("name", TINY)
def test_every_tiny_problem_explains_its_answer(name: str, fixtures: Path) -> None:
    """ANSWER.md stands beside the data and shows the objective that answer.json holds."""
    text = (fixtures / name / "ANSWER.md").read_text("utf-8")
    assert text.startswith("# ")
    assert _answer(fixtures / name).get("objective", "") in text


@pytest.mark.parametrize("name", TINY)
def test_no_tiny_problem_carries_a_finding(name: str, fixtures: Path) -> None:
    """Reading a tiny problem warns of nothing."""
    assert mm.read(fixtures / name).warnings == ()


@pytest.fixture(scope="module")
def negev(fixtures: Path) -> mm.Result:
    problem = mm.read(fixtures / "negev")
    return mm.allocate(problem, mm.score(problem))


@pytest.mark.parametrize(("name", "seed", "programme"), COHORTS)
def test_a_made_up_cohort_is_what_the_generator_makes(
    name: str, seed: int, programme: str, fixtures: Path, tmp_path: Path
) -> None:
    """Generating with the default sizes and the seed writes the committed files, byte by byte; README.md says how."""
    mm.write(mm.generate(seed=seed, programme=programme), tmp_path / name)
    made = {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
    kept = {file.name: file.read_bytes() for file in (fixtures / name).iterdir() if file.suffix != ".md"}
    assert made.keys() == kept.keys()
    assert [file for file in made if made[file] != kept[file]] == []
    options = "" if programme == "ovdim_beyachad" else f"--programme {programme} "
    readme = (fixtures / name / "README.md").read_text("utf-8")
    assert f"`matchmaker generate {options}--seed {seed} --out fixtures/{name}`" in readme


def test_the_negev_cohort_reads_back_as_generated(fixtures: Path) -> None:
    """The committed folder reads without an error and equals the generated problem."""
    assert mm.read(fixtures / "negev").equals(mm.generate(seed=2))


def test_the_negev_plan_is_proven_and_verified(negev: mm.Result) -> None:
    """The plan is optimal within 1e-4, and the independent check finds nothing."""
    assert negev.status == "optimal"
    assert negev.gap is not None and negev.gap <= 1e-4
    assert mm.verify(negev) == []


def test_the_negev_plan_has_tension(negev: mm.Result) -> None:
    """Most but not all people are placed, most but not all cohorts open, and the budget is all but spent."""
    cohorts = negev.problem.opportunities.filter(negev.problem.opportunities["min_size"] > 0).height
    assert 0.6 <= negev.plan.n_placed / negev.problem.n_participants <= 0.85
    assert cohorts / 2 < len(negev.plan.opened) < cohorts
    cost = dict(negev.problem.seats.select("seat_id", "cost").iter_rows())
    (budget,) = (rule["max"] for rule in negev.problem.settings.constraint if rule["kind"] == "budget")
    assert 0.97 * budget < sum(cost[seat_id] for seat_id in negev.plan.seats.values()) <= budget


@pytest.fixture(scope="module", params=["emtza_haderech", "workit"])
def other(request: pytest.FixtureRequest, fixtures: Path) -> mm.Result:
    problem = mm.read(fixtures / request.param)
    return mm.allocate(problem, mm.score(problem), gap=0.001)


def test_the_plans_of_the_other_programmes_are_proven_and_verified(other: mm.Result) -> None:
    """Each is proved within 0.1 %, and the independent check finds nothing."""
    assert other.status in {"optimal", "within_gap"}
    assert other.gap is not None and other.gap <= 0.001
    assert mm.verify(other) == []


def test_the_plans_of_the_other_programmes_have_tension(other: mm.Result) -> None:
    """Many but not all people are placed, and most but not all cohorts of a course open."""
    courses = other.problem.opportunities.filter(pl.col("min_size") > 0, pl.col("kind") != "workshop").height
    assert 0.35 <= other.plan.n_placed / other.problem.n_participants <= 0.85
    assert courses / 2 < len(other.plan.opened) < courses


def test_nobody_at_work_is_placed_by_emtza_haderech(fixtures: Path) -> None:
    """People whose state is placed are at work, and so are not eligible (002:316); some others are nearly or perhaps."""
    problem = mm.read(fixtures / "emtza_haderech")
    told = mm.eligibility(problem).frame.join(
        problem.participants.select("participant_id", "state"), on="participant_id"
    )
    assert not told.filter(state="placed")["may_be_placed"].any()
    assert set(told["status"]) == {"eligible", "near_miss", "not_eligible", "cannot_say"}
    assert set(problem.decisions["decision"]) >= {"approve"}
