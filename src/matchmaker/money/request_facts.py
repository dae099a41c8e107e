"""request_facts: what the conditions of a scholarship, voucher or assessment read of one request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from matchmaker.money.check import Facts
from matchmaker.programmes.money import Money
from matchmaker.programmes.money_facts import REQUEST_FACTS

_AS_THEY_STAND = tuple(
    name for name, fact in REQUEST_FACTS.items() if fact.columns == (f"requests.{name}",)
)  # the other facts are made from several columns, or stand in another table


def request_facts(request: Mapping[str, Any], participant: Mapping[str, Any], money: Money) -> Facts:
    """Return the facts of a request. What is not in `REQUEST_FACTS` is not read, so it cannot decide."""
    cost, amount, other = request["course_cost"], request["amount"], request["other_funding"]
    begun, asked, wage = request["course_start"], request["requested_on"], request["starting_wage"]
    minimum = None if asked is None else money.minimum_wage_on(asked)
    meetings = participant["meetings_held"]
    values: dict[str, bool | Decimal | str | None] = {name: request[name] for name in _AS_THEY_STAND}
    values |= {
        "meetings_held": None if meetings is None else Decimal(meetings),
        "cost_above_amount": None if cost is None or amount is None else cost - amount,
        "other_funding_share": _share(other, cost),
        "days_after_course_start": _days(begun, asked),
        "starting_wage_over_minimum": None if wage is None or minimum is None else wage / minimum,
    }
    missing = {
        name: tuple(column for column in fact.columns if _is_missing(column, request, participant))
        for name, fact in REQUEST_FACTS.items()
    }
    if wage is not None and asked is not None and minimum is None:
        missing["starting_wage_over_minimum"] = ("money.minimum_wage of the profile",)
    if not missing["other_funding_share"]:  # a course that costs nothing has no share
        missing["other_funding_share"] = ("requests.course_cost",)
    return Facts(values, missing)


def _share(other: Decimal | None, cost: Decimal | None) -> Decimal | None:
    # 28 digits tell any two shares of amounts below 10^10 NIS apart from any limit of nine decimals.
    return None if other is None or not cost else other / cost


def _days(begun: date | None, asked: date | None) -> Decimal | None:
    return None if begun is None or asked is None else Decimal((asked - begun).days)


def _is_missing(column: str, request: Mapping[str, Any], participant: Mapping[str, Any]) -> bool:
    table, _, name = column.partition(".")
    return (request if table == "requests" else participant)[name] is None
