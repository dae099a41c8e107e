"""SharedCapacity: a training body or an accompanying organisation serves only so many over all of its cohorts."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

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
    """``use_per_participant`` x (people in an organisation's opportunities) <= its ``capacity`` (DOMAIN sections 1, 7).

    ``owner`` is the column of opportunities that names the organisation, ``capacity`` a number column of
    organisations (``hours``, ``rooms`` or a column of one's own), in the unit of ``use_per_participant`` (assumed: no
    source gives a use). Where the plan chooses the accompanying organisation, the one chosen serves. An organisation
    whose capacity is not known has no limit here, which is reported as a warning.
    """

    kind: Literal["shared_capacity"] = "shared_capacity"
    code: ClassVar[str] = "shared_capacity"
    owner: Annotated[Owner, Field(description="training_body_id or companion_org_id")]
    capacity: Annotated[str, Field(min_length=1, description="a number column of organisations")]
    use_per_participant: Annotated[Exact, Field(gt=0, le=1_000_000)] = Decimal(1)

    def describe(self) -> str:
        """Return the rule in words."""
        return f"each {self.owner} serves at most its {self.capacity}, at {self.use_per_participant} per participant"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return a capacity column that is not there or holds no numbers, and organisations without a capacity."""
        if not can_be_amount(problem, "organisations", self.capacity):
            known = [c for c in problem.organisations.columns if can_be_amount(problem, "organisations", c)]
            hint = nearest(self.capacity, known)
            message = "is no number column of organisations"
            return [Finding("settings.toml", "unknown-column", message, None, "capacity", self.capacity, None, hint)]
        values, findings = numeric_column(problem, "organisations", self.capacity)
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

    def _limits(self, problem: Problem) -> tuple[int, list[int | None]]:
        values, _ = numeric_column(problem, "organisations", self.capacity)
        known = [value for value in values if value is not None]
        n = max(problem.n_participants, 1)
        whole, use = integers([*known, self.use_per_participant * n], self.use_per_participant, n=1, key="capacity")
        given = iter(whole.tolist())
        return use, [None if value is None else next(given) for value in values]

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per organisation whose capacity is known."""
        problem = columns.problem
        use, limits = self._limits(problem)
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
        if self.owner == "companion_org_id":
            choices = companion_columns(columns)
            row = number[choices.organisation][choices.digit_choice]
            counts = row >= 0
            terms = (row[counts], choices.digit[counts], use * choices.digit_value[counts])
        return row_block(names, number[owner][columns.pairs.seat], use, upper=upper, opening=terms)

    def check(self, view: PlanView) -> list[Violation]:
        """Sum up the use of every organisation."""
        people = Counter(self._owner_of(seat["opportunity_id"], view) for _, seat in view.placed())
        found = []
        for organisation_id, organisation in view.organisations.items():
            capacity = organisation[self.capacity]
            used = people[organisation_id] * self.use_per_participant
            if capacity is not None and used > Decimal(str(capacity)):
                text = f"{self.owner} '{organisation_id}' would use {used} of {capacity} {self.capacity}"
                found.append(Violation(self.code, text))
        return found

    def _owner_of(self, opportunity_id: str, view: PlanView) -> str | None:
        if self.owner == "companion_org_id":
            return view.companion_of(opportunity_id)
        owner: str | None = view.opportunities[opportunity_id][self.owner]
        return owner
