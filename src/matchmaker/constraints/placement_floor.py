"""PlacementFloor: a least share of a group's people who get a place."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.group import GroupField
from matchmaker.constraints.group_check import belongs
from matchmaker.constraints.group_rows import members
from matchmaker.constraints.row_block import row_block
from matchmaker.criteria import Exact
from matchmaker.errors import Finding
from matchmaker.model import Problem


class PlacementFloor(Constraint):
    """Of all people in ``group``, at least the share ``min_rate`` (0 to 1) is placed somewhere in the plan.

    Everybody in the group counts, also who has no candidate seat: leaving them out would make a floor easier by making
    the group's chances worse. The share is exact: 0.35 of 20 people are 7. A group of nobody keeps every floor.
    The number is a setting [assumed]: no source gives a rate (DOMAIN section 7). It binds over the whole plan, so it is no
    condition of an employer, also where the group is by a protected column.
    """

    kind: Literal["placement_floor"] = "placement_floor"
    code: ClassVar[str] = "placement_floor"
    group: Annotated[GroupField, Field(description="a table of participant columns and values")]
    min_rate: Annotated[
        Exact, Field(ge=0, le=1, description="the least share of the group's people placed, from 0 to 1")
    ]

    def describe(self) -> str:
        """Return the rule in words."""
        return f"group {self.group}: at least {(self.min_rate * 100).normalize():f} % of its people are placed"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong with the group in this problem."""
        return self.group.inspect(problem)

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row: the group's pairs."""
        inside = members(self.group, columns.problem)
        least = math.ceil(Fraction(self.min_rate) * int(inside.sum()))
        unit = np.where(inside[columns.pairs.participant], 0, -1)
        return row_block([self.describe()], unit, 1, lower=[least])

    def check(self, view: PlanView) -> list[Violation]:
        """Count who is in the group, and who of them has a place."""
        group = {name for name, row in view.participants.items() if belongs(row, self.group)}
        placed = group & {participant_id for participant_id, _ in view.assignments}
        if len(placed) >= self.min_rate * len(group):
            return []
        text = f"group {self.group}: {len(placed)} of {len(group)} people are placed"
        return [Violation(self.code, f"{text}, allowed is at least a share of {self.min_rate}")]
