"""EmployerMaximum: a limit on the people any one employer takes."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.row_block import row_block
from matchmaker.constraints.scope import Scope, ScopeField
from matchmaker.constraints.scope_rows import units_of
from matchmaker.errors import Finding
from matchmaker.model import Problem


class EmployerMaximum(Constraint):
    """At most ``max`` people over all seats of each employer (DOMAIN section 7; the number is a setting [assumed]).

    ``scope`` is ``"each_employer"`` or ``{ employer_id = [...] }``, each of the employers named. It binds beside an
    employer's own ``max_placements``.
    """

    kind: Literal["employer_maximum"] = "employer_maximum"
    code: ClassVar[str] = "employer_maximum"
    max: Annotated[int, Field(ge=0, le=1_000_000, description="the most people an employer takes")]
    scope: ScopeField = Scope("employer")

    @field_validator("scope")
    @classmethod
    def _by_employer(cls, scope: Scope) -> Scope:
        if scope.by != "employer":
            expected = {"expected": '"each_employer" or a table with employer_id'}
            raise PydanticCustomError("unknown-value", "does not name employers", expected)
        return scope

    def describe(self) -> str:
        """Return the rule in words."""
        who = "every employer" if self.scope.ids is None else "each of the employers " + ", ".join(self.scope.ids)
        return f"{who} takes at most {self.max} people"

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return employers that do not exist."""
        return self.scope.inspect(problem)

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per employer."""
        units = units_of(self.scope, columns)
        names = [f"at most {self.max} people {name}" for name in units.names]
        return row_block(names, units.of_seat[columns.pairs.seat], 1, upper=[self.max] * len(names))

    def check(self, view: PlanView) -> list[Violation]:
        """Count the people of every employer."""
        taken = Counter(seat["employer_id"] for _, seat in view.placed())
        return [
            Violation(self.code, f"employer '{employer_id}' has {n} people for at most {self.max}")
            for employer_id, n in taken.items()
            if n > self.max and (self.scope.ids is None or employer_id in self.scope.ids)
        ]
