"""TravelSettings: what the estimate of travel minutes assumes, mode by mode."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from matchmaker.errors import Finding, SettingsError, shorten
from matchmaker.model import Problem
from matchmaker.model.vocabulary import TravelMode

MODES: tuple[TravelMode, ...] = get_args(TravelMode)
"""Every mode of travel, in the order of the vocabulary."""


def _tuple_of_list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value  # TOML has no tuples, and strict models take nothing else


def _some(value: tuple[TravelMode, ...]) -> tuple[TravelMode, ...]:
    if not value:
        raise ValueError("at least one mode of travel")
    return value


_Modes = Annotated[tuple[TravelMode, ...], BeforeValidator(_tuple_of_list), AfterValidator(_some)]
_Speed = Annotated[float, Field(gt=0, le=200)]
_Minutes = Annotated[float, Field(ge=0, le=240)]


class ModeSettings(BaseModel):
    """How long one mode takes over a distance.

    ``road = circuity x great-circle km``; ``minutes = access + waiting + 60 x (min(road, local_km) / local_speed_kmh +
    max(road - local_km, 0) / speed_kmh)``. So the first kilometres, in streets, are slower than the rest.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    circuity: Annotated[float, Field(ge=1, le=5)] = Field(description="Road km per great-circle km")
    speed_kmh: _Speed = Field(description="Speed beyond the local part, km/h")
    local_speed_kmh: _Speed = Field(description="Speed over the first kilometres, km/h")
    local_km: Annotated[float, Field(ge=0, le=100)] = Field(description="Road km travelled at the local speed")
    access_minutes: _Minutes = Field(description="Minutes outside the vehicle, both ends together")
    waiting_minutes: _Minutes = Field(0.0, description="Minutes waited for the vehicle")

    def minutes(self, km: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        """Return one-way door-to-door minutes for great-circle distances in km, of any shape; NaN stays NaN."""
        road = km * self.circuity
        local = np.minimum(road, self.local_km)
        hours = local / self.local_speed_kmh + (road - local) / self.speed_kmh
        return (60.0 * hours + self.access_minutes + self.waiting_minutes).astype(np.float32)


class TravelSettings(BaseModel):
    """Settings of the travel estimate: the ``[travel]`` section of ``settings.toml``, or a programme's defaults.

    No seed gives a minute, a kilometre or a speed (DOMAIN section 8): every number is [assumed] and a setting. What
    speaks for the defaults, measured in ``benchmarks/travel``:

    * ``circuity`` 1.22 of car, transit and shuttle: the Central Bureau of Statistics' road km to the Tel Aviv district
      against great-circle km.
    * ``transit.local_speed_kmh`` 11: fastest bus routes between stops of Be'er Sheva 3 to 9 km apart, with the detours
      that lines make; from one stop to the next buses do 17 km/h.
    * ``walk``: 4.8 km/h, the usual design speed of pedestrians; ``bicycle`` 15 km/h; [assumed].
    * Car and shuttle speeds, access and waiting: [assumed].
    * ``same_locality_km`` 1.5: the middle half of the pairs of bus stops of Be'er Sheva (211,000 people) lie 1.9 to 4.1
      km apart, on the mean 3.1; as areas go with people, a town of 50,000 comes to 1.5.

    ``same_locality_km`` is the least great-circle distance wherever a home or a workplace is known by its locality
    alone: without it a commute inside one town would take no time. ``default_modes`` are the modes of a person for whom
    none is recorded; a recorded car is added to them. ``hybrid_rule`` says what days from home do to the commute to the
    employer's site: ``mean_working_day`` spreads the travel over all working days (two days of five from home: 3/5 of
    the minutes), ``ignore`` leaves the full minutes of a day at the site. ``week_days`` is the working week where the
    seat does not list its days. [assumed]
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    walk: ModeSettings = ModeSettings(
        circuity=1.3, speed_kmh=4.8, local_speed_kmh=4.8, local_km=0.0, access_minutes=0.0
    )
    bicycle: ModeSettings = ModeSettings(
        circuity=1.3, speed_kmh=15.0, local_speed_kmh=15.0, local_km=0.0, access_minutes=2.0
    )
    car: ModeSettings = ModeSettings(
        circuity=1.22, speed_kmh=75.0, local_speed_kmh=30.0, local_km=5.0, access_minutes=5.0
    )
    transit: ModeSettings = ModeSettings(
        circuity=1.22, speed_kmh=50.0, local_speed_kmh=11.0, local_km=5.0, access_minutes=10.0, waiting_minutes=10.0
    )
    shuttle: ModeSettings = ModeSettings(
        circuity=1.22, speed_kmh=65.0, local_speed_kmh=25.0, local_km=5.0, access_minutes=5.0, waiting_minutes=5.0
    )
    default_modes: _Modes = Field(("transit",), description="Modes of a person for whom none is recorded")
    hybrid_rule: Literal["mean_working_day", "ignore"] = Field(
        "mean_working_day", description="What days from home do to the commute to the site"
    )
    same_locality_km: Annotated[float, Field(ge=0, le=20)] = Field(
        1.5, description="Least great-circle km where an end is known by its locality alone"
    )
    week_days: Annotated[float, Field(gt=0, le=7)] = Field(5.0, description="Working days a week where none are listed")

    def mode(self, name: TravelMode) -> ModeSettings:
        """Return the settings of one mode."""
        found: ModeSettings = getattr(self, name)
        return found


def travel_settings(
    problem: Problem, defaults: Mapping[str, Any] | None = None, defaults_file: str = "programme"
) -> TravelSettings:
    """Return the settings of a problem: its ``[travel]`` section over the programme's ``defaults`` over ours.

    Sections of a mode are merged key by key, so that ``[travel.car]`` with a speed alone keeps the rest.

    Raises:
        SettingsError: with every unknown key (nearest known one suggested), wrong type and number out of range, as
            ``travel.<key>`` of ``settings.toml`` or of ``defaults_file``.
    """
    merged = TravelSettings().model_dump()
    for section, file in ((defaults or {}, defaults_file), (problem.settings.travel, "settings.toml")):
        merged = _merge(merged, section)
        try:
            settings = TravelSettings.model_validate(merged)
        except ValidationError as error:
            raise SettingsError(_findings(error, file)) from None
    return settings


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merge(below, value) if isinstance(below, dict) and isinstance(value, Mapping) else value
    return merged


def _findings(error: ValidationError, file: str) -> Iterable[Finding]:
    for detail in error.errors(include_url=False):
        path = [str(part) for part in detail["loc"]]
        unknown = detail["type"] == "extra_forbidden"
        yield Finding(
            file=file,
            code="unknown-key" if unknown else "type-error",
            message=f"unknown key '{path[-1]}'" if unknown else detail["msg"],
            column=".".join(["travel", *path]),
            value=shorten(repr(detail["input"])),
            expected=None if unknown else detail["msg"],
            hint=_nearest(path) if unknown else None,
        )


def _nearest(path: list[str]) -> str:
    known = TravelSettings.model_fields if len(path) == 1 else ModeSettings.model_fields
    close = difflib.get_close_matches(path[-1], known, n=1, cutoff=0.0)
    return f"the nearest known key is '{close[0]}'"
