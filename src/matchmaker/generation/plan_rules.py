"""The settings of a generated problem: a programme and its world's plan rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.generation.worlds import World
from matchmaker.model import Opportunity, Settings

_FEW = 3


def plan_rules(
    world: World,
    programme: str,
    *,
    participants: pl.DataFrame,
    employers: pl.DataFrame,
    seats: pl.DataFrame,
    courses: Sequence[Opportunity],
    decisions: pl.DataFrame,
) -> Settings:
    """Return the settings: limits that bind, scaled to the people and the places there are, and to what is pinned."""
    facts = world.rules
    rules: list[dict[str, Any]] = [{"kind": "commute_limit", "minutes": facts.commute_minutes}]
    rules += _quotas(world, participants, seats, courses)
    if facts.budget_share is not None:
        rules.append({"kind": "budget", "cost": "cost", "max": _budget(seats, facts.budget_share, decisions)})
    if facts.hours_per_participant is not None:
        rules.append(
            {
                "kind": "shared_capacity",
                "owner": "companion_org_id",
                "capacity": "hours",
                "use_per_participant": facts.hours_per_participant,
            }
        )
    rules.append(
        {"kind": "shared_capacity", "owner": "training_body_id", "capacity": "rooms", "use_per_participant": 1}
    )
    micro = employers.filter(pl.col("size") == "micro")["employer_id"].to_list()
    if micro and facts.micro_employer_maximum is not None:
        scope = {"employer_id": micro}
        rules.append({"kind": "employer_maximum", "max": facts.micro_employer_maximum, "scope": scope})
    return Settings(programme=programme, constraint=tuple(rules))


def _quotas(
    world: World, participants: pl.DataFrame, seats: pl.DataFrame, courses: Sequence[Opportunity]
) -> list[dict[str, Any]]:
    facts, rules = world.rules, []
    if facts.women_share is not None:
        rules.append(_quota({"gender": "female"}, "each_cohort", "min_share", facts.women_share))
    if facts.initial_share is not None and courses:
        scope = {"opportunity_id": [course.opportunity_id for course in courses]}
        rules.append(_quota({"maturity": "initial"}, scope, "max_share", facts.initial_share))
    if facts.group is not None:
        members = int((participants["population_group"] == facts.group).sum())
        # About half of them have a place within reach. So a few ask for no floor, and many can meet it. [assumed]
        reachable = max(members - _FEW, 0) // 3
        least = min(int(facts.group_share * min(participants.height, _places(seats))), reachable)
        if least:
            rules.append(_quota({"population_group": facts.group}, "plan", "min_count", least))
    return rules


def _quota(group: dict[str, str], scope: object, bound: str, value: float) -> dict[str, Any]:
    return {"kind": "group_quota", "group": group, "scope": scope, bound: value}


def _places(seats: pl.DataFrame) -> int:
    return int(seats["count"].sum())


def _budget(seats: pl.DataFrame, share: float, decisions: pl.DataFrame) -> int:
    """A share of what all places would cost, in whole thousands of NIS, and no less than what is pinned costs."""
    total = sum((cost * count for cost, count in seats.select("cost", "count").iter_rows()), Decimal(0))
    cost_of = dict(seats.select("seat_id", "cost").iter_rows())
    pinned = sum((cost_of[each] for each in decisions.filter(decision="pin")["seat_id"]), Decimal(0))
    return max(int(total * Decimal(str(share)) / 1000), -int(-pinned // 1000)) * 1000
