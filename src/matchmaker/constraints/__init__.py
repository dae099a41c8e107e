"""One rule per file, each with rows for the solver and an independent check of the plan."""

from matchmaker.constraints.constraint import Columns, Constraint, PlanRule, PlanView, RuleRows, Violation

__all__ = ["Columns", "Constraint", "PlanRule", "PlanView", "RuleRows", "Violation"]
