"""SharedCapacity: a training body or an accompanying organisation serves only so many over all of its cohorts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.amount_check import placed_amounts
from matchmaker.constraints.amount_column import amount_column
from matchmaker.constraints.companion_columns import companion_columns
from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.exact import can_be_amount, integers, numeric_column
from matchmaker.constraints.row_block import row_block, select
from matchmaker.constraints.seat_index import rows_of, seat_opportunity
from matchmaker.constraints.suggestions import nearest
from matchmaker.criteria import Exact
from matchmaker.errors import Finding, SettingsError
from matchmaker.model import Problem

Owner = Literal["training_body_id", "companion_org_id"]


class SharedCapacity(Constraint):
    """What the people in an organisation's opportunities use is at most its ``capacity`` (DOMAIN sections 1, 7).

    ``owner`` is the column of opportunities that names the organisation, ``capacity`` a number column of
    organisations (``hours``, ``rooms`` or a column of one's own). Each person uses ``use_per_participant`` (1 where nothing
    is said; assumed: no source gives a use) in the same unit, or each pair what column ``use`` of participants, of seats or of
    the given scores says (`amount_column`). Where the plan chooses the accompanying organisation, the one chosen serves,
    and a column cannot be used. An organisation whose capacity is not known has no limit here, which is reported as a warning.
    """

    kind: Literal["shared_capacity"] = "shared_capacity"
    code: ClassVar[str] = "shared_capacity"
    owner: Annotated[Owner, Field(description="training_body_id or companion_org_id")]
    capacity: Annotated[str, Field(min_length=1, description="a number column of organisations")]
    use_per_participant: Annotated[Exact, Field(gt=0, le=1_000_000)] | None = None
    use: Annotated[str, Field(min_length=1, description="a number column of participants, seats or scores")] | None = (
        None
    )

    @model_validator(mode="after")
    def _one_use(self) -> Self:
        if self.use is not None and self.use_per_participant is not None:
            expected = {"expected": "use (a column) or use_per_participant (a number)", "key": "use", "value": self.use}
            raise PydanticCustomError("conflicting-keys", "stands beside use_per_participant", expected)
        return self

    @property
    def use_each(self) -> Decimal:
        """What one person uses, where no column says it."""
        return Decimal(1) if self.use_per_participant is None else self.use_per_participant

    def describe(self) -> str:
        """Return the rule in words."""
        each = f"{self.use_each} per participant" if self.use is None else f"what column {self.use} says per placement"
        return f"each {self.owner} serves at most its {self.capacity}, at {each}"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return a capacity column that is not there or holds no numbers, and organisations without a capacity."""
        if not can_be_amount(problem, "organisations", self.capacity):
            known = [c for c in problem.organisations.columns if can_be_amount(problem, "organisations", c)]
            hint = nearest(self.capacity, known)
            message = "is no number column of organisations"
            return [Finding("settings.toml", "unknown-column", message, None, "capacity", self.capacity, None, hint)]
        values, findings = numeric_column(problem, "organisations", self.capacity)
        findings += self._inspect_use(problem)
        if findings:
            return findings
        owners = set(problem.opportunities[self.owner].drop_nulls().to_list())
        ids = problem.organisations["organisation_id"].to_list()
        unknown = [i for i, value in zip(ids, values, strict=True) if value is None and i in owners]
        try:
            self._limits(problem)
        except SettingsError as error:
            return list(error.findings)
        message = f"no {self.capacity} is known for {len(unknown)} organisations, so they have no limit"
        value = ", ".join(unknown)
        warning = Finding("settings.toml", "missing-cell", message, None, "capacity", value, severity="warning")
        return [warning] if unknown else []

    def _inspect_use(self, problem: Problem) -> list[Finding]:
        if self.use is None:
            return []
        column = amount_column(problem, self.use, "use")
        if isinstance(column, Finding):
            return [column]
        of = problem.opportunities
        choosing = (of["min_size"] > 0) & of["companion_org_id"].is_null() & of["companion_candidates"].is_not_null()
        if self.owner == "companion_org_id" and choosing.any():
            message, expected = "cannot be counted where the plan chooses who accompanies", "use_per_participant"
            hint = "or name a companion_org_id for every opportunity with companion_candidates"
            return [Finding("settings.toml", "conflicting-keys", message, None, "use", self.use, expected, hint)]
        message = f"the rule that {self.describe()} needs the use of every placement"
        return column.inspect(problem, message, f"a number, in the unit of {self.capacity}")

    def _limits(self, problem: Problem, uses: Sequence[Decimal] = ()) -> tuple[list[int], list[int | None]]:
        """Return what is used (``uses``, else by each person) and the limits, as integers on one scale."""
        values, _ = numeric_column(problem, "organisations", self.capacity)
        known = [value for value in values if value is not None]
        used = list(uses) or [self.use_each]
        most = max(used) * max(problem.n_participants, 1)
        whole, _ = integers([*known, *used, most], Decimal(0), n=1, key="capacity")
        given = iter(whole[: len(known)].tolist())
        own: list[int] = whole[len(known) : -1].tolist()
        return own, [None if value is None else next(given) for value in values]

    def _used(self, columns: Columns) -> tuple[list[Decimal], npt.NDArray[np.int64]]:
        """Return amounts and which of them each pair uses, (n_pairs,)."""
        if self.use is None:
            return [self.use_each], np.zeros(columns.pairs.n_pairs, np.int64)
        column = amount_column(columns.problem, self.use, "use")
        if isinstance(column, Finding):
            raise SettingsError([column])
        return column.of_pairs(columns.problem, columns.pairs, "use")

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per organisation whose capacity is known."""
        problem = columns.problem
        amounts, of_pair = self._used(columns)
        uses, limits = self._limits(problem, amounts)
        ids = problem.organisations["organisation_id"]
        known = np.array([limit is not None for limit in limits], bool)
        owner = np.append(rows_of(problem.opportunities[self.owner], ids), -1)[seat_opportunity(problem)]
        names = [
            f"{self.owner} '{i}' has {value} {self.capacity}"
            for i, value in zip(ids, problem.organisations[self.capacity], strict=True)
            if value is not None
        ]
        upper = [limit for limit in limits if limit is not None]
        number = select(known)
        terms = None
        if self.owner == "companion_org_id" and self.use is None:
            choices = companion_columns(columns)
            row = number[choices.organisation][choices.digit_choice]
            counts = row >= 0
            terms = (row[counts], choices.digit[counts], uses[0] * choices.digit_value[counts])
        value = uses[0] if self.use is None else np.append(np.array(uses, np.int64), 0)[of_pair]
        return row_block(names, number[owner][columns.pairs.seat], value, upper=upper, opening=terms)

    def check(self, view: PlanView) -> list[Violation]:
        """Sum up the use of every organisation."""
        amounts = {} if self.use is None else placed_amounts(view, self.use)
        used = dict.fromkeys(view.organisations, Decimal(0))
        found = []
        for participant, seat in view.placed():
            owner = self._owner_of(seat["opportunity_id"], view)
            if owner not in used or view.organisations[owner][self.capacity] is None:
                continue
            pair = (participant["participant_id"], seat["seat_id"])
            amount = self.use_each if self.use is None else amounts[pair]
            if amount is None:
                found.append(Violation(self.code, f"what '{pair[0]}' uses in '{pair[1]}' is not known ({self.use})"))
            used[owner] += amount or 0
        for organisation_id, organisation in view.organisations.items():
            capacity = organisation[self.capacity]
            if capacity is not None and used[organisation_id] > Decimal(str(capacity)):
                text = f"would use {used[organisation_id]} of {capacity} {self.capacity}"
                found.append(Violation(self.code, f"{self.owner} '{organisation_id}' {text}"))
        return found

    def _owner_of(self, opportunity_id: str, view: PlanView) -> str | None:
        if self.owner == "companion_org_id":
            return view.companion_of(opportunity_id)
        owner: str | None = view.opportunities[opportunity_id][self.owner]
        return owner
