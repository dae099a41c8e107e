"""Requirement: one thing that must come first, in one of six forms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from matchmaker.model.vocabulary import EmploymentType

LanguageName = Literal["hebrew", "arabic", "english", "russian", "amharic"]
"""Languages of which participants' levels are held."""

ReachedLevel = Literal["basic", "conversational", "fluent", "native"]
"""Levels that somebody may lack; everybody is at least at "none"."""

ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Key of an item of the section")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    @property
    def items(self) -> tuple[str, ...]:
        """The items whose completion would meet it."""
        return ()


class Completed(_Form):
    """``item`` is on record as completed, or what it gives is held already.

    In a profile it is a key of the section's items; opportunities' own prerequisites may name anything.
    """

    kind: Literal["completed"]
    item: Annotated[str, Field(min_length=1)]

    @property
    def items(self) -> tuple[str, ...]:
        """The item."""
        return (self.item,)


class LanguageAtLeast(_Form):
    """The level of ``language`` is ``level`` or higher, or ``or_completed`` is on record as completed."""

    kind: Literal["language"]
    language: LanguageName
    level: ReachedLevel
    or_completed: ItemId | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The item that answers a lower level."""
        return () if self.or_completed is None else (self.or_completed,)


class MeetingsAtLeast(_Form):
    """At least so many individual meetings were held (000:4278)."""

    kind: Literal["meetings"]
    at_least: Annotated[int, Field(ge=1, le=100)]


class NoEntitlement(_Form):
    """The person has no entitlement at one of the bodies of ``at``, at none whatsoever where it names none (000:4300)."""

    kind: Literal["no_entitlement"]
    at: tuple[str, ...] = ()


class MainBarrier(_Form):
    """``barrier`` is the first of the barriers stated (000:2616)."""

    kind: Literal["main_barrier"]
    barrier: ItemId


class ReadyFor(_Form):
    """The person is ready for ``type`` of employment or a later one, or ``or_completed`` is on record (000:3766)."""

    kind: Literal["ready_for"]
    type: EmploymentType
    or_completed: ItemId | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The item that makes ready."""
        return () if self.or_completed is None else (self.or_completed,)


Requirement = Annotated[
    Completed | LanguageAtLeast | MeetingsAtLeast | NoEntitlement | MainBarrier | ReadyFor, Field(discriminator="kind")
]
"""One thing that must come first. Each holds of a person, does not, or cannot be said."""
