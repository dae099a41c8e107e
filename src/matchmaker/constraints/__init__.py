"""One rule per file, each with rows for the solver and an independent check of the plan."""

from matchmaker.constraints.budget import Budget
from matchmaker.constraints.cohort_size import CohortSize
from matchmaker.constraints.commute_limit import CommuteLimit
from matchmaker.constraints.constraint import Columns, Constraint, PlanRule, PlanView, RuleRows, Violation
from matchmaker.constraints.eligibility import Eligibility
from matchmaker.constraints.employer_capacity import EmployerCapacity
from matchmaker.constraints.employer_disqualified import EmployerDisqualified
from matchmaker.constraints.employer_maximum import EmployerMaximum
from matchmaker.constraints.group import Group
from matchmaker.constraints.group_quota import GroupQuota
from matchmaker.constraints.one_place_each import OnePlaceEach
from matchmaker.constraints.opportunity_requirements import OpportunityRequirements
from matchmaker.constraints.own_commute_limit import OwnCommuteLimit
from matchmaker.constraints.parse_constraints import constraint_warnings, parse_constraints
from matchmaker.constraints.pin import Pin
from matchmaker.constraints.pin_clashes import pin_clashes
from matchmaker.constraints.plan_view import plan_view
from matchmaker.constraints.registry import ALWAYS_ON, CONSTRAINTS
from matchmaker.constraints.rule_sorts import pair_rules, plan_rules
from matchmaker.constraints.scope import Scope
from matchmaker.constraints.seat_count import SeatCount
from matchmaker.constraints.shared_capacity import SharedCapacity
from matchmaker.constraints.verify_plan import verify_plan
from matchmaker.constraints.veto import Veto

__all__ = [
    "ALWAYS_ON",
    "CONSTRAINTS",
    "Budget",
    "CohortSize",
    "Columns",
    "CommuteLimit",
    "Constraint",
    "Eligibility",
    "EmployerCapacity",
    "EmployerDisqualified",
    "EmployerMaximum",
    "Group",
    "GroupQuota",
    "OnePlaceEach",
    "OpportunityRequirements",
    "OwnCommuteLimit",
    "Pin",
    "PlanRule",
    "PlanView",
    "RuleRows",
    "Scope",
    "SeatCount",
    "SharedCapacity",
    "Veto",
    "Violation",
    "constraint_warnings",
    "pair_rules",
    "parse_constraints",
    "pin_clashes",
    "plan_rules",
    "plan_view",
    "verify_plan",
]
