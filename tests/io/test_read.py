"""Reading problems: whole, exactly, and with every error at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from matchmaker.errors import InputError
from matchmaker.io import check, read, read_tables, write
from matchmaker.model import Settings
from tests.io.small_problem import FILES, grids, places, write_folder


def test_good_folder(tmp_path: Path) -> None:
    """A good folder reads without a finding, typed, with a hash per file and a file per table."""
    folder = write_folder(tmp_path / "data")
    problem = read(folder)
    assert check(folder) == ()
    assert problem.participants["birth_date"].to_list() == [date(2001, 5, 14), date(2000, 11, 2), date(1999, 1, 30)]
    assert problem.participants["skills"].to_list() == [["excel", "hebrew typing"], ["driving"], None]
    assert problem.participants["car"].to_list() == [True, False, None]
    assert problem.employers["name"].to_list() == ['Café "Desert"', "מוסך הנגב"]
    assert problem.seats["wage"].to_list() == [Decimal("6500.00"), Decimal("7000.00"), Decimal("6200.50")]
    assert problem.files["seats"] == "seats.csv"
    assert set(problem.hashes) == set(FILES)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "parquet"])
def test_round_trip(tmp_path: Path, kind: str) -> None:
    """What is written in any format reads back as the same problem."""
    problem = read(write_folder(tmp_path / "data", localities="locality_id,name_he\n9000,באר שבע\n")).replace(
        settings=Settings(programme="workit", constraint=({"kind": "budget", "max": 5},))
    )
    path = tmp_path / f"out{'.' + kind if kind in ('xlsx', 'json') else ''}"
    write(problem, path, kind)  # type: ignore[arg-type]
    again = read(path)
    assert again.equals(problem)
    assert again.warnings == ()


def test_all_errors_at_once(tmp_path: Path) -> None:
    """Errors of several kinds in several files are all reported in one go, in the order of tables and rows."""
    folder = write_folder(
        tmp_path / "data",
        participants="participant_id,gender,birth_date\nP1,femal,31/04/2000\nP1,male,\n,male,\n",
        seats="seat_id,opportunity_id,employer_id,count\nS1,O9,E1,-1\n",
    )
    with pytest.raises(InputError) as caught:
        read(folder)
    assert [(f.file, f.row, f.column, f.code) for f in caught.value.findings] == [
        ("participants.csv", 4, "participant_id", "missing-cell"),
        ("participants.csv", 2, "birth_date", "impossible-date"),
        ("participants.csv", 2, "gender", "unknown-choice"),
        ("participants.csv", 3, "participant_id", "primary-key"),
        ("seats.csv", 2, "count", "out-of-range"),
        ("seats.csv", 2, "opportunity_id", "foreign-key"),
    ]
    assert [f.hint for f in caught.value.findings if f.code == "unknown-choice"] == ["did you mean 'female'?"]


def test_unknown_columns_and_files(tmp_path: Path) -> None:
    """Unknown columns are kept as text and reported with the nearest name; unknown files are reported too."""
    folder = write_folder(tmp_path / "data", employers='employer_id,nane,note\nE1,x,"a\nb"\nE2,y,\n')
    (folder / "participnts.csv").write_text("a\n")
    problem = read(folder)
    assert places(problem.warnings) == {
        ("employers.csv", 1, "nane", "extra-label"),
        ("employers.csv", 1, "note", "extra-label"),
        ("participnts.csv", None, None, "unknown-file"),
    }
    assert {f.column or f.file: f.hint for f in problem.warnings}["nane"] == "did you mean 'name'?"
    assert problem.employers["note"].to_list() == ["a\nb", None]


def test_control_character_in_unknown_column(tmp_path: Path) -> None:
    """A control character other than a line break is refused in unknown columns too."""
    folder = write_folder(tmp_path / "data", employers="employer_id,note\nE1,a\x07\nE2,y\n")
    assert ("employers.csv", 2, "note", "control-character") in places(check(folder))


@pytest.mark.parametrize("name", ["nothing", "a\x00b", "x" * 5000])
def test_no_such_path(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere is a finding, and only that."""
    (finding,) = check(str(tmp_path) + "/" + name)
    assert finding.code in ("not-found", "unreadable")


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"PAR1PAR1"])
def test_not_a_problem(tmp_path: Path, data: bytes) -> None:
    """One file of a kind that holds no problem is refused by what it is."""
    (tmp_path / "data.bin").write_bytes(data)
    (finding,) = check(tmp_path / "data.bin")
    assert finding.code == "wrong-format"


