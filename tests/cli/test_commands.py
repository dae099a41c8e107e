"""The commands, as a user types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from matchmaker.cli import main

REPORT = {
    "plan.csv",
    "cohorts.csv",
    "unplaced.csv",
    "warned.csv",
    "result.json",
    "manifest.json",
    "report.html",
    "plan.xlsx",
}


@pytest.fixture
def tiny(fixtures: Path) -> str:
    """A small problem with cohorts and given scores."""
    return str(fixtures / "tiny_cohort")


@pytest.fixture
def written(tiny: str, tmp_path: Path) -> Path:
    """The folder that `allocate` wrote for it."""
    assert main(["allocate", tiny, "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_allocate_writes_a_whole_folder(tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder holds plan, cohorts, unplaced, certificate, manifest, page and workbook; people read stderr only."""
    written = tmp_path / "out"
    assert main(["allocate", tiny, "--out", str(written)]) == 0
    assert {path.name for path in written.iterdir()} == REPORT
    told = capsys.readouterr()
    assert "proved optimal" in told.err
    assert told.out == ""
    result = json.loads((written / "result.json").read_text("utf-8"))
    assert (result["status"], result["objective"], result["bound"], result["placed"]) == ("optimal", 2.0, 2.0, 4)
    plan = pl.read_csv(written / "plan.csv")
    assert plan.columns == ["participant_id", "opportunity_id", "seat_id", "employer_id", "score", "commute_minutes"]
    cohorts = pl.read_csv(written / "cohorts.csv")
    assert cohorts.columns == [
        *("opportunity_id", "opened", "size", "min_size", "max_size", "companion_org_id", "opening_penalty")
    ]
    unplaced = pl.read_csv(written / "unplaced.csv")
    assert unplaced.columns == ["participant_id", "reason_code", "reason"]
    assert unplaced["participant_id"].to_list() == ["P5"]


def test_a_second_run_writes_the_same_bytes(tiny: str, written: Path, tmp_path: Path) -> None:
    """Every file but the seconds in result.json (and so its line in the manifest) is the same, byte for byte."""
    again = tmp_path / "again"
    assert main(["allocate", tiny, "--out", str(again)]) == 0
    for name in REPORT - {"result.json", "manifest.json"}:
        assert (written / name).read_bytes() == (again / name).read_bytes(), name
    first, second = (json.loads((folder / "result.json").read_text("utf-8")) for folder in (written, again))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_an_earlier_result_is_not_replaced_unasked(
    tiny: str, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --replace the second run ends with 2 before solving and leaves the first as it was."""
    before = (written / "result.json").read_bytes()
    assert main(["allocate", tiny, "--out", str(written)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert (written / "result.json").read_bytes() == before
    assert main(["allocate", tiny, "--out", str(written), "--replace"]) == 0


def test_verify_replays_a_written_plan(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An untouched folder holds, exit 0."""
    assert main(["verify", str(written)]) == 0
    assert "the plan holds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("plan.csv", "P4,J1,J1-1", "P1,J1,J1-1", "output_changed"),
        ("result.json", '"objective": 2.0', '"objective": 2.1', "objective"),
        ("result.json", '"bound": 2.0', '"bound": 1.9', "bound"),
        ("cohorts.csv", "T1,true", "T1,false", "cohort_size"),
    ],
)
def test_verify_finds_what_was_changed(
    written: Path, name: str, old: str, new: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed plan, objective, bound or cohort is named, exit 5."""
    text = (written / name).read_text("utf-8")
    assert old in text
    (written / name).write_text(text.replace(old, new), "utf-8")
    assert main(["verify", str(written), "--json"]) == 5
    told = json.loads(capsys.readouterr().out)
    assert not told["holds"]
    assert code in {each["code"] for each in told["violations"]}


def test_verify_sees_data_that_changed(tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A score changed after the plan was made is found by its hash and by the objective."""
    data = tmp_path / "data"
    shutil.copytree(tiny, data)
    assert main(["allocate", str(data), "--out", str(tmp_path / "out")]) == 0
    scores = data / "scores.csv"
    scores.write_text(scores.read_text("utf-8").replace("P4,J1-1,0.6", "P4,J1-1,0.7"), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "out"), "--json"]) == 5
    assert {each["code"] for each in json.loads(capsys.readouterr().out)["violations"]} >= {
        "input_changed",
        "objective",
    }


def test_verify_of_a_folder_without_a_result_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another folder gives exit 2 and says what was expected."""
    assert main(["verify", str(tmp_path)]) == 2
    assert "written by `matchmaker allocate`" in capsys.readouterr().err


def test_explain_says_why_and_why_not(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """P4 is placed, with the seat; P5 is not, with what taking a place would break."""
    assert main(["explain", str(written), "P4"]) == 0
    assert "placed in J1-1" in capsys.readouterr().out
    assert main(["explain", str(written), "p5", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "unplaced"
    assert told["reason_code"] == "cohort_closed"
    assert told["candidates"][0]["would_break"][0]["rule"] == "cohort_size"


def test_explain_suggests_the_nearest_ids(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id is a usage error that names near ones."""
    assert main(["explain", str(written), "P55"]) == 2
    assert "P5" in capsys.readouterr().err


