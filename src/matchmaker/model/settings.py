"""Settings: what ``settings.toml`` says, each section still to be typed by the unit that owns it."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Region(BaseModel):
    """The rectangle that coordinates must lie in, in degrees (WGS 84). Israel unless said otherwise (HOSTILE row 79)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    south: float = Field(29.4, ge=-90, le=90, description="Lowest latitude")
    west: float = Field(34.2, ge=-180, le=180, description="Lowest longitude")
    north: float = Field(33.4, ge=-90, le=90, description="Highest latitude")
    east: float = Field(35.9, ge=-180, le=180, description="Highest longitude")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.south >= self.north or self.west >= self.east:
            raise ValueError("south must lie below north, and west below east")
        return self


class Settings(BaseModel):
    """The settings of one problem.

    ``programme`` names a built-in profile or a TOML file. ``constraint``, ``objective``, ``relaxation`` and ``travel`` are kept as
    written: the units that own them check them, so that this record knows no rule.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    programme: str | None = Field(None, min_length=1, description="Name of a built-in programme, or a TOML file")
    constraint: tuple[dict[str, Any], ...] = Field((), description="Plan rules and pair rules, in order")
    objective: tuple[dict[str, Any], ...] = Field((), description="What a plan is to be best at, in order")
    travel: dict[str, Any] = Field(default_factory=dict, description="Settings of the travel estimate")
    relaxation: dict[str, Any] = Field(
        default_factory=dict, description="What it costs that a limit gives way, where there is no plan"
    )
    weights: dict[str, float] = Field(default_factory=dict, description="Scorer weights that replace the programme's")
    region: Region = Field(default_factory=Region, description="Region that coordinates must lie in")
