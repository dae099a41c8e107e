"""group_violations: what is wrong with people in groups beside a plan."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.constraints import Constraint, Violation, pair_rules, plan_rules, verify_plan
from matchmaker.model import Plan, Problem
from matchmaker.travel import Commutes


def group_violations(
    problem: Problem,
    plan: Plan,
    constraints: Sequence[Constraint],
    commutes: Commutes,
    lines: Sequence[tuple[str, str]],
) -> list[Violation]:
    """Return every violation by (participant id, seat id) ``lines`` in groups, each once; none means that they hold.

    ``plan`` holds the placements, and as opened their cohorts and the groups. Rules about pairs are asked about the
    groups alone, rules about the whole about groups and placements together.
    """
    of_pairs = [rule for rule in constraints if pair_rules([rule])]
    of_plans = [rule for rule in constraints if plan_rules([rule])]
    found = verify_plan(problem, plan, of_pairs, commutes, assignments=lines)
    found += verify_plan(problem, plan, of_plans, commutes, assignments=(*lines, *plan.seats.items()))
    return list(dict.fromkeys(found))