def test_check_lists_findings_and_exits_2(fixtures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken problem gives exit 2 and, as JSON, file, row, column and code; a good one gives 0."""
    assert main(["check", str(fixtures / "broken" / "duplicate_id"), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert {"file", "row", "column", "code", "message"} <= set(told["errors"][0])
    assert main(["check", str(fixtures / "tiny_quota")]) == 0
    assert "0 errors" in capsys.readouterr().err


def test_check_looks_at_rules_too(tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelled rule key is found with its place in settings.toml and the nearest known key."""
    data = tmp_path / "data"
    shutil.copytree(tiny, data)
    (data / "settings.toml").write_text('[[constraint]]\nkind = "employer_maximum"\nmx = 3\n', "utf-8")
    assert main(["check", str(data)]) == 2
    told = capsys.readouterr().err
    assert "settings.toml" in told
    assert "'max'" in told


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".jsonl"])
@pytest.mark.parametrize("whom", ["participants", "opportunities"])
def test_rank_writes_by_suffix(tiny: str, tmp_path: Path, suffix: str, whom: str) -> None:
    """Each suffix gives a file that holds something."""
    out = tmp_path / f"top{suffix}"
    assert main(["rank", tiny, "--for", whom, "--top", "2", "--out", str(out)]) == 0
    assert out.stat().st_size > 0


def test_rank_prints_data_on_stdout(tiny: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --out the ranking is CSV on stdout, best first."""
    assert main(["rank", tiny, "--top", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("participant_id,")
    assert len(lines) == 6


def test_tables_on_stdout_are_disarmed_as_in_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a spreadsheet would run as a formula is disarmed in CSV on stdout too, in rankings and in profiles."""
    tables = {
        "participants": "participant_id\n=1+1\n",
        "employers": "employer_id\nE1\n",
        "opportunities": "opportunity_id,kind\nO1,job\n",
        "seats": "seat_id,opportunity_id,employer_id,count\n@S,O1,E1,1\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    assert main(["rank", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("'=1+1,O1,'@S")
    own = tmp_path / "own.toml"
    own.write_text(
        'base = "general"\nname = "own"\ntravel.same_locality_km = { value = 1.0, source = "=cmd" }\n', "utf-8"
    )
    assert main(["programme", "show", str(own), "--section", "travel"]) == 0
    assert ",'=cmd,false" in capsys.readouterr().out


def test_scores_from_a_file_replace_the_scorers(fixtures: Path, tmp_path: Path) -> None:
    """Only listed pairs are candidates, and the objective is the sum of the scores as given."""
    scores = tmp_path / "mine.csv"
    scores.write_text("participant_id,seat_id,score\nP1,J1-1,0.1\nP2,T1-1,0.25\n", "utf-8")
    out = tmp_path / "out"
    assert main(["allocate", str(fixtures / "tiny_cohort"), "--scores", str(scores), "--out", str(out)]) == 0
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert (result["objective"], result["placed"]) == (0.1, 1)
    assert main(["verify", str(out)]) == 0


def test_an_infeasible_problem_exits_3_and_names_the_clash(
    fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two pins to one place: exit 3, the names on stderr, and no folder."""
    assert main(["allocate", str(fixtures / "tiny_infeasible_pin"), "--out", str(tmp_path / "out")]) == 3
    assert "clash" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("policy", ["greedy", "deferred_acceptance", "lottery"])
def test_other_policies_write_a_plan_that_holds(tiny: str, tmp_path: Path, policy: str) -> None:
    """Each policy's plan is verified from its files."""
    out = tmp_path / "out"
    assert main(["allocate", tiny, "--policy", policy, "--seed", "3", "--out", str(out), "--json"]) == 0
    assert main(["verify", str(out)]) == 0


def test_benchmark_prints_policies_by_metrics(tiny: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One row per policy (and lottery seed), and the same as CSV."""
    out = tmp_path / "bench.csv"
    assert main(["benchmark", tiny, "--policies", "optimal,lottery", "--seeds", "2", "--out", str(out)]) == 0
    assert "share_placed" in capsys.readouterr().out
    assert pl.read_csv(out)["policy"].to_list() == ["optimal", "lottery", "lottery"]
    assert main(["benchmark", tiny, "--policies", "best"]) == 2


def test_generate_writes_what_read_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A generated folder has no errors, and the same seed gives the same bytes."""
    for name in ("a", "b"):
        command = [
            "generate",
            "--participants",
            "30",
            "--opportunities",
            "12",
            "--seed",
            "5",
            "--out",
            str(tmp_path / name),
        ]
        assert main(command) == 0
    assert main(["check", str(tmp_path / "a")]) == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["allocate"],
        ["allocate", "nowhere", "--out", "x"],
        ["allocate", "nowhere", "--out", "x", "--gap", "nan"],
        ["allocate", "nowhere", "--out", "x", "--policy", "best"],
        ["rank", "nowhere"],
        ["check", "nowhere"],
        ["frobnicate"],
    ],
)
def test_wrong_usage_exits_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Missing arguments, unknown options, unknown commands and absent data end with 2 and a message."""
    assert main(words) == 2
    assert capsys.readouterr().err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """--version and --help print on stdout and end with 0."""
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0
    assert "allocate" in capsys.readouterr().out


def test_an_unexpected_error_is_one_line_and_exit_5(
    monkeypatch: pytest.MonkeyPatch, tiny: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours shows no traceback unless MATCHMAKER_DEBUG asks for it."""
    import matchmaker as mm

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh \x1b[31m")

    monkeypatch.setattr(mm, "check", broken)
    assert main(["check", tiny]) == 5
    told = capsys.readouterr().err
    assert "internal error: ZeroDivisionError" in told
    assert "\x1b" not in told
    monkeypatch.setenv("MATCHMAKER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check", tiny])


@pytest.mark.parametrize(("error", "code"), [(MemoryError(), 5), (KeyboardInterrupt(), 4)])
def test_running_out_or_being_stopped_has_its_code(
    monkeypatch: pytest.MonkeyPatch, tiny: str, error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of memory ends with 5, an interrupt before there is a plan with 4, both with a sentence."""
    import matchmaker as mm

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(mm, "check", broken)
    assert main(["check", tiny]) == code
    assert capsys.readouterr().err
