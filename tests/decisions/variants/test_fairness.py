"""Rates, gaps, envy and prices of floors, by hand and against every plan."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import matchmaker as mm
from matchmaker.allocation.objectives.score import Score
from matchmaker.cli import main
from matchmaker.constraints import PlacementFloor, ScoreFloor
from matchmaker.decisions.variants.floor_price import FloorPrice
from matchmaker.errors import SettingsError, UsageError
from tests.constraints.helpers import people, seat, small
from tests.decisions.variants.helpers import CHECKS, SMALL, result_of, solved
from tests.strategies import Case, cases


def town(constraint: Any = ()) -> mm.Problem:
    """Return 24 people for twelve places: twelve women who fit a little less, eleven men, and one not known."""
    gender = ["female"] * 12 + ["male"] * 11 + [None]
    scores = [
        {"participant_id": f"p{i}", "seat_id": "s0", "score": ((400 if i < 12 else 600) + i) / 1000} for i in range(24)
    ]
    return small(participants=people(24, gender=gender), seats=[seat(0, 0, 12)], scores=scores, constraint=constraint)


def test_rates_have_wilsons_interval() -> None:
    """None of twelve women and all of eleven men are placed: Wilson's interval is 0 to 0.2425 and 0.7412 to 1."""
    found = mm.fairness(mm.allocate(town(), gap=0), by=["gender"])
    female, male, unknown = found.groups.iter_rows(named=True)
    assert (female["people"], female["placed"], female["rate"]) == (12, 0, 0.0)
    assert (female["rate_low"], female["rate_high"]) == (0.0, pytest.approx(0.24249, abs=1e-5))
    assert (male["rate_low"], male["rate_high"]) == (pytest.approx(0.74116, abs=1e-5), 1.0)
    assert (female["mean_score"], female["mean_low"]) == (None, None)
    assert male["mean_score"] == pytest.approx(0.617)
    assert male["mean_low"] < 0.617 < male["mean_high"]
    assert (unknown["group"], unknown["placed"], unknown["mean_low"]) == (None, 1, None)
    assert (female["envious"], male["envious"]) == (12, 0)


def test_a_gap_is_told_only_of_enough_people() -> None:
    """Of 12 and 11 people the gap of the rates is told and joins their intervals; with 12 asked for it is not, and who is
    not known is no group."""
    result = mm.allocate(town(), gap=0)
    rate, mean = mm.fairness(result, by=["gender"]).gaps.iter_rows(named=True)
    assert (rate["group"], rate["other"], rate["measure"], rate["says"]) == ("female", "male", "rate", "gap")
    ends = (-1.0, -1 + (0.24249**2 + 0.25884**2) ** 0.5)
    assert (rate["low"], rate["high"]) == (pytest.approx(ends[0], abs=1e-4), pytest.approx(ends[1], abs=1e-4))
    assert (mean["gap"], mean["says"]) == (None, "too few to tell")
    assert mm.fairness(result, by=["gender"], least=12).gaps["says"][0] == "too few to tell"


def test_equal_groups_show_no_gap_and_the_seed_decides_the_draws() -> None:
    """Where every second person is in the other group, no gap can be told, and the same seed gives the same intervals."""
    result = mm.allocate(town(), gap=0)
    mixed = result.problem.participants.with_columns(gender=pl.Series(["female", "male"] * 12))
    result = replace(result, problem=result.problem.replace(participants=mixed))
    once, again, other = (mm.fairness(result, by=["gender"], seed=seed, least=2) for seed in (1, 1, 2))
    assert once.gaps["says"].to_list() == ["no gap can be told"] * 2
    assert once.groups.equals(again.groups)
    assert once.gaps.equals(again.gaps)
    assert not once.groups.equals(other.groups)


def test_equal_scores_show_no_gap() -> None:
    """Eleven times a tenth and twelve times a tenth have floats as means that differ, and no gap is told."""
    scores = [{"participant_id": f"p{i}", "seat_id": "s0", "score": 0.1} for i in range(23)]
    everybody = people(23, gender=["female"] * 11 + ["male"] * 12)
    found = mm.fairness(mm.allocate(small(participants=everybody, seats=[seat(0, 0, 23)], scores=scores)), ["gender"])
    mean = found.gaps.row(1, named=True)
    assert (mean["gap"], mean["low"], mean["high"], mean["says"]) == (0.0, 0.0, 0.0, "no gap can be told")
    assert "of 2 gaps some are told by chance" in str(found)


@settings(max_examples=10, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**SMALL))
def test_envy_is_of_every_seat_that_is_preferred(case: Case) -> None:
    """Whoever prefers a seat that somebody has, and is a candidate there, is listed once, with how many such seats."""
    result, _, _ = result_of(case)
    table = result.scores
    pairs = zip(
        table.pairs.participant_ids[table.pairs.participant].tolist(),
        table.pairs.seat_ids[table.pairs.seat].tolist(),
        strict=True,
    )
    wish = dict(zip(pairs, table.total.tolist(), strict=True))
    now, taken = result.plan.seats, set(result.plan.seats.values())
    wanted: dict[str, list[str]] = {}
    for (person, place), score in wish.items():
        if place in taken and (person not in now or score > wish[person, now[person]]):
            wanted.setdefault(person, []).append(place)
    found = mm.fairness(result, by=["gender"]).envy
    assert dict(found.select("participant_id", "seats").iter_rows()) == {who: len(each) for who, each in wanted.items()}
    for row in found.iter_rows(named=True):
        assert row["own_there"] == max(wish[row["participant_id"], each] for each in wanted[row["participant_id"]])
        assert now[row["held_by"]] == row["wants"] != row["seat_id"]


