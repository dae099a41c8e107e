"""From scores and rules to a plan with its certificate."""

from matchmaker.allocation.allocate import allocate
from matchmaker.allocation.exact_scores import exact_scores
from matchmaker.allocation.formulate import formulate
from matchmaker.allocation.formulation import UNBOUNDED, Formulation, Rows
from matchmaker.allocation.policies import POLICIES
from matchmaker.allocation.previous import Previous
from matchmaker.allocation.result import OPTIMALITY_TOLERANCE, Result, Status
from matchmaker.allocation.search_progress import SearchProgress
from matchmaker.allocation.solution import Solution

__all__ = [
    "OPTIMALITY_TOLERANCE",
    "POLICIES",
    "UNBOUNDED",
    "Formulation",
    "Previous",
    "Result",
    "Rows",
    "SearchProgress",
    "Solution",
    "Status",
    "allocate",
    "exact_scores",
    "formulate",
]
