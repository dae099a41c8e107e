"""Costs that a budget reads and the programme computes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import matchmaker as mm
from matchmaker.api.setup import setup
from matchmaker.errors import SettingsError
from matchmaker.model import Problem
from matchmaker.money import COST_COLUMNS, with_costs
from matchmaker.programmes import load_programme
from tests.money.helpers import ELIGIBLE, IN_FULL, OJT, PRACTICUM, money_of, per_group
from tests.strategies import problem_of

NEWEST = load_programme("ovdim_beyachad")


def seats_of(*seats: dict[str, Any], cost: str = "incentive_due", limit: int = 99999, **more: Any) -> Problem:
    """Return one opportunity per seat, of the kind and price told with it, under a budget."""
    rows = [
        {"seat_id": f"s{i}", "opportunity_id": f"o{i}", "employer_id": "e0", "count": 1, **IN_FULL,
         **{key: value for key, value in seat.items() if key not in ("kind", "course_cost")}}
        for i, seat in enumerate(seats)
    ]  # fmt: skip
    opportunities = [
        {"opportunity_id": f"o{i}", "kind": seat["kind"], "quality_employment": True,
         "course_cost": seat.get("course_cost")}
        for i, seat in enumerate(seats)
    ]  # fmt: skip
    people = more.pop("participants", [{"participant_id": "p0"}])
    return problem_of(people, rows, opportunities, [{"kind": "budget", "cost": cost, "max": limit}], **more)


def test_incentive_due_by_kind() -> None:
    """OJT costs 5,000 and practicum 6,000, a job nothing, a seat of its own what it says, one that fails nothing."""
    problem = seats_of(
        {"kind": OJT}, {"kind": PRACTICUM}, {"kind": "job"}, {"kind": OJT, "incentive": Decimal(3750)},
        {"kind": OJT, "position_percent": 50.0}, {"kind": OJT, "mentor_named": None},
    )  # fmt: skip
    costs = with_costs(problem, NEWEST).seats["incentive_due"].to_list()
    assert costs == [5000, 6000, 0, 3750, 0, 5000]


def test_group_reading_never_costs_less_than_is_due() -> None:
    """5,000 once for three and more counts as 1,666.67 for each, so that three never come to less."""
    programme = NEWEST.model_copy(update={"money": per_group(3)})
    assert with_costs(seats_of({"kind": OJT}), programme).seats["incentive_due"].to_list() == [Decimal("1666.67")]


def test_programme_cost_adds_voucher_and_scholarship() -> None:
    """A course for 10,000 costs 6,500 of voucher and 3,500 of scholarship, one for 30,000 the 7,000 that are most."""
    problem = seats_of(
        {"kind": "triangle_training", "course_cost": Decimal(10000)},
        {"kind": "triangle_training", "course_cost": Decimal(30000)},
        {"kind": "triangle_training", "course_cost": Decimal(30000), "cost": Decimal("12.30")},
        {"kind": PRACTICUM},
        cost="programme_cost",
    )
    assert with_costs(problem, NEWEST).seats["programme_cost"].to_list() == [10000, 26500, Decimal("12.30"), 6000]


def test_profile_says_what_a_place_costs() -> None:
    """A profile that counts the incentive alone needs no price of a course, one that counts vouchers alone adds 65 %."""
    problem = seats_of(
        {"kind": "triangle_training"}, {"kind": PRACTICUM, "course_cost": Decimal(100)}, cost="programme_cost"
    )
    money = money_of()
    for listed, costs in ((("incentive",), [0, 6000]), (("voucher",), [0, 65])):
        told = money.programme_cost.model_copy(update={"value": listed})
        programme = NEWEST.model_copy(update={"money": money.model_copy(update={"programme_cost": told})})
        priced = (
            problem
            if listed == ("incentive",)
            else problem.replace(opportunities=problem.opportunities.with_columns(pl.col("course_cost").fill_null(0)))
        )
        assert with_costs(priced, programme).seats["programme_cost"].to_list() == costs


def test_course_without_a_price_is_named() -> None:
    """A budget on programme_cost names the row of the course whose price is missing."""
    problem = seats_of({"kind": "job"}, {"kind": "triangle_training"}, cost="programme_cost")
    with pytest.raises(SettingsError) as caught:
        setup(problem, "ovdim_beyachad")
    (finding,) = caught.value.findings
    assert (finding.file, finding.row, finding.column) == ("opportunities.csv", 3, "course_cost")


def test_columns_are_added_only_where_a_rule_names_them() -> None:
    """Without such a rule, or where the seats hold the column themselves, the problem stays as it is."""
    plain = seats_of({"kind": OJT}, cost="cost")
    assert with_costs(plain, NEWEST) is plain
    own = seats_of({"kind": OJT, "incentive_due": "17"})
    assert with_costs(own, NEWEST) is own


def test_programme_without_money_cannot_tell_the_cost() -> None:
    """A budget on a computed column needs a section [money]."""
    bare = NEWEST.model_copy(update={"money": None})
    with pytest.raises(SettingsError, match="says nothing of money"):
        with_costs(seats_of({"kind": OJT}), bare)


def test_misspelled_column_is_told_the_computed_ones() -> None:
    """A budget on a column that is nowhere is refused, and the computed ones are among the hints."""
    with pytest.raises(SettingsError, match="did you mean 'incentive_due'"):
        setup(seats_of({"kind": OJT}, cost="incentive_dew"), "general")
    assert COST_COLUMNS == ("incentive_due", "programme_cost")


@pytest.mark.parametrize(("limit", "placed"), [(11000, 2), (10999, 1)])
def test_budget_on_incentives_binds_the_plan(limit: int, placed: int) -> None:
    """OJT and practicum are 5,000 and 6,000: 11,000 NIS pay both, a shekel less only one, and the plan is verified."""
    problem = seats_of(
        {"kind": OJT},
        {"kind": PRACTICUM},
        limit=limit,
        participants=[{"participant_id": f"p{i}", **ELIGIBLE} for i in range(2)],
        scores=[{"participant_id": f"p{i}", "seat_id": f"s{i}", "score": 0.5} for i in range(2)],
    )
    result = mm.allocate(problem, programme="ovdim_beyachad@2017-01-01")
    assert result.plan.n_placed == placed
    assert mm.verify(result) == []
