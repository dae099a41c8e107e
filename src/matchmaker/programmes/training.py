"""TrainingRules: how trainings, practical placements and groups are run, as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from matchmaker.criteria import AS_TUPLE, Exact
from matchmaker.model.vocabulary import EmployerSize, OpportunityKind
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Sourced

Kinds = Annotated[tuple[OpportunityKind, ...], AS_TUPLE]
Condition = Literal["quality_field", "employer_demand", "participants_interest"]
Weeks = Annotated[Exact, Field(ge=0, le=520)]
SmallCount = Annotated[int, Field(ge=0, le=1000)]
ShareValue = Annotated[Exact, Field(ge=0, le=1)]


class Opening(Section):
    """When a training opens: which conditions close it where they are known to fail, and how long it should be."""

    kinds: Sourced[Kinds]
    closes: Sourced[Annotated[tuple[Condition, ...], AS_TUPLE]]
    preferred_weeks: Sourced[Weeks]
    least_alike: Sourced[Annotated[Exact, Field(gt=0, le=1)]]


class Absorption(Section):
    """How many people each of several employers of one training takes at most."""

    kinds: Sourced[Kinds]
    most_each: Sourced[Annotated[int, Field(ge=1, le=1_000_000)]]


class Guided(Section):
    """On-the-job training and practicum: size of the position, and the weeks that they last."""

    min_position_percent: Sourced[Annotated[Exact, Field(ge=0, le=100)]]
    on_the_job_position: Sourced[Literal["at_least", "over"]]
    weeks: Sourced[Weeks]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.on_the_job_position.value == "over" and self.min_position_percent.value == 100:
            raise ValueError("no position is over 100 %: on_the_job_position cannot be 'over' min_position_percent")
        return self


class TechnologyClass(Section):
    """Who may run a class, and the share of its people whom the employers commit to place."""

    employer_sizes: Sourced[Annotated[tuple[EmployerSize, ...], AS_TUPLE, Field(min_length=1)]]
    placed_share: Sourced[Annotated[Exact, Field(gt=0, le=1)]]


class Groups(Section):
    """Workshops: sizes where a workshop states none, sessions, and how people are chosen for them.

    ``most_each`` is how many groups one person is sent to at a time, ``unsure`` what the fit of a person is worth whose
    audience rule cannot be said, ``least_fit`` the fit (0 to 1) below which nobody is taken to fill a group.
    """

    smallest: Sourced[Annotated[int, Field(ge=1, le=1000)]]
    largest: Sourced[Annotated[int, Field(ge=1, le=1000)]]
    most_sessions: Sourced[SmallCount]
    most_each: Sourced[Annotated[int, Field(ge=1, le=100)]]
    unsure: Sourced[ShareValue]
    least_fit: Sourced[ShareValue]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.smallest.value > self.largest.value:
            raise ValueError(f"smallest ({self.smallest.value}) is greater than largest ({self.largest.value})")
        return self


class Meetings(Section):
    """Individual meetings with a participant: fewest, most, and the mean to plan by."""

    least: Sourced[SmallCount]
    most: Sourced[SmallCount]
    mean: Sourced[Annotated[Exact, Field(ge=0, le=1000)]]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.least.value <= self.mean.value <= self.most.value:
            raise ValueError(
                f"least ({self.least.value}), mean ({self.mean.value}) and most ({self.most.value}) are out of order"
            )
        return self


class TrainingRules(Section):
    """The section ``[training]`` of a profile; what a programme does not have is left out."""

    opening: Opening | None = None
    absorption: Absorption | None = None
    guided: Guided | None = None
    technology_class: TechnologyClass | None = None
    groups: Groups | None = None
    meetings: Meetings | None = None

    def rules(self) -> Iterator[dict[str, Any]]:
        """Yield the section's limits as rules, written as in ``settings.toml``."""
        if self.opening is not None:
            yield {
                "kind": "opening_conditions",
                "kinds": self.opening.kinds.value,
                "closes": self.opening.closes.value,
                "preferred_weeks": float(self.opening.preferred_weeks.value),
                "least_alike": float(self.opening.least_alike.value),
            }
        if self.absorption is not None:
            most, kinds = self.absorption.most_each.value, self.absorption.kinds.value
            yield {"kind": "absorption_limit", "most": most, "kinds": kinds}
        if self.guided is not None or self.technology_class is not None:
            yield {"kind": "opportunity_requirements", **self._requirements()}
        if self.technology_class is not None:
            yield {"kind": "placement_commitment", "share": self.technology_class.placed_share.value}

    def _requirements(self) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if self.guided is not None:
            given["min_position_percent"] = float(self.guided.min_position_percent.value)
            given["on_the_job_position"] = self.guided.on_the_job_position.value
        if self.technology_class is not None:
            given["class_sizes"] = self.technology_class.employer_sizes.value
        return given
