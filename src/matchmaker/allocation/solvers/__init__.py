"""Strategies that solve a formulation; none of them knows a word of the domain."""

from matchmaker.allocation.solvers.auto import fill_by_gain, solve
from matchmaker.allocation.solvers.clash import clashing_row_numbers, clashing_rows
from matchmaker.allocation.solvers.closing_rounds import closing_rounds
from matchmaker.allocation.solvers.flow import solve_flow
from matchmaker.allocation.solvers.insertion import Insertion
from matchmaker.allocation.solvers.mip import solve_mip
from matchmaker.allocation.solvers.prices import solve_prices
from matchmaker.allocation.solvers.progress import Progress, ProgressReport

__all__ = [
    "Insertion",
    "Progress",
    "ProgressReport",
    "clashing_row_numbers",
    "clashing_rows",
    "closing_rounds",
    "fill_by_gain",
    "solve",
    "solve_flow",
    "solve_mip",
    "solve_prices",
]
