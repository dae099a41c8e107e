"""Totals of a problem and of a result, by the columns that the programme allows."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.cli import main
from matchmaker.model import Problem
from tests.conftest import ROOT
from tests.strategies import problem_of


def cohort() -> Problem:
    """Return 40 people in two districts and three genders, and places with a wage for 30 of them."""
    people = [
        {"participant_id": f"secret{i}", "name": f"hidden{i}", "district": "South" if i % 2 else "North",
         "gender": "other" if i == 0 else "female" if i < 25 else "male"}
        for i in range(40)
    ]  # fmt: skip
    return problem_of(
        people,
        [{"seat_id": "s0", "opportunity_id": "o0", "employer_id": "e0", "count": 30, "wage": Decimal(6000)},
         {"seat_id": "s1", "opportunity_id": "o0", "employer_id": "e0", "count": 0}],
        [{"opportunity_id": "o0", "kind": "job"}],
        scores=[{"participant_id": f"secret{i}", "seat_id": "s0", "score": 0.5} for i in range(40)],
    )  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Result:
    return mm.allocate(cohort())


def test_totals_of_a_problem_count_people() -> None:
    """People are counted by district, no plan is spoken of, and the settings that no source gives are listed."""
    table = mm.aggregate(cohort(), ["district"])
    assert table.to_polars().columns == ["district", "total_over", "people", "suppressed"]
    assert table.to_polars()["people"].to_list() == [20, 20, 40]
    assert ("disclosure.threshold", "5") in table.assumed
    assert "disclosure.shareable" not in dict(table.assumed)


def test_totals_of_a_result_count_the_placed_and_mean_over_what_is_known(result: Result) -> None:
    """The whole cohort: 30 of 40 placed, at 6,000 NIS on average; no commute is known, so there is no mean of one."""
    cell = mm.aggregate(result, ["district"]).cell()
    assert (cell.people, cell.placed) == (40, 30)
    assert cell.means["wage"] == (6000.0, 30)
    assert cell.means["commute_minutes"] == (None, 0)


def test_placed_and_means_agree_with_the_plan(result: Result) -> None:
    """By hand from the plan: each district that is shown counts its own people."""
    placed = pl.DataFrame({"participant_id": list(result.plan.seats)})
    table = mm.aggregate(result, ["district"])
    shown = [cell for cell in table.cells if not cell.suppressed and not cell.total_over]
    for cell in shown:
        there = result.problem.participants.filter(pl.col("district") == cell.levels[0])
        assert cell.placed == there.join(placed, on="participant_id").height
        assert cell.means["wage"][1] == cell.placed
    assert len(shown) in (0, 2)


def test_one_person_alone_is_not_shown_and_not_to_be_found(result: Result) -> None:
    """The one person of another gender is in no count, nor is what would give the count away, nor any name or id."""
    table = mm.aggregate(result, ["gender"])
    assert table.cell(gender="other").suppressed
    assert table.n_suppressed >= 2
    text = table.to_polars().write_json()
    assert not [word for word in ("secret", "hidden") if word in text]


@pytest.mark.parametrize(
    ("by", "threshold", "told"),
    [
        (["name"], None, "allows no totals by 'name'; it allows locality"),
        (["gendr"], None, "allows no totals by 'gendr'; .*car; did you mean 'gender'"),
        (["traffic_light", "centre"], None, "allows no totals by 'centre'"),
        ([], None, "one to three"),
        (["gender", "gender"], None, "different dimensions"),
        (["gender", "district", "locality", "maturity"], None, "one to 3 dimensions, not 4"),
        (["gender"], 4, "below that of general"),
    ],
)
def test_what_may_not_be_counted_is_refused(by: list[str], threshold: int | None, told: str) -> None:
    """Columns not allowed, none, twice one, more than three, and a threshold below the programme's are refused in words."""
    with pytest.raises(mm.UsageError, match=told):
        mm.aggregate(cohort(), by, threshold=threshold)


def test_a_higher_threshold_hides_more() -> None:
    """With a threshold of 21 the two districts of 20 are hidden, and the total of 40 stays."""
    table = mm.aggregate(cohort(), ["district"], threshold=21)
    assert [cell.people for cell in table.cells] == [None, None, 40]


def test_a_profile_may_name_a_column_of_its_own(tmp_path: Path) -> None:
    """A column that no record knows may be a dimension where the profile says so, and must then be there."""
    path = tmp_path / "mine.toml"
    path.write_text(
        'base = "general"\nname = "mine"\ntitle_he = "שלי"\ntitle_en = "Mine"\nversion = "1"\nvalid_from = 2020-01-01\n'
        '[disclosure]\ndimensions = { value = ["centre"], basis = "assumed" }\n',
        "utf-8",
    )
    problem = cohort()
    centres = pl.Series("centre", np.where(np.arange(40) < 15, "Lod", "Rahat"))
    own = problem.replace(participants=problem.participants.with_columns(centres))
    assert mm.aggregate(own, ["centre"], programme=str(path)).cell(centre="Lod").people == 15
    with pytest.raises(mm.UsageError, match="no column 'centre'"):
        mm.aggregate(problem, ["centre"], programme=str(path))


def test_the_command_writes_a_table_and_says_what_it_hid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``matchmaker aggregate`` of a data folder writes the file; stderr tells of hidden cells and assumed settings."""
    data, out = str(ROOT / "fixtures" / "negev"), tmp_path / "totals.csv"
    assert main(["aggregate", data, "--by", "gender,maturity", "--out", str(out), "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    table = pl.read_csv(out)
    assert answer["suppressed"] == table["suppressed"].sum() > 0
    assert table.filter("suppressed")["people"].null_count() == answer["suppressed"]
    assert "counts below 5" in told.err
    assert "disclosure.threshold = 5" in told.err
    assert main(["aggregate", data, "--by", "name"]) == 2


def test_the_command_takes_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``matchmaker aggregate`` of a folder of results counts who is placed, on stdout as CSV in Hebrew."""
    data = str(ROOT / "fixtures" / "tiny_scored")
    assert main(["allocate", data, "--out", str(tmp_path / "plan")]) == 0
    capsys.readouterr()
    assert main(["aggregate", str(tmp_path / "plan"), "--by", "gender", "--language", "he"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("gender,total_over,people,placed,mean_commute_minutes")
    assert lines[-1].startswith("(סך הכול),gender,,,")
