"""Plan: who goes where, and which cohorts open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Plan:
    """An assignment of participants to seats.

    ``seats`` maps the id of every *placed* participant to the id of the seat; who is not in it is not placed.
    ``opened`` holds the ids of the opportunities with ``min_size`` > 0 that open, ``companions`` the accompanying
    organisation of each of them that names several candidates.
    """

    seats: Mapping[str, str] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    companions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seats", MappingProxyType(dict(self.seats)))
        object.__setattr__(self, "opened", frozenset(self.opened))
        object.__setattr__(self, "companions", MappingProxyType(dict(self.companions)))

    def __reduce__(self) -> tuple[object, ...]:
        return (Plan, (dict(self.seats), self.opened, dict(self.companions)))

    def seat_of(self, participant_id: str) -> str | None:
        """Return the seat of a participant, or ``None`` who is not placed."""
        return self.seats.get(participant_id)

    @property
    def n_placed(self) -> int:
        """Number of participants placed."""
        return len(self.seats)
