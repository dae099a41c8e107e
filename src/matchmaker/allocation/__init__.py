"""From scores and rules to a plan with its certificate."""

from matchmaker.allocation.allocate import allocate
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.policies import POLICIES
from matchmaker.allocation.result import OPTIMALITY_TOLERANCE, Result, Status
from matchmaker.allocation.solution import Solution

__all__ = [
    "OPTIMALITY_TOLERANCE",
    "POLICIES",
    "UNBOUNDED",
    "Formulation",
    "Result",
    "Rows",
    "Solution",
    "Status",
    "allocate",
    "formulate",
]