def test_other_address() -> None:
    """An address of another database is refused with what to do."""
    (finding,) = check("postgresql://host/db")
    assert (finding.code, finding.hint) == ("wrong-format", "query it yourself and pass the tables to read_tables")


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is a finding."""

    def refuse(_self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [f.code for f in check(tmp_path)] == ["unreadable"]


def _frames() -> dict[str, pl.DataFrame]:
    return {
        name: pl.DataFrame([dict(zip(rows[0], row, strict=False)) for row in rows[1:]])
        for name, rows in grids().items()
    }


def test_read_tables_of_any_library() -> None:
    """Polars, pandas and pyarrow tables of the same content are the same problem."""
    frames = _frames()
    problem = read_tables(frames)
    assert read_tables({name: frame.to_arrow() for name, frame in frames.items()}).equals(problem)
    assert read_tables({name: pd.DataFrame(frame.to_dicts()) for name, frame in frames.items()}).equals(problem)
    assert problem.participants["wage_floor"].to_list() == [Decimal("6000.00"), None]


def test_read_tables_refuses() -> None:
    """Wrong names, things that are no tables, numbers as ids, and wrong settings are all reported."""
    frames = {**_frames(), "seat": pl.DataFrame(), "history": 7, "employers": pl.DataFrame({"employer_id": [1]})}
    with pytest.raises(InputError) as caught:
        read_tables(frames, {"programm": "x"})
    assert places(caught.value.findings) >= {
        ("seat", None, None, "unknown-table"),
        ("history", None, None, "type-error"),
        ("employers", 2, "employer_id", "number-in-text-column"),
        ("settings", None, "programm", "unknown-key"),
    }


def test_read_tables_with_settings() -> None:
    """Settings go in as a record or as a mapping."""
    frames = _frames()
    settings = Settings(programme="workit")
    assert read_tables(frames, settings).settings == read_tables(frames, {"programme": "workit"}).settings == settings


def test_region_of_the_settings() -> None:
    """Coordinates are held against the region that the settings name."""
    frames = {
        **_frames(),
        "participants": pl.DataFrame({"participant_id": ["P"], "latitude": [42.3], "longitude": [-71.1]}),
    }
    region = {"region": {"south": 42.0, "west": -72.0, "north": 43.0, "east": -70.0}}
    assert read_tables(frames, region).n_participants == 1
    with pytest.raises(InputError, match="coordinates-outside"):
        read_tables(frames)


class _Broken:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise RuntimeError("no stream today")


def test_table_that_cannot_be_imported() -> None:
    """A table whose stream fails is an error, not a foreign exception."""
    with pytest.raises(InputError, match="no stream today"):
        read_tables({**_frames(), "employers": _Broken()})


@pytest.mark.parametrize(
    ("column", "values", "code"),
    [
        ("wage_floor", pl.Series([float("nan")]), "missing-marker"),
        ("wage_floor", pl.Series(["6,000"]), "type-error"),
        ("car", pl.Series([1]), "type-error"),
        ("skills", pl.Series([["a;b"]]), "type-error"),
        ("skills", pl.Series([[None]], dtype=pl.List(pl.String)), "type-error"),
        ("skills", pl.Series([[]], dtype=pl.List(pl.String)), "empty-item"),
        ("skills", pl.Series([[["a"]]]), "unsupported-type"),
        ("name", pl.Series([b"x"]), "unsupported-type"),
        ("name", pl.Series([["a"]]), "type-error"),
        ("name", pl.Series([True]), "number-in-text-column"),
        ("birth_date", pl.Series([pd.Timestamp("2000-01-01 05:00")]), "type-error"),
        ("birth_date", pl.Series([pd.Timestamp("2000-01-01")]).dt.replace_time_zone("UTC"), "unsupported-type"),
        ("meetings_held", pl.Series([1.5]), "type-error"),
    ],
)
def test_typed_column_refused(column: str, values: pl.Series, code: str) -> None:
    """Typed columns that do not say what the column asks for are errors by column or cell."""
    frame = pl.DataFrame({"participant_id": ["P1"]}).with_columns(values.alias(column))
    with pytest.raises(InputError) as caught:
        read_tables({**_frames(), "participants": frame})
    assert [(f.column, f.code) for f in caught.value.findings] == [(column, code)]


def test_typed_columns_taken() -> None:
    """Dates, midnights, whole floats, decimals, categories and lists are taken exactly."""
    frame = pl.DataFrame(
        {
            "participant_id": pl.Series(["P1", "P2"], dtype=pl.Categorical),
            "birth_date": [date(2000, 1, 2), None],
            "earliest_start": pl.Series([pd.Timestamp("2026-01-02"), None]),
            "meetings_held": [3.0, None],
            "wage_floor": pl.Series([Decimal("5.5"), None]),
            "personality": [[0.1, 1.0], None],
            "latitude": [31.123456789012345, None],
            "longitude": [34.5, None],
            "works_sabbath": [True, None],
            "name": pl.Series([None, None], dtype=pl.Null),
        }
    )
    (first, second) = read_tables({**_frames(), "participants": frame}).participants.rows(named=True)
    taken = {name: first[name] for name in frame.columns}
    assert taken == {
        "participant_id": "P1",
        "birth_date": date(2000, 1, 2),
        "earliest_start": date(2026, 1, 2),
        "meetings_held": 3,
        "wage_floor": Decimal("5.50"),
        "personality": [0.1, 1.0],
        "latitude": 31.123456789012345,
        "longitude": 34.5,
        "works_sabbath": True,
        "name": None,
    }
    assert [name for name in frame.columns if second[name] is not None] == ["participant_id"]


def _database(path: Path, grid: dict[str, list[list[object]]]) -> str:
    with closing(sqlite3.connect(path)) as connection:
        for name, rows in grid.items():
            header = ", ".join(f'"{label}"' for label in rows[0])
            connection.execute(f'CREATE TABLE "{name}" ({header})')
            marks = ", ".join("?" * len(rows[0]))
            padded = [[*row, *[None] * (len(rows[0]) - len(row))] for row in rows[1:]]
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', padded)
        connection.commit()
    return f"sqlite:///{path}"


def test_database(tmp_path: Path) -> None:
    """An SQLite database with the same tables, and settings as TOML text, is the same problem."""
    url = _database(tmp_path / "d.db", {**grids(), "settings": [["toml"], ['programme = "workit"']], "other": [["x"]]})
    problem = read(url)
    assert problem.equals(read_tables(_frames(), {"programme": "workit"}))
    assert [(f.sheet, f.code) for f in problem.warnings] == [("other", "unknown-table")]


def test_database_refused(tmp_path: Path) -> None:
    """A damaged database, one that is none, and numbers as ids are errors."""
    broken = {**grids(), "employers": [["employer_id"], [12345678]], "settings": [["toml"]]}
    url = _database(tmp_path / "d.db", broken)
    assert ("d.db", 2, "employer_id", "number-in-text-column") in places(check(url))
    data = (tmp_path / "d.db").read_bytes()
    (tmp_path / "e.db").write_bytes(data[:100] + b"\xff" * 400 + data[500:])
    assert [f.code for f in check(tmp_path / "e.db")] == ["damaged-file"]
    (tmp_path / "f.db").write_bytes(b"text")
    assert [f.code for f in check(tmp_path / "f.db")] == ["wrong-format"]


def test_arrow_table_with_extension_type() -> None:
    """An Arrow decimal of 256 bits is read exactly or refused by column, never wrongly."""
    table = pa.table({"participant_id": ["P1"], "wage_floor": pa.array([Decimal("5.25")], pa.decimal256(40, 2))})
    try:
        problem = read_tables({**_frames(), "participants": table})
    except InputError as error:
        assert error.findings[0].code == "unsupported-type"
    else:
        assert problem.participants["wage_floor"].to_list() == [Decimal("5.25")]


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More records than the limit are refused in every source."""
    from matchmaker.io import frame_reader, json_reader, sql_reader

    for module in (frame_reader, json_reader, sql_reader):
        monkeypatch.setattr(module, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="too-many-rows"):
        read_tables(_frames())
    assert "too-many-rows" in {f.code for f in check(_database(tmp_path / "d.db", grids()))}
    write(read(write_folder(tmp_path / "data")), tmp_path / "p.json")
    assert "too-many-rows" in {f.code for f in check(tmp_path / "p.json")}


def test_values_of_a_database(tmp_path: Path) -> None:
    """Booleans of SQLite are 0 and 1, its blobs are refused, its own tables are passed over."""
    people = [["participant_id", "car", "name"], ["P1", 1, b"x"], ["P2", 0, None], ["P3", 2, None]]
    url = _database(tmp_path / "d.db", {**grids(), "participants": people, "settings": [["toml"], [5]]})
    with closing(sqlite3.connect(tmp_path / "d.db")) as connection:
        connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY AUTOINCREMENT)")
        connection.commit()
    assert places(check(url)) == {
        ("d.db", None, None, "unknown-table"),
        ("d.db", 2, "name", "type-error"),
        ("d.db", 4, "car", "type-error"),
    }
