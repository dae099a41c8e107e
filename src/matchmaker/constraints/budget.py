"""Budget: what placements cost stays within an amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.exact import can_be_amount, integers, numeric_column
from matchmaker.constraints.row_block import row_block
from matchmaker.constraints.scope import Scope, ScopeField
from matchmaker.constraints.scope_check import placed_by_unit
from matchmaker.constraints.scope_rows import units_of
from matchmaker.constraints.suggestions import nearest
from matchmaker.criteria import Exact
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem
from matchmaker.model.fields import MAX_AMOUNT
from matchmaker.money import COST_COLUMNS


class Budget(Constraint):
    """The sum of column ``cost`` over placements is at most ``max`` NIS, in every unit of ``scope`` (DOMAIN section 7).

    Amounts are exact decimals (0.1 x 3 is 0.3). ``cost`` is a number column of seats, known or one's own, or one of
    `matchmaker.money.COST_COLUMNS`, which the programme computes. A seat
    without a cost is an error, not a free seat: whoever means "costs nothing" writes 0.
    """

    kind: Literal["budget"] = "budget"
    code: ClassVar[str] = "budget"
    cost: Annotated[
        str,
        Field(
            min_length=1, description="a column of seats that holds amounts in NIS, or incentive_due or programme_cost"
        ),
    ]
    max: Annotated[
        Exact, Field(ge=0, le=MAX_AMOUNT, decimal_places=2, description="the most that may be spent, in NIS")
    ]
    scope: ScopeField = Scope("plan")

    def describe(self) -> str:
        """Return the rule in words."""
        return f"budget of {self.max} NIS on column {self.cost}"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return a cost column that is not there, costs that are missing or no numbers, and sums too large to hold."""
        findings = self.scope.inspect(problem)
        if not can_be_amount(problem, "seats", self.cost):
            held = [column for column in problem.seats.columns if can_be_amount(problem, "seats", column)]
            known = list(dict.fromkeys((*held, *COST_COLUMNS)))
            message, hint = "is no number column of seats", nearest(self.cost, known)
            return [*findings, Finding("settings.toml", "unknown-column", message, None, "cost", self.cost, hint=hint)]
        values, unreadable = numeric_column(problem, "seats", self.cost)
        file = problem.files.get("seats", "seats.csv")
        bad = {finding.row for finding in unreadable}
        missing = [
            Finding(
                file, "missing-cell", f"the {self.describe()} needs the cost of every seat",
                row, self.cost, expected="an amount in NIS; 0 where a placement costs nothing",
            )
            for row, value in enumerate(values, start=2)
            if value is None and row not in bad
        ]  # fmt: skip
        if not (unreadable or missing):
            try:
                self._integers(problem)
            except SettingsError as error:
                return [*findings, *error.findings]
        return [*findings, *unreadable, *missing]

    def _integers(self, problem: Problem) -> tuple[npt.NDArray[np.int64], int]:
        costs, _ = numeric_column(problem, "seats", self.cost)
        return integers([cost or Decimal(0) for cost in costs], self.max, n=problem.n_participants, key="max")

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per unit of the scope."""
        units = units_of(self.scope, columns)
        costs, limit = self._integers(columns.problem)
        names = [f"{self.describe()} {name}" for name in units.names]
        seat = columns.pairs.seat
        return row_block(names, units.of_seat[seat], costs[seat], upper=[limit] * len(names))

    def check(self, view: PlanView) -> list[Violation]:
        """Add up the costs of every unit."""
        found = []
        for unit, placed in placed_by_unit(self.scope, view).items():
            spent = sum((Decimal(str(seat[self.cost] or 0)) for _, seat in placed), Decimal(0))
            if spent > self.max:
                found.append(Violation(self.code, f"'{unit}' spends {spent} NIS of {self.max} on column {self.cost}"))
        return found
