"""A shared shuttle tried out: who becomes reachable, and what it brings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import matchmaker as mm
from matchmaker.allocation import Result
from matchmaker.constraints import plan_view
from matchmaker.decisions.limits import ShuttleSeats, parse_shuttle
from matchmaker.errors import InputError
from matchmaker.model import Plan
from matchmaker.travel import Ride, commutes
from tests.strategies import problem_of

MINUTES = {("hamlet", "town"): 80.0, ("village", "town"): 50.0, ("town", "town"): 5.0}


@cache
def _result() -> Result:
    """Return the plan of two people of a hamlet and one of a village, with three places in town, 60 minutes at most."""
    homes = {"h1": "hamlet", "h2": "Hamlet ", "v": "village"}
    people: list[dict[str, Any]] = [
        {"participant_id": person, "locality": home, "travel_modes": ("transit",)} for person, home in homes.items()
    ]
    seats = [{"seat_id": "s", "opportunity_id": "o", "employer_id": "e", "count": 3, "locality": "town"}]
    scores = [
        {"participant_id": p, "seat_id": "s", "score": score} for p, score in (("h1", 0.5), ("h2", 0.7), ("v", 0.4))
    ]
    travel = [
        {"origin": origin, "destination": to, "mode": "transit", "minutes": minutes}
        for (origin, to), minutes in MINUTES.items()
    ]
    rule = {"kind": "commute_limit", "minutes": 60}
    opportunity = {"opportunity_id": "o", "kind": "job"}
    problem = problem_of(people, seats, [opportunity], [rule], scores=scores, travel=travel)
    return mm.allocate(problem, gap=0)


def test_a_shuttle_reaches_those_of_its_locality() -> None:
    """Whoever lives in the hamlet, in any spelling, comes within reach, with minutes before and now; the plan gains both."""
    result = _result()
    assert set(result.plan.seats) == {"v"}
    found = mm.what_if(result, shuttles=["hamlet,town,40"], gap=0)
    frame = found.reachable()
    assert frame is not None
    assert frame["participant_id"].to_list() == ["h1", "h2"]
    assert frame.row(0, named=True) == {
        "scenario": "shuttle hamlet,town,40", "participant_id": "h1", "locality": "hamlet", "new_seats": 1,
        "nearest_seat": "s", "minutes_before": 80.0, "minutes": 40.0, "seats_before": 0, "seat_before": None, "seat_now": "s",
        "need_shuttle": True,
    }  # fmt: skip
    difference = found.scenarios[0].difference
    assert difference.mark == "proved"
    assert float(difference.gained or 0) == pytest.approx(1.2)
    again = mm.what_if(_result(), shuttles=["hamlet,town,40"], gap=0)
    assert json.dumps(again.as_dict()) == json.dumps(found.as_dict())


def test_a_shuttle_takes_as_many_as_it_has_seats() -> None:
    """With one seat the better of two who need it is placed, and who can come without it takes none; with none, nobody."""
    result = _result()
    one, none = mm.what_if(result, shuttles=["hamlet,s,40,1", "hamlet,town,40,0"], each=True, gap=0).scenarios
    assert set(one.difference.after.plan.seats) == {"h2", "v"}
    assert none.difference.after.plan.seats == result.plan.seats
    assert none.difference.gained == 0


def test_a_slower_shuttle_changes_nothing() -> None:
    """A ride that is slower than the bus is not taken, and nobody becomes reachable by it."""
    found = mm.what_if(_result(), shuttles=["village,town,70"], gap=0)
    assert found.scenarios[0].difference.moves().is_empty()
    assert found.to_frames()["what_if"]["reachable"].to_list() == [0]


def test_rides_shorten_a_leg_between_two_localities_only() -> None:
    """A ride counts from its origin to its destination, where it is faster or nothing else is known, and is in the digest."""
    problem = _result().problem
    plain = commutes(problem)
    rides = [Ride("hamlet", "town", 40.0), Ride("town", "hamlet", 1.0)]
    served = commutes(problem, rides=rides)
    people = [0, 1, 2]
    assert plain.of_day(people, [0, 0, 0]).tolist() == [80.0, 80.0, 50.0]  # type: ignore[arg-type]
    assert served.of_day(people, [0, 0, 0]).tolist() == [40.0, 40.0, 50.0]  # type: ignore[arg-type]
    assert served.digest != plain.digest
    assert commutes(problem, rides=[]).digest == plain.digest


def test_the_seats_of_a_shuttle_are_checked() -> None:
    """The check half counts those who need the shuttle in a finished plan, and names the shuttle."""
    result = _result()
    rule = ShuttleSeats(name="x", seats=1, pairs=frozenset({("h1", "s"), ("h2", "s")}))
    full = plan_view(result.problem, Plan({"h1": "s", "h2": "s", "v": "s"}, frozenset()), result.commutes)
    assert [violation.code for violation in rule.check(full)] == ["shuttle_seats"]
    assert rule.check(plan_view(result.problem, result.plan, result.commutes)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hamlet,town", "syntax-error"),
        ("hamlet,,40", "syntax-error"),
        ("hamlet,town,soon", "type-error"),
        ("hamlet,town,1441", "type-error"),
        ("hamlet,town,40,-1", "type-error"),
        ("hamlat,town,40", "unknown-value"),
        ("hamlet,toun,40", "unknown-value"),
    ],
)
def test_a_shuttle_that_is_wrong_is_told(text: str, code: str) -> None:
    """Each slip in a shuttle is refused with its code; a place nobody lives in or works at names the nearest."""
    with pytest.raises(InputError) as caught:
        parse_shuttle(text, _result().problem)
    (found,) = caught.value.findings
    assert found.code == code
    assert (code == "unknown-value") == ((found.hint or "").startswith("did you mean"))


@pytest.mark.slow
def test_a_shuttle_on_negev_twice(fixtures: Path) -> None:
    """From Rahat to Be'er Sheva in 20 minutes: the same people, plan and bytes both times."""

    def told() -> str:
        problem = mm.read(fixtures / "negev")
        result = mm.allocate(problem, gap=0.001)
        return json.dumps(mm.what_if(result, shuttles=["רהט,באר שבע,20,14"], gap=0.001).as_dict(), ensure_ascii=False)

    one = told()
    assert one == told()
    assert json.loads(one)["scenarios"][0]["reachable"]
