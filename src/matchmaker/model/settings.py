"""Settings: what ``settings.toml`` says, each section still to be typed by the unit that owns it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The settings of one problem.

    ``programme`` names a built-in profile or a TOML file. ``constraint`` and ``travel`` are kept as written: the rule
    and the travel estimate that own them check them, so that this record knows no rule.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    programme: str | None = Field(None, min_length=1, description="Name of a built-in programme, or a TOML file")
    constraint: tuple[dict[str, Any], ...] = Field((), description="Plan rules and pair rules, in order")
    travel: dict[str, Any] = Field(default_factory=dict, description="Settings of the travel estimate")
    weights: dict[str, float] = Field(default_factory=dict, description="Scorer weights that replace the programme's")
