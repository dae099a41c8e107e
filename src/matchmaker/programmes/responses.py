"""Response: one group response of a programme's catalogue."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from matchmaker.criteria import AS_TUPLE, Criterion
from matchmaker.model import Problem
from matchmaker.programmes.sourced import Provenance

ResponseKind = Literal["opening_event", "short_workshop", "workshop", "continuing", "focused_training"]
"""The five rows of the catalogue (002:165-171)."""

_NOBODY = Problem.from_frames({})


class Response(Provenance):
    """A group response (מענה קבוצתי): what it is, how long, and for whom (002:159-196).

    ``sessions`` and ``most_sessions`` are the fewest and most meetings (``None`` = the source gives none),
    ``total_hours`` all of its hours. ``audience`` are criteria that all hold for whom it is meant; none = everybody.
    ``audience_basis`` marks criteria whose column stands for what the source says in words. ``is_offered`` is False for
    what is still in the making.
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="What workshops name in `response`")]
    name_he: Annotated[str, Field(min_length=1)]
    name_en: Annotated[str, Field(min_length=1)]
    kind: ResponseKind
    sessions: Annotated[int, Field(ge=1, le=1000)] | None = None
    most_sessions: Annotated[int, Field(ge=1, le=1000)] | None = None
    total_hours: Annotated[int, Field(ge=1, le=10_000)] | None = None
    is_offered: bool = True
    audience: Annotated[tuple[Criterion, ...], AS_TUPLE] = ()
    audience_basis: Literal["assumed"] | None = None

    @field_validator("audience")
    @classmethod
    def _known_columns(cls, audience: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        for at, criterion in enumerate(audience):
            for finding in criterion.inspect(_NOBODY, f"audience[{at}]"):
                raise ValueError(f"{finding.column}: {finding.value} {finding.message}")
        return audience

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.most_sessions is not None and (self.sessions is None or self.sessions > self.most_sessions):
            raise ValueError("most_sessions needs sessions, and no more of them")
        return self
