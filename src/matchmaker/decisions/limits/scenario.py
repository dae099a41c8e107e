"""Scenario: one answer to "what if": what differs, and who becomes reachable where a shuttle was tried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.decisions.limits.difference import Difference
from matchmaker.decisions.limits.reachable import Reached


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """The ``difference`` that some changes make, and whom a shuttle among them reaches (``None`` without one)."""

    difference: Difference
    reached: Reached | None = None

    def reachable(self) -> pl.DataFrame | None:
        """Return the people who become reachable (`Reached.frame`), with ``seat_before`` and ``seat_now`` (null = none) and whether they are
        placed where they ``need_shuttle``; with the scenario first."""
        if self.reached is None:
            return None
        was, now, pairs = self.difference.before.plan.seats, self.difference.after.plan.seats, self.reached.pairs
        people = self.reached.frame["participant_id"].to_list()
        needs = [(person, now.get(person, "")) in pairs for person in people]
        return self.reached.frame.select(
            pl.lit(self.difference.name).alias("scenario"),
            pl.all(),
            pl.Series("seat_before", [was.get(person) for person in people], dtype=pl.String),
            pl.Series("seat_now", [now.get(person) for person in people], dtype=pl.String),
            pl.Series("need_shuttle", needs, dtype=pl.Boolean),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        frame = self.reachable()
        told = {} if frame is None else {"reachable": frame.drop("scenario").to_dicts()}
        return {**self.difference.as_dict(), **told}
