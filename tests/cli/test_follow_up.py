"""``matchmaker follow-up``, as a user types it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from icalendar import Calendar

import matchmaker as mm
from matchmaker.accompaniment import FollowUp
from matchmaker.cli import main
from matchmaker.io import read_table_file
from tests.io.small_problem import write_folder

FILES = {
    "opportunities": "opportunity_id,kind,start_date\nO1,job,2026-03-01\nO2,on_the_job_training,\n",
    "seats": "seat_id,opportunity_id,employer_id,count\nS1,O1,E1,2\nS2,O2,E2,1\n",
    "decisions": "participant_id,seat_id,decision,reason,by\nP1,S1,pin,chosen,Ruth\nP2,S2,pin,chosen,Ruth\n",
}
DONE = "participant_id,held_on,kind,by,note\nP1,2026-03-08,meeting,Ruth,\nP1,2026-03-16,remote_contact,Ruth,by phone\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `allocate` wrote for three people, two of them pinned to seats."""
    folder = tmp_path_factory.mktemp("follow_up")
    data = write_folder(folder / "data", **FILES)
    assert main(["allocate", str(data), "--out", str(folder / "out")]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def result(written: Path) -> mm.Result:
    """What stands in that folder."""
    return mm.load_result(written)


@pytest.fixture(scope="module")
def told(result: mm.Result) -> FollowUp:
    """Its calendar, from Python, on the day of `follow_up`."""
    return mm.follow_up(result, date(2026, 4, 1), programme="ovdim_beyachad")


def follow_up(written: Path, file: Path, *words: str) -> int:
    """Run the command on 1 April 2026 under the schedules of Ovdim Beyachad."""
    out = str(file)
    return main(
        ["follow-up", str(written), "--out", out, "--as-of", "2026-04-01", "--programme", "ovdim_beyachad", *words]
    )


def test_the_table_holds_every_event(
    written: Path, told: FollowUp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file has a row for each event, and people are told what is overdue, undated and assumed."""
    assert follow_up(written, tmp_path / "f.csv") == 0
    assert pl.read_csv(tmp_path / "f.csv", try_parse_dates=True)["due"].equals(told.events["due"])
    said = capsys.readouterr()
    assert "overdue" in said.err
    assert "without a known first working day, which have no events: 1" in said.err
    assert "accompaniment.working_days" in said.err
    assert said.out == ""


def test_what_was_done_comes_from_a_file_of_its_own(
    written: Path, result: mm.Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two contacts make two meetings done; the same from Python, and from ``contacts.csv`` in the data."""
    done = tmp_path / "done.csv"
    done.write_text(DONE, "utf-8")
    assert follow_up(written, tmp_path / "f.parquet", "--done", str(done), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["events"]["done"] == 2
    assert told["undated"] == [{"participant_id": "P2", "seat_id": "S2", "opportunity_id": "O2",
                                "ask_for": "seats.start_date (or history.start_date)"}]  # fmt: skip
    again = mm.follow_up(result, date(2026, 4, 1), contacts=done, programme="ovdim_beyachad")
    assert again.events.equals(pl.read_parquet(tmp_path / "f.parquet"))
    rows = read_table_file(done, "contacts", result.problem)
    both = replace(result, problem=result.problem.replace(contacts=rows))
    in_data = mm.follow_up(both, date(2026, 4, 1), contacts=done, programme="ovdim_beyachad")
    assert in_data.events.equals(again.events)


def test_contacts_that_are_wrong_are_all_reported(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stranger, a kind that does not exist and a day that does not are errors with row, column and nearest value."""
    done = tmp_path / "done.csv"
    done.write_text("participant_id,held_on,kind\nP11,2026-03-08,meeting\nP1,2026-02-30,meetin\n", "utf-8")
    assert follow_up(written, tmp_path / "f.csv", "--done", str(done), "--json") == 2
    found = {(each["row"], each["column"], each["code"]) for each in json.loads(capsys.readouterr().out)["findings"]}
    assert found == {
        (2, "participant_id", "foreign-key"),
        (3, "held_on", "impossible-date"),
        (3, "kind", "unknown-choice"),
    }
    assert not (tmp_path / "f.csv").exists()


def test_contacts_of_an_unknown_format_are_refused(result: mm.Result, tmp_path: Path) -> None:
    """A text file of contacts is refused with the formats that are read."""
    done = tmp_path / "done.txt"
    done.write_text(DONE, "utf-8")
    with pytest.raises(mm.MatchmakerError, match=r"contacts are not read from '\.txt'"):
        mm.follow_up(result, contacts=done, programme="ovdim_beyachad")


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("f.pdf", (), "use .csv, .ics, .jsonl"),
        ("f.csv", ("--as-of", "1 April"), "1 April"),
    ],
)
def test_what_cannot_be_done_is_said(
    written: Path, tmp_path: Path, name: str, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown format and a day that is none are usage errors."""
    assert follow_up(written, tmp_path / name, *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_an_earlier_calendar_stays_without_replace(written: Path, told: FollowUp, tmp_path: Path) -> None:
    """A file that is there is replaced only if asked, and then holds an entry for every event."""
    path = tmp_path / "f.ics"
    path.write_text("mine", "utf-8")
    assert follow_up(written, path) == 2
    assert path.read_text("utf-8") == "mine"
    assert follow_up(written, path, "--replace") == 0
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == told.events.height > 0


def test_a_programme_without_schedules_is_refused(result: mm.Result) -> None:
    """What follows a placement is the programme's to say."""
    with pytest.raises(mm.UsageError, match=r"no \[accompaniment\]"):
        mm.follow_up(result, programme="workit")


def test_a_plan_of_people_who_are_gone_is_refused(result: mm.Result) -> None:
    """Who left the data since is named, rather than left out of the calendar."""
    gone = result.problem.replace(participants=result.problem.participants.filter(pl.col("participant_id") != "P1"))
    with pytest.raises(mm.UsageError, match=r"no longer in the data \(1\): P1"):
        mm.follow_up(replace(result, problem=gone), programme="ovdim_beyachad")
