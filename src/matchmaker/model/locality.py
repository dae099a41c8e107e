"""Locality: a place with its names, coordinates, district and socio-economic cluster."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from matchmaker.model.fields import Id, Latitude, Longitude, Record, Text, Texts


class Locality(Record):
    """A locality, DOMAIN section 3. A given table overrides the shipped gazetteer row by row."""

    locality_id: Id = Field(description="Code of the Central Bureau of Statistics, as text")
    name_he: Text | None = Field(None, description="Hebrew name")
    name_en: Text | None = Field(None, description="English name")
    name_ar: Text | None = Field(None, description="Arabic name")
    other_names: Texts | None = Field(None, description="Other names and former names")
    latitude: Latitude | None = Field(None, description="Latitude")
    longitude: Longitude | None = Field(None, description="Longitude")
    district: Text | None = Field(None, description="District")
    socioeconomic_cluster: Annotated[int, Field(ge=1, le=10)] | None = Field(
        None, description="Socio-economic cluster, 1 (lowest) to 10"
    )
    population: Annotated[int, Field(ge=0, le=50_000_000)] | None = Field(None, description="Residents")
    labour_force: Annotated[int, Field(ge=0, le=50_000_000)] | None = Field(
        None, description="Residents in the labour force; for the unemployment rate (003:674)"
    )
