"""Previous: the plan that stood before a run, and what keeping a placement of it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from matchmaker.model import Plan

Change = Literal["kept", "moved", "new", "dropped"]
CHANGES: tuple[Change, ...] = ("kept", "moved", "new", "dropped")


@dataclass(frozen=True, slots=True)
class Previous:
    """``plan`` is the one before. ``change_price`` (score units, >= 0) is what each of its placements adds to what is
    sought where it is kept; ``None`` where the objectives alone say what that is worth."""

    plan: Plan
    change_price: Decimal | None = None

    def changes(self, plan: Plan) -> dict[str, Change]:
        """Return what became of everybody placed in either plan, in order of participant id."""
        before, now = self.plan.seats, plan.seats
        return {person: _change(before.get(person), now.get(person)) for person in sorted({*before, *now})}

    def counts(self, plan: Plan) -> dict[Change, int]:
        """Return how many people each kind of change concerns."""
        found = list(self.changes(plan).values())
        return {kind: found.count(kind) for kind in CHANGES}

    def as_dict(self, plan: Plan) -> dict[str, Any]:
        """Return what ``result.json`` says of it; its placements stand in ``changes.csv``."""
        return {
            "change_price": None if self.change_price is None else str(self.change_price),
            "changes": self.counts(plan),
            "previously_opened": sorted(self.plan.opened),
            "previously_accompanied": dict(sorted(self.plan.companions.items())),
        }


def _change(was: str | None, now: str | None) -> Change:
    if was is None:
        return "new"
    if now is None:
        return "dropped"
    return "kept" if was == now else "moved"
