"""The settings of a generated problem: a programme and one plan rule of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.generation.catalogue import GROUPS
from matchmaker.model import Opportunity, Settings

PROGRAMME = "ovdim_beyachad"

# No source gives any of these as numbers (DOMAIN sections 7 and 8): assumed, and settings.
COMMUTE_MINUTES = 60
WOMEN_SHARE = 0.3
INITIAL_MATURITY_SHARE = 0.25
BUDGET_SHARE = 0.64
HOURS_PER_PARTICIPANT = 8
MICRO_EMPLOYER_MAXIMUM = 2
BEDOUIN_SHARE_OF_PEOPLE = 0.1


def plan_rules(
    participants: pl.DataFrame, employers: pl.DataFrame, seats: pl.DataFrame, courses: Sequence[Opportunity]
) -> Settings:
    """Return the settings: limits that bind, scaled to the people and the places there are.

    Eight companion hours a participant stand for weekly, fortnightly and monthly meetings over three months
    (000:2411-2417).
    """
    into_training = {
        "kind": "group_quota",
        "group": {"maturity": "initial"},
        "scope": {"opportunity_id": [course.opportunity_id for course in courses]},
        "max_share": INITIAL_MATURITY_SHARE,
    }
    rules: list[dict[str, Any]] = [
        {"kind": "commute_limit", "minutes": COMMUTE_MINUTES},
        {
            "kind": "group_quota",
            "group": {"gender": "female"},
            "scope": "each_cohort",
            "min_share": WOMEN_SHARE,
        },
        *([into_training] if courses else []),
        {
            "kind": "group_quota",
            "group": {"population_group": GROUPS[1]},
            "scope": "plan",
            "min_count": int(BEDOUIN_SHARE_OF_PEOPLE * min(participants.height, _places(seats))),
        },
        {"kind": "budget", "cost": "cost", "max": _budget(seats)},
        {
            "kind": "shared_capacity",
            "owner": "companion_org_id",
            "capacity": "hours",
            "use_per_participant": HOURS_PER_PARTICIPANT,
        },
        {"kind": "shared_capacity", "owner": "training_body_id", "capacity": "rooms", "use_per_participant": 1},
    ]
    micro = employers.filter(pl.col("size") == "micro")["employer_id"].to_list()
    if micro:
        rules.append({"kind": "employer_maximum", "max": MICRO_EMPLOYER_MAXIMUM, "scope": {"employer_id": micro}})
    return Settings(programme=PROGRAMME, constraint=tuple(rules))


def _places(seats: pl.DataFrame) -> int:
    return int(seats["count"].sum())


def _budget(seats: pl.DataFrame) -> int:
    """A share of what all places would cost, in whole thousands of NIS."""
    total = sum((cost * count for cost, count in seats.select("cost", "count").iter_rows()), Decimal(0))
    return int(total * Decimal(str(BUDGET_SHARE)) / 1000) * 1000
