"""Eligibility: criteria of the settings, which nobody may provably fail."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from matchmaker.constraints.entry_constraint import EntryConstraint
from matchmaker.criteria import AS_TUPLE, Criterion, no_entry_criterion
from matchmaker.screening import EntryRule


class Eligibility(EntryConstraint):
    """A participant who provably fails one of ``criteria`` is not placed; an approval does not change that.

    It replaces the criteria of the programme (`ProgrammeEligibility`). Motivation is no criterion (002:329).
    """

    kind: Literal["eligibility"] = "eligibility"
    criteria: Annotated[tuple[Criterion, ...], AS_TUPLE, Field(min_length=1, description="a list of criteria")]

    @field_validator("criteria")
    @classmethod
    def _may_decide(cls, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        for at, criterion in enumerate(criteria):
            refused = no_entry_criterion(criterion, f"criteria[{at}]")
            if refused is not None:
                key, why = refused
                details = {"key": key, "value": None, "expected": "what may decide who takes part"}
                raise PydanticCustomError("no-criterion", "{why}", {**details, "why": why})
        return criteria

    @property
    def rule(self) -> EntryRule:
        """The criteria."""
        return EntryRule.of_criteria(self.criteria)

    @property
    def criteria_paths(self) -> tuple[str, ...]:
        """Where each criterion stands inside the rule."""
        return tuple(f"criteria[{at}]" for at in range(len(self.criteria)))
