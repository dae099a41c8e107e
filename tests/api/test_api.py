"""The library as a service calls it."""

from __future__ import annotations

import json
import shutil
import threading
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.api.setup import setup
from tests.strategies import problem_of


@pytest.fixture(scope="module")
def problem() -> mm.Problem:
    """A made-up cohort."""
    return mm.generate(participants=30, opportunities=12, seed=4)


def test_six_lines_give_a_verified_result(problem: mm.Problem, tmp_path: Path) -> None:
    """Score, rank, allocate and report work on a problem from memory, and the result holds."""
    scores = mm.score(problem)
    top = mm.rank(scores, per="participant", k=2).to_polars()
    assert top.height > 0
    result = mm.allocate(problem, scores)
    assert mm.verify(result) == []
    mm.report(result, tmp_path / "out", language="he")
    assert (tmp_path / "out" / "report.html").read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="he"')


def test_a_result_from_memory_cannot_be_replayed_from_files(problem: mm.Problem, tmp_path: Path) -> None:
    """Its folder does not say where the data is, and `load_result` says so."""
    mm.report(mm.allocate(problem), tmp_path / "out", pages=False)
    assert not (tmp_path / "out" / "plan.xlsx").exists()
    with pytest.raises(mm.UsageError, match="where its data is"):
        mm.load_result(tmp_path / "out")


def test_scores_may_come_as_a_frame_a_file_or_a_table_of_the_problem(tmp_path: Path) -> None:
    """All three give the same table of given scores."""
    rows = [{"participant_id": "p", "seat_id": "s", "score": 0.25}]
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1}]
    problem = problem_of([{"participant_id": "p"}], seats, [{"opportunity_id": "o", "kind": "job"}])
    frame = pl.DataFrame(rows)
    frame.write_csv(tmp_path / "scores.csv")
    inside = problem_of([{"participant_id": "p"}], seats, [{"opportunity_id": "o", "kind": "job"}], scores=rows)
    tables = [mm.score(problem, given=frame), mm.score(problem, given=tmp_path / "scores.csv"), mm.score(inside)]
    for table in tables:
        assert table.given
        assert table.total.tolist() == [0.25]
        assert mm.allocate(problem, table).objective == Decimal("0.25")


def test_given_pairs_obey_the_pair_rules() -> None:
    """A vetoed pair is no candidate, though a score was given for it."""
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 1}]
    veto = {"participant_id": "p", "seat_id": "s", "decision": "veto", "reason": "r", "by": "b"}
    problem = problem_of(
        [{"participant_id": "p"}],
        seats,
        [{"opportunity_id": "o", "kind": "job"}],
        scores=[{"participant_id": "p", "seat_id": "s", "score": 0.5}],
        decisions=[veto],
    )
    scores = mm.score(problem)
    assert scores.pairs.n_pairs == 0
    assert scores.pairs.dropped == {"veto": 1}


def test_the_programme_asked_for_goes_before_the_settings(problem: mm.Problem) -> None:
    """`setup` takes the argument, else the settings, else the general profile."""
    assert setup(problem, "general").programme.name == "general"
    named = problem.replace(settings=problem.settings.model_copy(update={"programme": "ovdim_beyachad"}))
    assert setup(named).programme.name == "ovdim_beyachad"
    bare = problem.replace(settings=problem.settings.model_copy(update={"programme": None}))
    assert setup(bare).spec == "general"


def test_an_unknown_programme_is_a_settings_error(problem: mm.Problem) -> None:
    """The name is refused with the known ones."""
    with pytest.raises(mm.SettingsError, match="ovdim_beyachad"):
        mm.score(problem, programme="ovdim_beyahad")


def test_a_set_interrupt_stops_before_the_solver(problem: mm.Problem) -> None:
    """With the event set beforehand there is no proof, and the result says what stopped it."""
    stop = threading.Event()
    stop.set()
    result = mm.allocate(problem, interrupt=stop)
    assert result.stopped_by == "interrupt"
    assert result.status in ("feasible", "no_plan_found")


def test_benchmark_runs_every_policy_on_generated_problems() -> None:
    """One row per seed and policy, `optimal` at least as good as every other in the sum of scores."""
    frame = mm.benchmark(seeds=2, policies=("optimal", "greedy", "lottery"))
    assert frame.height == 6
    for _, rows in frame.group_by("problem"):
        totals = dict(rows.select("policy", "total_score").iter_rows())
        assert totals["optimal"] >= max(total for total in totals.values() if total is not None) - 1e-9