@settings(max_examples=8, deadline=None, suppress_health_check=CHECKS)
@given(case=cases(**SMALL), least=st.sampled_from((0.4, 0.7, 1.0)), kind=st.sampled_from(("rate", "mean")))
def test_the_price_of_a_floor_is_the_difference_of_two_optima(case: Case, least: float, kind: str) -> None:
    """The price equals the best of all plans less the best of those that keep the floor, and both are proved."""
    result, plans = solved(case)
    assume(case.problem.participants["gender"].is_in(["male", "other"]).any())
    rule: Any = {"group": {"gender": ["male", "other"]}}
    if kind == "rate":
        floor: Any = PlacementFloor.model_validate({**rule, "min_rate": least})
    else:
        floor = ScoreFloor.model_validate({**rule, "min_mean": least})
    found = mm.fairness(result, by=[], floors=[f"gender=male,gender=other:{kind}={least}"], gap=0)
    price = found.prices[-1]
    kept = [plan for plan in plans if not floor.check(replace(plan.finished.view, scores=plan.finished.scores))]
    if not kept:
        assert (price.mark, price.price) == ("no plan keeps it: proved", None)
        return
    expected = max(plan.of(Score()) for plan in plans) - max(plan.of(Score()) for plan in kept)
    assert price.mark == "proved"
    assert Fraction(price.price) == Fraction(price.least) == Fraction(price.most) == expected


def test_a_floor_that_stands_is_priced_too() -> None:
    """Half of the women placed costs what six men are worth more than six women, standing or asked for."""
    floor = {"kind": "placement_floor", "group": {"gender": "female"}, "min_rate": 0.5}
    asked = mm.fairness(mm.allocate(town(), gap=0), by=["gender"], floors=[floor]).prices
    stands = mm.fairness(mm.allocate(town([floor]), gap=0), by=["gender"]).prices
    men = sum(600 + i for i in range(12, 18))
    women = sum(400 + i for i in range(6, 12))
    expected = Decimal(men - women) / 1000
    assert [(each.stands, each.price, each.mark) for each in (*asked, *stands)] == [
        (False, expected, "proved"),
        (True, expected, "proved"),
    ]


def test_a_floor_never_costs_less_than_nothing() -> None:
    """Where the search without the floor was cut short below what keeps it, the price is 0 and lies in its bounds."""
    best = mm.allocate(town(), gap=0)
    cut = replace(best, objective=best.objective - 1, status="feasible", stopped_by="time")
    price = FloorPrice("floor", False, cut, best)
    assert {price.least, price.price, price.most} == {0}
    assert price.mark == "not proved (stopped by time)"


def test_permuting_protected_columns_changes_no_score_and_no_plan() -> None:
    """Gender and population group dealt out anew give the same scores and the same plan."""
    problem = mm.generate(participants=15, opportunities=5, seed=3)
    dealt = problem.participants.with_columns(
        pl.col("gender").sample(fraction=1, shuffle=True, seed=5),
        pl.col("population_group").sample(fraction=1, shuffle=True, seed=6),
    )
    assert not dealt.equals(problem.participants)
    other = problem.replace(participants=dealt)
    options: dict[str, Any] = {"programme": "general"}
    one, two = mm.score(problem, **options), mm.score(other, **options)
    assert one.total.tolist() == two.total.tolist()
    plans = [mm.allocate(each, table, **options).plan for each, table in ((problem, one), (other, two))]
    assert plans[0] == plans[1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": ["gendre"]}, "did you mean 'gender'"),
        ({"by": ["participant_id"], "least": 1}, "least"),
        ({"level": 0.9999999999999999}, "level"),
        ({"floors": ["gender=female"]}, "is no floor"),
        ({"floors": ["gender=female:rate=x"]}, "is no floor"),
        ({"floors": ["gender=female:rate=0_1"]}, "is no floor"),
        ({"floors": ["gender=femal:rate=0.1"]}, "--price-of, column group.gender: .* did you mean 'female'"),
        ({"floors": ["gender=other:rate=0.1"]}, "nobody is in group gender = other"),
        ({"floors": [{"kind": "budget", "cost": "cost", "max": 1}]}, "placement_floor or score_floor|column"),
    ],
)
def test_what_cannot_be_asked_is_refused(options: dict[str, Any], message: str) -> None:
    """A column that is not there, a number out of range and a text that is no floor are refused by name."""
    with pytest.raises((UsageError, SettingsError), match=message):
        mm.fairness(mm.allocate(town()), **options)


def test_a_column_of_names_makes_no_groups() -> None:
    """A column with a value for each person is no column of groups."""
    problem = small(participants=people(60), scores=[{"participant_id": "p0", "seat_id": "s0", "score": 0.5}])
    with pytest.raises(UsageError, match="makes no groups"):
        mm.fairness(mm.allocate(problem), by=["participant_id"])


def test_the_command_writes_the_tables(fixtures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints one value, writes four tables, and tells people the price of a floor."""
    out, there = tmp_path / "out", tmp_path / "fairness"
    assert main(["allocate", str(fixtures / "tiny_quota"), "--out", str(out)]) == 0
    capsys.readouterr()
    words = ["fairness", str(out), "--by", "gender", "--price-of", "gender=female:rate=0.1"]
    assert main([*words, "--json", "--out", str(there)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["prices"]) == 1
    assert {path.stem for path in there.glob("*.csv")} == {"groups", "gaps", "envy", "prices"}
    assert main(words) == 0
    assert "proved" in capsys.readouterr().out
