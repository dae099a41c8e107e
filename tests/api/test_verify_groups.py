"""A folder of groups is replayed from its files alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import matchmaker as mm
from matchmaker.cli import main
from matchmaker.errors import UsageError
from tests.strategies import problem_of


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with data, a plan of one placement, and groups: a workshop that opens and one that does not."""
    root = tmp_path_factory.mktemp("groups")
    offers = [{"opportunity_id": f"w{i}", "kind": "workshop", "min_size": 2, "max_size": 3} for i in range(2)]
    offers.append({"opportunity_id": "j", "kind": "job"})
    seats = [{"seat_id": f"s{i}", "opportunity_id": f"w{i}", "employer_id": "e0", "count": 3 - 2 * i} for i in range(2)]
    seats.append({"seat_id": "sj", "opportunity_id": "j", "employer_id": "e0", "count": 1})
    asked = problem_of([{"participant_id": f"p{i}"} for i in range(4)], seats, offers)
    mm.write(asked, root / "data")
    data, out = str(root / "data"), str(root / "out")
    assert main(["allocate", data, "--programme", "general", "--out", out]) == 0
    asks = ["--programme", "general", "--plan", out, "--out", str(root / "groups")]
    assert main(["workshops", data, *asks]) == 0
    return root / "groups"


def move(rows: list[str]) -> list[str]:
    """Send the first person to the workshop that is closed."""
    return [rows[0], rows[1].replace("w0", "w1").replace("s0", "s1"), *rows[2:]]


def test_what_was_written_holds(written: Path) -> None:
    """Groups that were not touched hold, by the command too."""
    assert mm.verify(written) == []
    assert main(["verify", str(written)]) == 0
    assert len((written / "members.csv").read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("members.csv", lambda rows: rows[:-1], "objective"),
        ("members.csv", lambda rows: rows[:-2], "cohort_size"),
        ("members.csv", lambda rows: [*rows, rows[-1]], "groups_each"),
        ("members.csv", lambda rows: [rows[0], rows[1].replace("p", "x", 1), *rows[2:]], "unknown_id"),
        ("members.csv", move, "cohort_size"),
        ("groups.csv", lambda rows: [each.replace("true", "false") for each in rows], "cohort_size"),
    ],
)
def test_tampering_is_found(written: Path, name: str, change: Callable[[list[str]], list[str]], code: str) -> None:
    """A line taken away, added or changed breaks a rule or the sum of fit, and the file is not what was written."""
    before = (written / name).read_text()
    try:
        (written / name).write_text("\n".join(change(before.splitlines())) + "\n")
        found = {each.code for each in mm.verify(written)}
    finally:
        (written / name).write_text(before)
    assert {"output_changed", code} <= found


def test_claims_are_summed_anew(written: Path) -> None:
    """A sum of fit that is not that of the members, and a bound below it, are found."""
    path = written / "groups.json"
    before = path.read_text()
    claims = json.loads(before)
    try:
        path.write_text(json.dumps(claims | {"objective": claims["objective"] + 1}))
        found = {each.code for each in mm.verify(written)}
    finally:
        path.write_text(before)
    assert {"output_changed", "objective", "bound"} <= found


def test_a_changed_plan_is_found(written: Path) -> None:
    """Groups rest on the plan beside which they were filled: one that is another now does not go unseen."""
    path = written.parent / "out" / "plan.csv"
    before = path.read_text()
    try:
        path.write_text("\n".join(before.splitlines()[:1]) + "\n")
        found = [each.message for each in mm.verify(written) if each.code == "input_changed"]
    finally:
        path.write_text(before)
    assert found == ["the data is not what the plan was made from: --plan plan.csv"]


def test_groups_without_their_plan_cannot_be_replayed(written: Path) -> None:
    """A plan folder that is gone is named in a usage error."""
    out = written.parent / "out"
    out.rename(written.parent / "away")
    try:
        with pytest.raises(UsageError, match="out"):
            mm.verify(written)
    finally:
        (written.parent / "away").rename(out)
