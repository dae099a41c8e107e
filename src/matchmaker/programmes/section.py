"""Section: base of the parts of a profile."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One part of a profile: frozen, strict, unknown keys refused.

    Every value in it is a `Sourced` one, or stands in a `Provenance` record, so that `rules_of` can say of each where it
    comes from.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