def test_benchmark_of_a_problem_without_a_plan_has_no_figures(fixtures: Path) -> None:
    """An infeasible problem is a row with its status and nothing else."""
    problem = mm.read(fixtures / "tiny_infeasible_pin")
    (row,) = mm.benchmark({"x": problem}, policies=("optimal",)).to_dicts()
    assert row["status"] == "infeasible"
    assert row["share_placed"] is None


@pytest.mark.parametrize("name", ["manifest.json", "result.json", "plan.csv"])
def test_a_damaged_result_is_a_usage_error(name: str, fixtures: Path, tmp_path: Path) -> None:
    """A file that is no JSON, no object or no table is named."""
    folder = tmp_path / "out"
    data = fixtures / "tiny_quota"
    mm.report(mm.allocate(mm.read(data)), folder, data=str(data))
    assert mm.verify(folder) == []
    for text in ("[1, 2]", "{"):
        (folder / name).write_text(text, "utf-8")
        with pytest.raises(mm.UsageError, match=name):
            mm.load_result(folder)


def test_a_lost_output_is_a_violation(fixtures: Path, tmp_path: Path) -> None:
    """A report that is gone is named by `verify`."""
    data = fixtures / "tiny_quota"
    mm.report(mm.allocate(mm.read(data)), tmp_path / "out", data=str(data))
    (tmp_path / "out" / "report.html").unlink()
    assert [each.code for each in mm.verify(tmp_path / "out")] == ["output_changed"]


def test_the_manifest_counts_warnings_about_rules_and_places(fixtures: Path, tmp_path: Path) -> None:
    """A group value that never occurs is a warning that `check` lists and the manifest counts."""
    problem = mm.read(fixtures / "tiny_quota")
    rule = {"kind": "group_quota", "group": {"gender": "other"}, "max_count": 5}
    problem = problem.replace(settings=problem.settings.model_copy(update={"constraint": (rule,)}))
    mm.report(mm.allocate(problem), tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert sum(manifest["warnings"].values()) >= 1


def test_a_frame_of_scores_is_checked_like_a_file(fixtures: Path) -> None:
    """A pair given twice, an unknown seat and a score above 1 are findings, not candidates."""
    problem = mm.read(fixtures / "tiny_quota")
    person, seat = problem.participants["participant_id"][0], problem.seats["seat_id"][0]
    rows = [(person, seat, 0.1), (person, seat, 0.9), (person, "nowhere", 0.5), (person, seat, 1.5)]
    frame = pl.DataFrame(rows, schema=["participant_id", "seat_id", "score"], orient="row")
    with pytest.raises(mm.InputError) as caught:
        mm.score(problem, given=frame)
    assert {"primary-key", "foreign-key"} <= {finding.code for finding in caught.value.findings}
    with pytest.raises(mm.InputError, match="not a table"):
        mm.score(problem, given=3)


def test_a_result_whose_data_changed_is_not_explained(fixtures: Path, tmp_path: Path) -> None:
    """`load_result` refuses and names the file; `verify` still reads it, to say what no longer holds."""
    data = tmp_path / "data"
    shutil.copytree(fixtures / "tiny_quota", data)
    mm.report(mm.allocate(mm.read(data)), tmp_path / "out", data=str(data))
    with (data / "participants.csv").open("a", encoding="utf-8") as file:
        file.write("M9,male\n")
    with pytest.raises(mm.UsageError, match=r"has changed.*participants\.csv"):
        mm.load_result(tmp_path / "out")
    assert [each.code for each in mm.verify(tmp_path / "out")] == ["input_changed"]


def test_changed_scores_are_noticed_too(fixtures: Path, tmp_path: Path) -> None:
    """The file of given scores is among the hashed inputs; when it is gone, its name is in the error."""
    data, scores = fixtures / "tiny_quota", tmp_path / "mine.csv"
    problem = mm.read(data)
    shutil.copy(data / "scores.csv", scores)
    result = mm.allocate(problem, mm.score(problem, given=scores))
    mm.report(result, tmp_path / "out", data=str(data), given=scores)
    assert mm.verify(tmp_path / "out") == []
    scores.write_text(scores.read_text("utf-8").replace("0.9", "0.91"), "utf-8")
    assert {each.code for each in mm.verify(tmp_path / "out")} >= {"input_changed"}
    scores.unlink()
    with pytest.raises((mm.UsageError, mm.InputError), match="mine"):
        mm.verify(tmp_path / "out")
