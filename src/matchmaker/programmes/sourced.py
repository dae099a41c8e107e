"""Sourced: a value that says where it comes from."""

from __future__ import annotations

from typing import Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

T = TypeVar("T")


class Provenance(BaseModel):
    """Base of everything in a profile that must say where it comes from. Frozen, strict, unknown keys refused.

    ``source`` is a line of the sources ("000:2854") or a publication. ``basis = "assumed"`` says that no source gives
    it; both together mean that a source gives the direction and the number is assumed.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    source: str | None = Field(None, min_length=1, description="Where it stands")
    basis: Literal["assumed"] | None = Field(None, description="'assumed' where no source gives it")

    @model_validator(mode="after")
    def _say_where(self) -> Self:
        if self.source is None and self.basis is None:
            raise ValueError('it needs a source, or basis = "assumed"')
        return self


class Sourced(Provenance, Generic[T]):
    """One value with its provenance."""

    value: T = Field(description="The value")
