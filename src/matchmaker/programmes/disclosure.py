"""Disclosure: what may leave the house, in totals and of single people, as data of a profile."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from matchmaker.model import TABLES
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Sourced

Mean = Literal["commute_minutes", "wage"]
"""Facts of placements whose mean a table of totals may show: one-way minutes, and the seat's monthly wage in NIS."""

NEVER_DIMENSIONS = frozenset({
    "participant_id", "name", "birth_date", "latitude", "longitude", "case_manager", "personality", "consents",
})  # fmt: skip
"""Columns that tell single people apart, so that totals by them would be lists of people."""

NEVER_SHARED = frozenset({
    "maturity", "employment_type_ready", "traffic_light", "barriers", "supports", "low_basic_skills",
    "in_quality_employment", "needs_immediate_income", "entitlements", "meetings_held", "personality", "service",
    "state", "case_manager", "organisation_id", "consents", "participant_id", "joined_on", "completed", "comes_to_centre",
    "out_of_work_since", "works_sabbath",
})  # fmt: skip
"""Columns that would label a person towards an employer as one at risk, or as a case (000:3120, 4206), consent or not.

Protected columns are refused as well, and what speaks of one (the Sabbath of religion): an employer may ask nothing on
a protected ground (DOMAIN section 6).
"""


class Disclosure(Section):
    """What totals are shown outside, and what of a person an employer may be shown.

    ``threshold``: a count above 0 and below it is not shown (003:762-766 asks for data "in aggregate, not exposing
    personal information" and gives no number). ``dimensions``: columns of participants that totals may be broken down
    by. ``means``: facts of placements whose mean stands beside the counts. ``shareable``: columns of participants that an
    employer may be shown of those who agreed to it (``consents``); no consent opens any other.
    """

    threshold: Sourced[Annotated[int, Field(ge=2, le=1000)]]
    dimensions: Sourced[Annotated[tuple[str, ...], Field(min_length=1)]]
    means: Sourced[tuple[Mean, ...]]
    shareable: Sourced[tuple[str, ...]]

    @field_validator("dimensions")
    @classmethod
    def _tell_nobody_apart(cls, dimensions: Sourced[tuple[str, ...]]) -> Sourced[tuple[str, ...]]:
        for name in dimensions.value:
            column = TABLES["participants"].columns.get(name)
            if name in NEVER_DIMENSIONS or (column is not None and column.is_list):
                raise ValueError(f"totals by {name} would tell single people apart, or count them more than once")
        return _distinct(dimensions)

    @field_validator("shareable")
    @classmethod
    def _label_nobody(cls, shareable: Sourced[tuple[str, ...]]) -> Sourced[tuple[str, ...]]:
        columns = TABLES["participants"].columns
        for name in shareable.value:
            if name not in columns:
                raise ValueError(f"there is no column {name} of participants")
            if name in NEVER_SHARED:
                raise ValueError(f"{name} would label a person towards an employer (000:3120, 4206)")
            if columns[name].protected:
                raise ValueError(f"{name} is a protected ground, which no employer is shown")
        return _distinct(shareable)


def _distinct(names: Sourced[tuple[str, ...]]) -> Sourced[tuple[str, ...]]:
    if len(set(names.value)) < len(names.value):
        raise ValueError("a name stands twice")
    return names
