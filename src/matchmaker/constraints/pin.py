"""Pin: a pair that a person decided on is in the plan."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import polars as pl

from matchmaker.constraints.among import Among, is_among, seats_among
from matchmaker.constraints.constraint import Columns, Constraint, PlanView, RuleRows, Violation
from matchmaker.constraints.overrides import decided


class Pin(Constraint):
    """A pair with decision ``pin`` is chosen: ``x = 1``. Always on (000:2717).

    A pin lifts no other rule, not even silently: a pinned pair must be a candidate, so whoever pins against a pair
    rule also writes an ``override``. A pinned pair that is no candidate gives a row without entries that asks for 1,
    and says so in its name: there is then no plan, and `pin_clashes` names the rules in the way. Only pins to seats
    ``among`` those that are planned count.
    """

    kind: Literal["pin"] = "pin"
    code: ClassVar[str] = "pin"
    among: Among = "placements"

    def describe(self) -> str:
        """Return the rule in words."""
        return "pinned pairs are chosen"

    def rows(self, columns: Columns) -> RuleRows:
        """Return one row per pin, with one entry where the pair is a candidate."""
        people, places = decided(columns.problem, "pin")
        counts = seats_among(columns.problem, self.among)[places]
        people, places = people[counts], places[counts]
        decisions = columns.problem.decisions.filter(pl.col("decision") == "pin")
        pins = decisions.filter(pl.Series(counts, dtype=pl.Boolean)).iter_rows(named=True)
        # There are few pins: a search for each is cheaper than an index over all pairs.
        at = [columns.pairs.position(int(p), int(s)) for p, s in zip(people, places, strict=True)]
        names = [
            _name(pin) + ("" if found is not None else ", which is no candidate")
            for pin, found in zip(pins, at, strict=True)
        ]
        row = np.array([i for i, found in enumerate(at) if found is not None], np.int64)
        column = np.array([found for found in at if found is not None], np.int64)
        return RuleRows(tuple(names), row, column, np.ones(row.size, np.int64), (1,) * len(names), (None,) * len(names))

    def check(self, view: PlanView) -> list[Violation]:
        """Look every pin up in the plan."""
        chosen = set(view.assignments)
        return [
            Violation(self.code, f"{_name(pin)}, and is not there")
            for pin in view.problem.decisions.iter_rows(named=True)
            if pin["decision"] == "pin" and (pin["participant_id"], pin["seat_id"]) not in chosen
            if is_among(view.opportunities[view.seats[pin["seat_id"]]["opportunity_id"]], self.among)
        ]


def _name(pin: dict[str, str]) -> str:
    return f"participant '{pin['participant_id']}' is pinned by {pin['by']} to seat '{pin['seat_id']}'"
