"""Organisation: a training body, an accompanying organisation, or a participant's home organisation."""

from __future__ import annotations

from pydantic import Field

from matchmaker.model.fields import Count, Hours, Id, Latitude, Longitude, Record, Text, Texts
from matchmaker.model.vocabulary import OrganisationKind


class Organisation(Record):
    """An organisation (ארגון), DOMAIN section 1. Its capacities bind through ``shared_capacity`` rules."""

    organisation_id: Id = Field(description="Identifier; text, unique by identity key")
    name: Text | None = Field(None, description="Name as written")
    kind: OrganisationKind | None = Field(None, description="Type (000:3345-3404)")
    locality: Text | None = Field(None, description="Locality, any spelling")
    latitude: Latitude | None = Field(None, description="Latitude")
    longitude: Longitude | None = Field(None, description="Longitude")
    hours: Hours | None = Field(None, description="Companion hours available over the plan")
    rooms: Count | None = Field(None, description="Training places available over the plan")
    supports: Texts | None = Field(None, description="Barriers it can answer")
    takes_referrals: bool | None = Field(
        None, description="On the list of responses for those whom the programme cannot take (002:304)"
    )
    contact_person: Text | None = Field(None, description="Contact person")
