"""Every hostile input of the list is refused, or taken, as the list says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import matchmaker as mm
from matchmaker.cli import main
from tests.hostile import cases_files, cases_values
from tests.hostile.case import Case, place, snapshot, whole_json
from tests.io.small_problem import write_folder

CASES = (*cases_files.CASES, *cases_values.CASES)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, fixtures: Path) -> Path:
    """A result written before, which no failure may touch."""
    folder = tmp_path_factory.mktemp("good") / "out"
    assert main(["allocate", str(fixtures / "tiny_capacity"), "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str | None, str]]:
    """Columns and codes of the warnings that the small good problem has by itself: facts that are not known."""
    data = write_folder(tmp_path_factory.mktemp("small") / "data")
    return frozenset((finding.column, finding.code) for finding in mm.check(str(data)))


@pytest.mark.parametrize("case", [case for case in CASES if case.exit_code], ids=str)
def test_refused(case: Case, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code, every error with its code and place are as listed; the last good result stands untouched."""
    given, results = tmp_path / "given", tmp_path / "results"
    given.mkdir()
    words = case.build(given)
    shutil.copytree(good, results / "out")
    before = snapshot(results)
    capsys.readouterr()
    assert main(["allocate", *words, "--out", str(results / "out"), "--replace", "--json"]) == case.exit_code
    told = capsys.readouterr()
    assert snapshot(results) == before
    assert "Traceback" not in told.err
    assert "internal error" not in told.err
    if case.finds:
        findings = [found for found in whole_json(told.out)["findings"] if found["severity"] == "error"]
        assert {place(found) for found in findings} == set(case.finds)
        # of a value that a profile refuses the message itself says what it should be
        apart = [found for found in findings if found["code"] != "invalid-value" or not found["file"].endswith(".toml")]
        assert all(found["message"] for found in findings)
        assert all(found.get("expected") or found.get("hint") for found in apart)
    assert case.says in told.out + told.err


@pytest.mark.no_cover  # the same three commands time and again
@pytest.mark.parametrize("case", [case for case in CASES if not case.exit_code], ids=str)
def test_taken(
    case: Case, asked: frozenset[tuple[str | None, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A good input gives a plan that holds; what is odd about it is a warning, counted in the manifest."""
    given = tmp_path / "given"
    given.mkdir()
    words = case.build(given)
    assert main(["allocate", *words, "--out", str(tmp_path / "out")]) == 0
    assert main(["verify", str(tmp_path / "out")]) == 0
    manifest = whole_json((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    known = {code for _, code in asked}
    assert set(manifest["warnings"]) - known == {code for *_, code in case.finds} - known
    options = [word for word in words if word == "--encoding" or words[words.index(word) - 1] == "--encoding"]
    capsys.readouterr()
    assert main(["check", words[0], *options, "--json"]) == 0
    found = {place(warning) for warning in whole_json(capsys.readouterr().out)["warnings"]}
    assert {each for each in found if each[2:] not in asked} == set(case.finds)
