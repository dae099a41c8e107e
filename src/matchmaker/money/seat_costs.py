"""with_costs: what a placement in each seat may cost the programme, as columns that a budget can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from matchmaker.errors import Finding, SettingsError
from matchmaker.model import MONEY, Problem
from matchmaker.money.agorot import agorot
from matchmaker.money.check import checks_of, verdict
from matchmaker.money.placement_facts import placement_facts
from matchmaker.programmes import Programme
from matchmaker.programmes.incentive import PerGroup, WholePeriod
from matchmaker.programmes.money import Money

COST_COLUMNS = ("incentive_due", "programme_cost")
"""Columns that a budget may name though no seat holds them. NIS for one placement, cautious: never less than is due.

``incentive_due``: the seat's own ``incentive``, else the programme's for that kind of opportunity over its whole course;
0 where the programme pays none, or a condition on the seat is known to fail. What is paid once to an employer of so many
participants or more counts in equal parts for the fewest.

``programme_cost``: the seat's own ``cost``, else what the profile's ``money.programme_cost`` lists: ``incentive_due`` and,
for a course, the share of its price that a voucher pays and as much of the rest as the highest scholarship covers.
"""

_COURSES = frozenset({"triangle_training", "technology_class"})
_NOTHING = Decimal(0)

Row = Mapping[str, Any]


def with_costs(problem: Problem, programme: Programme) -> Problem:
    """Return the problem with those of `COST_COLUMNS` that a budget rule names and the seats do not hold already.

    The rules are those of the settings and of the programme. Raises `SettingsError` where a cost cannot be said: the
    programme has no section ``[money]``, or a course has no price.
    """
    rules = (*problem.settings.constraint, *programme.constraint)
    named = [rule.get("cost") for rule in rules if rule.get("kind") == "budget"]
    wanted = [name for name in COST_COLUMNS if name in named and name not in problem.seats.columns]
    if not wanted:
        return problem
    if programme.money is None:
        raise SettingsError([_no_money(name, programme) for name in wanted])
    if "programme_cost" in wanted and (findings := list(_no_price(problem, programme.money))):
        raise SettingsError(findings)
    costs = list(_costs(problem, programme.money))
    columns = {name: [cost[name] for cost in costs] for name in wanted}
    added = [pl.Series(name, values, MONEY) for name, values in columns.items()]
    return problem.replace(seats=problem.seats.with_columns(added))


def _costs(problem: Problem, money: Money) -> Iterator[dict[str, Decimal]]:
    opportunities = {row["opportunity_id"]: row for row in problem.opportunities.iter_rows(named=True)}
    for seat in problem.seats.iter_rows(named=True):
        opportunity = opportunities[seat["opportunity_id"]]
        incentive = _incentive_due(seat, opportunity, money)
        added = (incentive if "incentive" in money.programme_cost.value else _NOTHING) + _course_due(opportunity, money)
        yield {"incentive_due": incentive, "programme_cost": added if seat["cost"] is None else seat["cost"]}


def _incentive_due(seat: Row, opportunity: Row, money: Money) -> Decimal:
    if seat["incentive"] is not None:
        own: Decimal = seat["incentive"]
        return own
    incentive = money.incentive_for(opportunity["kind"])
    if incentive is None:
        return _NOTHING
    facts = placement_facts(seat, opportunity, {"certificates": None}, None)  # whoever comes, nothing is known of them
    if verdict(checks_of(incentive.conditions, facts)) is False:
        return _NOTHING
    if isinstance(incentive, WholePeriod) and isinstance(incentive.counted, PerGroup):
        return (incentive.full / incentive.counted.at_least).quantize(Decimal("0.01"), ROUND_CEILING)
    return incentive.full


def _course_due(opportunity: Row, money: Money) -> Decimal:
    price: Decimal = opportunity["course_cost"] or _NOTHING
    due = _NOTHING
    if money.voucher is not None and "voucher" in money.programme_cost.value:
        due = agorot(Fraction(price) * Fraction(money.voucher.share.value), money.rounding.value)
    if money.scholarship is not None and "scholarship" in money.programme_cost.value:
        due += min(price - due, money.scholarship.highest)
    return due


def _no_price(problem: Problem, money: Money) -> Iterator[Finding]:
    if money.programme_cost.value == ("incentive",) or (money.voucher is None and money.scholarship is None):
        return
    dear = set(problem.seats.filter(pl.col("cost").is_null())["opportunity_id"])
    courses = problem.opportunities.select("opportunity_id", "kind", "course_cost")
    for row, (opportunity_id, kind, price) in enumerate(courses.iter_rows(), start=2):
        if kind in _COURSES and price is None and opportunity_id in dear:
            yield Finding(
                problem.files.get("opportunities", "opportunities.csv"), "missing-cell",
                "a budget on programme_cost needs the price of the course", row, "course_cost",
                expected="an amount in NIS; 0 where the course costs nothing, or a cost in every one of its seats",
            )  # fmt: skip


def _no_money(name: str, programme: Programme) -> Finding:
    message = f"cannot be computed: programme {programme.name} says nothing of money"
    return Finding(
        "settings.toml", "no-money", message, column="cost", value=name, expected="a section [money] in the profile"
    )
