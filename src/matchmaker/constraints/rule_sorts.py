"""The two sorts of rule: those that judge one pair at a time, and those that bind the plan as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from matchmaker.candidates import PairRule
from matchmaker.constraints.constraint import Constraint, PlanRule


def pair_rules(constraints: Iterable[Constraint]) -> tuple[PairRule, ...]:
    """Return the constraints that judge one pair at a time, in order."""
    return tuple(cast("PairRule", rule) for rule in constraints if hasattr(rule, "allowed"))


def plan_rules(constraints: Iterable[Constraint]) -> tuple[PlanRule, ...]:
    """Return the constraints that bind the plan as a whole, in order."""
    return tuple(rule for rule in constraints if isinstance(rule, PlanRule))
