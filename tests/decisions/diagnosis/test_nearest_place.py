"""What would place a person: the smallest single change, and what the best plan then does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.explanations.diagnosis_text import nearest_place_text
from tests.conftest import ROOT
from tests.strategies import problem_of

SEATS = [
    {"seat_id": "near", "opportunity_id": "a", "employer_id": "e", "count": 1},
    {"seat_id": "far", "opportunity_id": "b", "employer_id": "e", "count": 1},
]
JOBS = [{"opportunity_id": each, "kind": "job"} for each in "ab"]


def _result(scores: dict[tuple[str, str], float], *rules: dict[str, object]) -> mm.Result:
    people = [{"participant_id": each} for each in sorted({person for person, _ in scores})]
    rows = [{"participant_id": p, "seat_id": s, "score": score} for (p, s), score in scores.items()]
    problem = problem_of(people, SEATS, JOBS, rules)
    return mm.allocate(problem, mm.score(problem, given=pl.DataFrame(rows)))


def test_a_full_seat_with_one_place_more() -> None:
    """One place and two people: a second place would place the other, the plan then does, and scores their score more."""
    found = mm.nearest_place(_result({("p", "near"): 0.9, ("q", "near"): 0.4}), "q")
    assert found.given is not None and found.after is not None and found.before is not None
    assert (found.outcome, found.proof, found.placed) == ("change", "proved", True)
    assert (found.given.change.where, found.given.after, found.seat_id) == ("seats.near.count", 2, "near")
    assert found.after.objective == found.before.objective + Decimal("0.4")  # type: ignore[operator]


def test_room_that_costs_score() -> None:
    """Who is left out for the sum of scores alone has room without any change; insisting says what it costs."""
    result = _result(
        {("p", "near"): 0.9, ("p", "far"): 0.1, ("q", "near"): 0.7}, {"kind": "employer_maximum", "max": 1}
    )
    found = mm.nearest_place(result, "q")
    assert found.outcome == "change"  # the employer takes one: p would lose the place
    two = _result({("p", "near"): 0.9, ("p", "far"): 0.1, ("q", "near"): 0.7})
    assert mm.nearest_place(two, "q").outcome == "room"
    insisting = mm.nearest_place(two, "q").insisting
    assert insisting is not None and insisting.objective == Decimal("0.8")


def test_a_person_with_a_place() -> None:
    """Needs no change; an unknown id is refused by name, and a result without a plan too."""
    result = _result({("p", "near"): 0.9})
    assert mm.nearest_place(result, "p").outcome == "placed"
    with pytest.raises(mm.UsageError, match="nearest ids are p"):
        mm.nearest_place(result, "x")
    with pytest.raises(mm.UsageError, match="no plan"):
        mm.nearest_place(mm.allocate(mm.read(ROOT / "fixtures" / "tiny_infeasible_pin")), "P1")


def test_nobody_can_go_where_no_score_was_given() -> None:
    """Without a candidate seat no single change places a person, which is proved."""
    result = _result({("p", "near"): 0.9, ("q", "near"): 0.4})
    found = mm.nearest_place(result, "q", costs={"places": False})
    assert (found.outcome, found.proof, found.given) == ("none", "proved", None)


def _commuting(tmp_path: Path) -> mm.Result:
    data = tmp_path / "data"
    data.mkdir()
    (data / "participants.csv").write_text(
        "participant_id,locality,transport_modes,max_commute_minutes\nq,A,transit,30\n"
    )
    (data / "employers.csv").write_text("employer_id\ne\n")
    (data / "opportunities.csv").write_text("opportunity_id,kind\na,job\nb,job\n")
    (data / "seats.csv").write_text("seat_id,opportunity_id,employer_id,count,locality\ns,a,e,1,B\nt,b,e,1,C\n")
    (data / "localities.csv").write_text(
        "locality_id,name_en,latitude,longitude\n1,A,31.2,34.8\n2,B,31.3,34.8\n3,C,31.4,34.8\n"
    )
    (data / "travel.csv").write_text("origin,destination,mode,minutes\nA,B,transit,52\nA,C,transit,58\n")
    (data / "settings.toml").write_text('[[constraint]]\nkind = "commute_limit"\nminutes = 45\n')
    return mm.allocate(mm.read(data))


def test_a_longer_way(tmp_path: Path) -> None:
    """Who accepts 30 minutes under a limit of 45 has a place with the 52 of the nearer seat; the best plan then places them."""
    result = _commuting(tmp_path)
    found = mm.nearest_place(result, "q")
    assert found.given is not None
    assert (found.given.change.kind, found.given.after, found.seat_id, found.placed) == ("commute", 52, "s", True)
    assert "with 52 minutes on the way (now 30): a place in s (proved)" in nearest_place_text(found)
    assert "52" in nearest_place_text(found, "he")
    assert found.given.change.where == "commute of q: minutes"  # over the limit of all: no cell of theirs alone does it
    assert mm.nearest_place(result, "q", costs={"commute": False}).outcome == "none"
