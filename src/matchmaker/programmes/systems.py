"""NamedSystem: a tool, service or programme that the sources name, and what became of it here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matchmaker.programmes.sourced import Provenance

Treatment = Literal["engine rule", "data", "report", "out of scope"]
"""What the engine makes of a named system."""


class NamedSystem(Provenance):
    """A system that the sources name: whether it became a rule, data, a report, or none of them, and why.

    ``how`` says where it is found in the engine; of what is out of scope, why it is.
    """

    name: Annotated[str, Field(min_length=1)] = Field(description="Name in English")
    name_he: Annotated[str, Field(min_length=1)] | None = Field(
        None, description="Name in Hebrew, as the source has it"
    )
    treatment: Treatment = Field(description="engine rule, data, report or out of scope")
    how: Annotated[str, Field(min_length=1)] = Field(description="Where it is found, or because of what it is left out")
