"""One rule per file, each with rows for the solver and an independent check of the plan."""

from matchmaker.constraints.audience import Audience
from matchmaker.constraints.beside_placement import BesidePlacement
from matchmaker.constraints.budget import Budget
from matchmaker.constraints.cohort_size import CohortSize
from matchmaker.constraints.commute_limit import CommuteLimit
from matchmaker.constraints.companion_columns import CompanionColumns, companion_columns
from matchmaker.constraints.companion_hours import CompanionHours
from matchmaker.constraints.constraint import Columns, Constraint, PlanRule, PlanView, RuleRows, Violation
from matchmaker.constraints.eligibility import Eligibility
from matchmaker.constraints.employer_capacity import EmployerCapacity
from matchmaker.constraints.employer_disqualified import EmployerDisqualified
from matchmaker.constraints.employer_maximum import EmployerMaximum
from matchmaker.constraints.entry_constraint import EntryConstraint
from matchmaker.constraints.group import Group
from matchmaker.constraints.group_quota import GroupQuota
from matchmaker.constraints.groups_each import GroupsEach
from matchmaker.constraints.keep_apart import KeepApart
from matchmaker.constraints.keep_together import KeepTogether
from matchmaker.constraints.one_place_each import OnePlaceEach
from matchmaker.constraints.opening_conditions import OpeningConditions
from matchmaker.constraints.opportunity_requirements import OpportunityRequirements
from matchmaker.constraints.own_commute_limit import OwnCommuteLimit
from matchmaker.constraints.parse_constraints import constraint_warnings, parse_constraints
from matchmaker.constraints.pin import Pin
from matchmaker.constraints.pin_clashes import pin_clashes
from matchmaker.constraints.placement_floor import PlacementFloor
from matchmaker.constraints.placements_only import PlacementsOnly
from matchmaker.constraints.plan_view import plan_view
from matchmaker.constraints.prerequisites import Prerequisites
from matchmaker.constraints.programme_eligibility import ProgrammeEligibility
from matchmaker.constraints.registry import ALWAYS_ON, CONSTRAINTS
from matchmaker.constraints.rule_sorts import pair_rules, plan_rules
from matchmaker.constraints.scope import Scope
from matchmaker.constraints.score_floor import ScoreFloor
from matchmaker.constraints.seat_count import SeatCount
from matchmaker.constraints.shared_capacity import SharedCapacity
from matchmaker.constraints.training_findings import training_findings
from matchmaker.constraints.verify_plan import verify_plan
from matchmaker.constraints.veto import Veto

__all__ = [
    "ALWAYS_ON",
    "CONSTRAINTS",
    "Audience",
    "BesidePlacement",
    "Budget",
    "CohortSize",
    "Columns",
    "CommuteLimit",
    "CompanionColumns",
    "CompanionHours",
    "Constraint",
    "Eligibility",
    "EmployerCapacity",
    "EmployerDisqualified",
    "EmployerMaximum",
    "EntryConstraint",
    "Group",
    "GroupQuota",
    "GroupsEach",
    "KeepApart",
    "KeepTogether",
    "OnePlaceEach",
    "OpeningConditions",
    "OpportunityRequirements",
    "OwnCommuteLimit",
    "Pin",
    "PlacementFloor",
    "PlacementsOnly",
    "PlanRule",
    "PlanView",
    "Prerequisites",
    "ProgrammeEligibility",
    "RuleRows",
    "Scope",
    "ScoreFloor",
    "SeatCount",
    "SharedCapacity",
    "Veto",
    "Violation",
    "companion_columns",
    "constraint_warnings",
    "pair_rules",
    "parse_constraints",
    "pin_clashes",
    "plan_rules",
    "plan_view",
    "training_findings",
    "verify_plan",
]
