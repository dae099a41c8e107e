"""Shuttle: a shared ride to be tried out, and how many it takes."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.travel import Ride


@dataclass(frozen=True, slots=True, order=True)
class Shuttle:
    """A ride for whoever lives in a locality; ``seats`` is the most people placed who need it, ``None`` = as many as like.

    ``text`` is what a person wrote.
    """

    ride: Ride
    seats: int | None
    text: str
