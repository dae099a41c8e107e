"""TravelTime: measured minutes between two places by one mode."""

from __future__ import annotations

from pydantic import Field

from matchmaker.model.fields import Minutes, Record, Text
from matchmaker.model.vocabulary import TravelMode


class TravelTime(Record):
    """One-way door-to-door minutes. A missing ``minutes`` means that the place cannot be reached by the mode."""

    origin: Text = Field(description="Locality of origin, any spelling")
    destination: Text = Field(description="Locality of destination, any spelling")
    mode: TravelMode = Field(description="Mode of travel")
    minutes: Minutes | None = Field(None, description="One-way minutes; empty means unreachable")
