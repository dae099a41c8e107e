"""EligibilityRules: who may take part, who almost may and who decides it, and where everybody else is referred to."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.criteria import Criterion
from matchmaker.model import Problem
from matchmaker.model.fields import Item
from matchmaker.programmes.entry_criterion import EntryCriterion
from matchmaker.programmes.impossible import impossible, of_participants
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

EligibilityStatus = Literal["eligible", "near_miss", "not_eligible", "cannot_say"]
"""``near_miss`` (almost meets the criteria, or special circumstances) waits for a named person (002:303-306)."""

# Named here and not where they are used, so that a section can be pickled.
_Text = Sourced[Annotated[str, Field(pattern=r"\S")]]
_Number = Sourced[Annotated[int, Field(ge=1, le=100)]]
_Flag = Sourced[bool]


class Referral(Provenance):
    """A response in the community (002:304, 335): for those who are not eligible, or for those who meet ``when``.

    With ``when`` it is offered whatever the person's status is, and shuts nobody out.
    """

    name: Item = Field(description="What it is called; its Hebrew stands in labels")
    when: Criterion | None = Field(None, description="For whom; not said = those who are not eligible")

    @field_validator("when")
    @classmethod
    def _reads_columns(cls, when: Criterion | None) -> Criterion | None:
        for finding in () if when is None else when.inspect(Problem.from_frames({}), "when"):
            raise ValueError(f"{finding.column}: {finding.value} {finding.message}")
        return when


class EligibilityRules(Section):
    """Who may take part: whoever meets every one of ``criteria``.

    A near-miss fails only criteria that it almost meets, or at most ``may_miss`` of those that may be missed; with
    ``special_circumstances`` an approval may also go to whoever fails by more (002:306, 311). It takes part once the
    ``approver`` has approved, in ``decisions``. ``next_steps`` says what follows from each status.
    """

    criteria: tuple[EntryCriterion, ...] = Field(description="What must be met, all of it")
    approver: _Text | None = Field(None, description="Role of the person who decides on a near-miss")
    may_miss: _Number | None = Field(
        None, description="How many of the criteria that may be missed a near-miss may miss"
    )
    special_circumstances: _Flag | None = Field(None, description="Whether an approval may go beyond almost")
    next_steps: dict[EligibilityStatus, _Text] = Field(default_factory=dict, description="What follows")
    referrals: tuple[Referral, ...] = Field((), description="Responses in the community, in order")

    @property
    def takes_special_circumstances(self) -> bool:
        """Whether an approval may go to somebody who does not almost meet the criteria."""
        return self.special_circumstances is not None and self.special_circumstances.value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.criteria:
            raise ValueError("there is no criterion; a programme for everybody has no such section")
        twice = [name for name, n in Counter(item.name for item in self.criteria).items() if n > 1]
        if twice:
            raise ValueError(f"two criteria are called '{twice[0]}'")
        missable = sum(item.is_missable for item in self.criteria)
        if (self.may_miss is None) != (missable == 0):
            raise ValueError("may_miss and the criteria with may_be_missed = true need each other")
        if self.may_miss is not None and self.may_miss.value > missable:
            raise ValueError(f"may_miss is {self.may_miss.value}, and only {missable} criteria may be missed")
        approves = missable or self.takes_special_circumstances or any(item.near for item in self.criteria)
        if approves and self.approver is None:
            raise ValueError("somebody may almost meet the criteria, and no approver is named to decide it")
        if self.approver is not None and not approves:
            raise ValueError("an approver is named, and nothing says what may be approved")
        found = impossible({item.name: item.test for item in self.criteria}, of_participants)
        if found is not None:
            raise ValueError(found)
        return self
