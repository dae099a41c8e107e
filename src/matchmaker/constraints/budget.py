"""Budget: what placements cost stays within an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field

from matchmaker.constraints.amount_check import placed_amounts
from matchmaker.constraints.amount_column import AmountColumn, amount_column
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

    Amounts are exact decimals (0.1 x 3 is 0.3). ``cost`` is a number column of seats, of participants or of the given
    scores, known or one's own (`amount_column`), or one of `matchmaker.money.COST_COLUMNS`, which the programme computes. A
    seat without a cost is an error, not a free seat: whoever means "costs nothing" writes 0.
    """

    kind: Literal["budget"] = "budget"
    code: ClassVar[str] = "budget"
    cost: Annotated[
        str,
        Field(
            min_length=1,
            description="a column of seats, participants or scores with amounts in NIS, or incentive_due or programme_cost",
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
        column = self._column(problem)
        if isinstance(column, Finding):
            return [*findings, column]
        needs = f"the {self.describe()} needs the cost of every {'seat' if column.table == 'seats' else 'placement'}"
        wrong = column.inspect(problem, needs, "an amount in NIS; 0 where a placement costs nothing")
        if not wrong and column.table != "scores":  # those of the pairs are summed when there are pairs
            values, _ = numeric_column(problem, column.table, column.name)
            try:
                self._integers([value or Decimal(0) for value in values], problem)
            except SettingsError as error:
                return [*findings, *error.findings]
        return [*findings, *wrong]

    def _column(self, problem: Problem) -> AmountColumn | Finding:
        found = amount_column(problem, self.cost, "cost")
        if isinstance(found, Finding) and found.code == "unknown-column":
            if can_be_amount(problem, "seats", self.cost):  # a known column that nobody has filled in yet
                return AmountColumn("seats", self.cost)
            held = [column for column in problem.seats.columns if can_be_amount(problem, "seats", column)]
            hint = nearest(self.cost, dict.fromkeys((*held, *COST_COLUMNS)))
            return replace(found, hint=hint or found.hint)
        return found

    def _integers(self, costs: Sequence[Decimal], problem: Problem) -> tuple[npt.NDArray[np.int64], int]:
        return integers(costs, self.max, n=problem.n_participants, key="max")

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per unit of the scope."""
        units = units_of(self.scope, columns)
        column = self._column(columns.problem)
        if isinstance(column, Finding):
            raise SettingsError([column])
        amounts, of_pair = column.of_pairs(columns.problem, columns.pairs, "cost")
        costs, limit = self._integers(amounts, columns.problem)
        names = [f"{self.describe()} {name}" for name in units.names]
        unit = units.of_seat[columns.pairs.seat]
        return row_block(names, unit, np.append(costs, 0)[of_pair], upper=[limit] * len(names))

    def check(self, view: PlanView) -> list[Violation]:
        """Add up the costs of every unit."""
        amounts = placed_amounts(view, self.cost)
        found = []
        for unit, placed in placed_by_unit(self.scope, view).items():
            costs = [amounts[participant["participant_id"], seat["seat_id"]] for participant, seat in placed]
            spent = sum((cost or Decimal(0) for cost in costs), Decimal(0))
            if None in costs:
                found.append(Violation(self.code, f"'{unit}' has a placement whose cost is not known ({self.cost})"))
            if spent > self.max:
                found.append(Violation(self.code, f"'{unit}' spends {spent} NIS of {self.max} on column {self.cost}"))
        return found
