"""What a plan is to be best at: one objective per file, in order, each held for those that follow."""

from matchmaker.allocation.objectives.facts import Facts
from matchmaker.allocation.objectives.in_order import Floor, InOrder, in_order
from matchmaker.allocation.objectives.level import Level, exact_text
from matchmaker.allocation.objectives.measure_levels import broken_levels, measure_levels
from matchmaker.allocation.objectives.objective import Finished, Measured, Objective
from matchmaker.allocation.objectives.parse_objectives import (
    Written,
    objective_warnings,
    parse_objectives,
    written_objective,
)
from matchmaker.allocation.objectives.registry import OBJECTIVES
from matchmaker.allocation.objectives.seek import Seek

__all__ = [
    "OBJECTIVES",
    "Facts",
    "Finished",
    "Floor",
    "InOrder",
    "Level",
    "Measured",
    "Objective",
    "Seek",
    "Written",
    "broken_levels",
    "exact_text",
    "in_order",
    "measure_levels",
    "objective_warnings",
    "parse_objectives",
    "written_objective",
]
