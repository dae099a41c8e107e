"""Part: what every record of a world has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Weights = Annotated[tuple[Annotated[float, Field(ge=0)], ...], Field(min_length=1)]
"""Non-negative and not all zero; drawn in proportion."""

WeightRows = Annotated[tuple[Weights, ...], Field(min_length=1)]
Span = tuple[int, int]
"""Least and most, both included."""


class Part(BaseModel):
    """A part of a world: frozen, nothing unknown. Where its numbers come from stands beside them in ``world.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
