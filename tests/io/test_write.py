"""A problem is written so that it reads back exactly."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from matchmaker.errors import OutputError, UsageError
from matchmaker.io import read, write
from matchmaker.io.write import Format
from matchmaker.model import TABLES, Problem, Settings, frame_of
from tests.io.full_problems import full_problems


def tiny() -> Problem:
    """Return the smallest problem that holds something of each required table."""
    rows = {
        "participants": {"participant_id": "p1", "name": "נועה"},
        "employers": {"employer_id": "e1"},
        "opportunities": {"opportunity_id": "o1", "kind": "job"},
        "seats": {"seat_id": "s1", "opportunity_id": "o1", "employer_id": "e1", "count": 1},
    }
    frames = {name: frame_of([TABLES[name].record(**row)], TABLES[name]) for name, row in rows.items()}
    return Problem.from_frames(frames, settings=Settings(programme="ovdim_beyachad"))


@pytest.mark.parametrize("name", ["data", "data.xlsx", "data.json"])
@given(problem=full_problems())
@hypothesis_settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_every_field_comes_back(name: str, problem: Problem) -> None:
    """Whatever the columns hold, reading a folder, a workbook or a JSON file gives the same problem."""
    _assert_comes_back(problem, name, None)


@given(problem=full_problems())
@hypothesis_settings(deadline=None, max_examples=3, suppress_health_check=[HealthCheck.too_slow])
def test_every_field_comes_back_from_parquet(problem: Problem) -> None:
    """Whatever the columns hold, reading a folder of Parquet files gives the same problem."""
    _assert_comes_back(problem, "data", "parquet")


def _assert_comes_back(problem: Problem, name: str, form: Format | None) -> None:
    with TemporaryDirectory() as folder:
        write(problem, Path(folder) / name, form)
        again = read(Path(folder) / name)
    assert again.settings == problem.settings
    for table, frame in problem.tables().items():
        assert again.table(table).to_dict(as_series=False) == frame.to_dict(as_series=False), table
    assert again.equals(problem)


def test_only_what_holds_something_is_written(tmp_path: Path) -> None:
    """Empty optional columns and tables are left out; required ones and unknown columns stay."""
    problem = tiny()
    extra = pl.lit(None, pl.String).alias("note")
    write(problem.replace(employers=problem.employers.with_columns(extra)), tmp_path / "d")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "d").iterdir()} == {
        "participants.csv": "participant_id,name\np1,נועה\n",
        "employers.csv": "employer_id,note\ne1,\n",
        "opportunities.csv": "opportunity_id,kind\no1,job\n",
        "seats.csv": "seat_id,opportunity_id,employer_id,count\ns1,o1,e1,1\n",
        "settings.toml": 'programme = "ovdim_beyachad"\n',
    }


def test_json_is_plain(tmp_path: Path) -> None:
    """The JSON form is one object of lists of records without null fields."""
    write(tiny(), tmp_path / "d.json")
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8")) == {
        "participants": [{"participant_id": "p1", "name": "נועה"}],
        "employers": [{"employer_id": "e1"}],
        "opportunities": [{"opportunity_id": "o1", "kind": "job"}],
        "seats": [{"seat_id": "s1", "opportunity_id": "o1", "employer_id": "e1", "count": 1}],
        "settings": {"programme": "ovdim_beyachad"},
    }


def test_parquet_files_have_checksums(tmp_path: Path) -> None:
    """The checksums in a Parquet folder are those that sha256sum computes."""
    write(tiny(), tmp_path / "d", "parquet")
    command = ["sha256sum", "--check", "SHA256SUMS"]
    done = subprocess.run(command, cwd=tmp_path / "d", capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count(": OK") == len(list((tmp_path / "d").iterdir())) - 1
    assert tomllib.loads((tmp_path / "d" / "settings.toml").read_text()) == {"programme": "ovdim_beyachad"}


def test_default_settings_are_not_written(tmp_path: Path) -> None:
    """Without settings there is no settings file, sheet or key."""
    problem = tiny().replace(settings=Settings())
    write(problem, tmp_path / "d")
    write(problem, tmp_path / "d.json")
    assert not (tmp_path / "d" / "settings.toml").exists()
    assert "settings" not in json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))


def test_a_folder_is_replaced_only_when_told(tmp_path: Path) -> None:
    """A data folder that holds files is refused without replace, and exchanged whole with it."""
    write(tiny(), tmp_path / "d")
    with pytest.raises(UsageError, match="already holds files"):
        write(tiny(), tmp_path / "d")
    write(tiny(), tmp_path / "d", "parquet", replace=True)
    assert {path.suffix for path in (tmp_path / "d").iterdir()} == {".parquet", ".toml", ""}


@pytest.mark.parametrize("name", ["d.xlsx", "d.json"])
def test_a_file_is_replaced_only_when_told(tmp_path: Path, name: str) -> None:
    """An existing file is refused without replace, and exchanged with it."""
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError, match="already exists"):
        write(tiny(), tmp_path / name)
    assert (tmp_path / name).read_text() == "mine"
    write(tiny(), tmp_path / name, replace=True)
    assert (tmp_path / name).stat().st_size > 100


def test_a_format_can_be_named(tmp_path: Path) -> None:
    """A named format overrules the suffix, and an unknown one is refused."""
    write(tiny(), tmp_path / "v1.2", "csv")
    assert (tmp_path / "v1.2" / "seats.csv").exists()
    with pytest.raises(UsageError, match="names no format for a problem"):
        write(tiny(), tmp_path / "v1.2")
    with pytest.raises(UsageError, match="'ods' is no format"):
        write(tiny(), tmp_path / "x", "ods")  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", ["", ".xlsx"])
def test_settings_that_toml_cannot_hold_leave_nothing(tmp_path: Path, suffix: str) -> None:
    """When the settings cannot be written, nothing is."""
    with pytest.raises(OutputError, match=r"travel\.x"):
        write(tiny().replace(settings=Settings(travel={"x": None})), tmp_path / f"d{suffix}")
    assert list(tmp_path.iterdir()) == []
