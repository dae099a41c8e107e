"""OutcomeRules: what counts as employment, quality employment and persistence, and what was planned."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.model.vocabulary import OpportunityKind
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

RoleFact = Literal[
    "required_training", "required_education", "matches_studies", "advances", "suits_abilities", "horizon"
]
"""Facts of a role in ``history`` that a definition may ask for."""

Indicator = Literal[
    "quality", "employed", "scope_increased", "training_participants", "active_participants", "training_programmes",
    "employers", "accompanying_bodies", "mentor_training_days",
]  # fmt: skip
"""What a target can be set for (000:3405-3456)."""

LocalityIndicator = Literal["jobs", "variety", "average_wage", "jobseekers", "unemployment_rate", "employers"]
"""What the quarterly control of a locality looks at (003:674, 846)."""

_Months = Annotated[int, Field(ge=1, le=600)]


class Position(Provenance):
    """The position has at least this size."""

    kind: Literal["position"]
    least_percent: Annotated[float, Field(gt=0, le=100)] = Field(description="Percent of a full post, inclusive")


class Role(Provenance):
    """At least one of the role's facts holds (or, with ``holds = false``, none of them does)."""

    kind: Literal["role"]
    any_of: tuple[RoleFact, ...] = Field(description="Columns of history")
    holds: bool = Field(True, description="Whether one must hold, or none may")

    @field_validator("any_of")
    @classmethod
    def _names_one(cls, facts: tuple[RoleFact, ...]) -> tuple[RoleFact, ...]:
        # a bound on the length would be told beside every misspelled name
        if not facts:
            raise ValueError("name at least one fact")
        return facts


class Duration(Provenance):
    """The position lasts: ``at_least`` or ``more_than`` a number of days or calendar months.

    ``within`` says whether it must be one job (one employer without a break) or employment anywhere.
    """

    kind: Literal["duration"]
    length: Annotated[int, Field(ge=1, le=3650)] = Field(description="How long")
    unit: Literal["days", "months"] = Field(description="Days, or calendar months")
    bound: Literal["at_least", "more_than"] = Field(description="Whether exactly that long is enough")
    within: Literal["job", "employment"] = Field(description="The same job, or any employment")


Part = Annotated[Position | Role | Duration, Field(discriminator="kind")]
Definition = tuple[Part, ...]
_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class ScopeIncrease(Duration):
    """The weekly hours grow by at least this much over those at the start, and the growth lasts (000:437)."""

    kind: Literal["duration"] = "duration"
    least_hours: Annotated[float, Field(gt=0, le=168)] = Field(description="Hours a week, inclusive")


class Target(Provenance):
    """What was planned for one indicator: over the whole programme, or in each calendar year or quarter."""

    indicator: Indicator
    plan: Annotated[int, Field(ge=1)] = Field(description="How many")
    each: Literal["programme", "year", "quarter"] = Field(description="Over which time")
    by: date | None = Field(None, description="Day by which it was to be reached")


class OutcomeRules(Section):
    """The ``[outcomes]`` of a profile. Definitions are lists of typed parts, all of which must hold.

    ``employment`` and ``quality`` hold every definition by name, ``employment_definition`` and ``quality_definition``
    say which one counts.
    """

    employment: dict[_Name, Definition]
    quality: dict[_Name, Definition]
    employment_definition: Sourced[str]
    quality_definition: Sourced[str]
    scope_increase: ScopeIncrease
    placement_kinds: Sourced[Annotated[tuple[OpportunityKind, ...], Field(min_length=1)]]
    without_spell: Sourced[Literal["not_placed", "cannot_say"]]
    gap_days: Sourced[Annotated[int, Field(ge=0, le=366)]]
    persistence_months: Sourced[Annotated[tuple[_Months, ...], Field(min_length=1)]]
    persistence_of: Sourced[Literal["each_placement", "first_placement"]]
    placement_bins: Sourced[Annotated[tuple[_Months, ...], Field(min_length=1)]]
    placement_month: Sourced[Literal["begun", "completed"]]
    tenure_months: Sourced[Annotated[tuple[_Months, ...], Field(min_length=1)]]
    age_limits: Sourced[Annotated[tuple[Annotated[int, Field(ge=1, le=120)], ...], Field(min_length=1)]]
    active_meetings: Sourced[Annotated[int, Field(ge=0, le=1000)]]
    confidence: Sourced[Annotated[float, Field(gt=0, lt=1)]]
    small_sample: Sourced[Annotated[int, Field(ge=0, le=1_000_000)]]
    locality_indicators: Sourced[tuple[LocalityIndicator, ...]]
    targets: tuple[Target, ...] = ()

    @field_validator("employment", "quality")
    @classmethod
    def _can_hold(cls, definitions: dict[str, tuple[Part, ...]]) -> dict[str, tuple[Part, ...]]:
        for name, parts in definitions.items():
            _check(name, parts)
        return definitions

    @field_validator("placement_kinds")
    @classmethod
    def _real_placements(cls, kinds: Sourced[tuple[OpportunityKind, ...]]) -> Sourced[tuple[OpportunityKind, ...]]:
        if "pre_employment" in kinds.value:
            raise ValueError("pre_employment is a stage before employment and never a placement (000:3776-3781)")
        return kinds

    @field_validator("persistence_months", "placement_bins", "tenure_months", "age_limits")
    @classmethod
    def _ascending(cls, numbers: Sourced[tuple[int, ...]]) -> Sourced[tuple[int, ...]]:
        if any(low >= high for low, high in pairwise(numbers.value)):
            raise ValueError("the numbers must ascend")
        return numbers

    @field_validator("targets")
    @classmethod
    def _one_each(cls, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        for (indicator, each), n in Counter((target.indicator, target.each) for target in targets).items():
            if n > 1:
                raise ValueError(f"{n} targets for {indicator} over each {each}; one is enough")
        return targets

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        for key, definitions in (("employment", self.employment), ("quality", self.quality)):
            name = getattr(self, f"{key}_definition").value
            if name not in definitions:
                raise ValueError(f"{key}_definition names '{name}', which is none of {', '.join(definitions)}")
        return self


def _check(name: str, parts: tuple[Part, ...]) -> None:
    """Refuse a definition that does not say how long, or that nothing can meet."""
    durations = [part for part in parts if isinstance(part, Duration)]
    if len(durations) != 1:
        raise ValueError(f"definition '{name}' has {len(durations)} durations; it needs exactly one")
    if sum(isinstance(part, Position) for part in parts) > 1:
        raise ValueError(f"definition '{name}' has more than one position; the higher one is enough")
    roles = [part for part in parts if isinstance(part, Role)]
    denied = {fact for role in roles if not role.holds for fact in role.any_of}
    for role in roles:
        if role.holds and set(role.any_of) <= denied:
            raise ValueError(f"definition '{name}' cannot be met: {' or '.join(role.any_of)} must hold and must not")
