"""group_rules: the rules that bind groups beside a plan of placements."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.constraints import (
    Audience,
    BesidePlacement,
    Budget,
    CohortSize,
    Constraint,
    GroupQuota,
    GroupsEach,
    KeepApart,
    Pin,
    PlacementsOnly,
    SeatCount,
    SharedCapacity,
    pair_rules,
)
from matchmaker.model import Plan
from matchmaker.programmes import Programme

_NOT_FOR_GROUPS = ("placements_only", "opportunity_requirements", "opening_conditions")


def group_rules(
    constraints: Sequence[Constraint], programme: Programme, plan: Plan, most_each: int
) -> list[Constraint]:
    """Return the rules for groups, given those of the placements.

    Pair rules stay (eligibility, commuting, vetoes), but for those about placements; of the plan's rules, those that
    count money or hours of an organisation over everything, quotas inside one cohort or opportunity, and people who must not
    meet in one. Employers'
    own limits are about people whom they take to work, so who is host to a workshop is not bound by them.
    """
    audiences = {each.code: each.audience for each in programme.responses if each.audience}
    own: list[Constraint] = [
        PlacementsOnly(among="groups"),
        Audience(audiences=audiences),
        BesidePlacement(placed=tuple(sorted(plan.seats))),
        GroupsEach(most=most_each),
        SeatCount(among="groups"),
        CohortSize(),
        Pin(among="groups"),
    ]
    kept = [rule for rule in constraints if pair_rules([rule]) and rule.code not in _NOT_FOR_GROUPS]
    shared = [rule for rule in constraints if isinstance(rule, Budget | SharedCapacity)]
    inside = [
        rule for rule in constraints if isinstance(rule, GroupQuota) and rule.scope.by in ("cohort", "opportunity")
    ]
    apart = [rule for rule in constraints if isinstance(rule, KeepApart) and rule.same in ("seat", "opportunity")]
    return [*own, *kept, *shared, *inside, *apart]
