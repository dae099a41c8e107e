"""IncentiveLine: what one placement brings its employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from matchmaker.money.check import Check

Standing = Literal["due", "not_due", "cannot_say"]


@dataclass(frozen=True, slots=True)
class Instalment:
    """What one month of work adds: ``number`` from 1, its last day where the start is known, NIS."""

    number: int
    until: date | None
    amount: Decimal

    def as_dict(self) -> dict[str, Any]:
        """Return the instalment as plain values."""
        until = None if self.until is None else self.until.isoformat()
        return {"month": self.number, "until": until, "amount": str(self.amount)}


@dataclass(frozen=True, slots=True)
class IncentiveLine:
    """The incentive of one placement, in exact NIS.

    ``full`` is what the placement brings if it runs its whole course and every condition holds; 0 once one has failed.
    ``at_most`` is what is due by now if everything that cannot be said turns out well, and ``due`` what is due for
    certain: equal to ``at_most`` or 0, and ``None`` = cannot say, with the columns to ask for in ``ask``.
    ``months`` are those worked, ``None`` = not known. ``schedule`` divides ``at_most`` over the months of work.
    """

    employer_id: str
    participant_id: str
    seat_id: str
    opportunity_id: str
    kind: str
    start: date | None
    months: Fraction | None
    is_pro_rata: bool | None
    full: Decimal
    at_most: Decimal
    due: Decimal | None
    schedule: tuple[Instalment, ...]
    checks: tuple[Check, ...]
    ask: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """Whether something is due."""
        return "cannot_say" if self.due is None else "due" if self.due else "not_due"

    def as_dict(self) -> dict[str, Any]:
        """Return the line as plain values, amounts as decimal text."""
        return {
            "employer_id": self.employer_id,
            "participant_id": self.participant_id,
            "seat_id": self.seat_id,
            "opportunity_id": self.opportunity_id,
            "kind": self.kind,
            "start": None if self.start is None else self.start.isoformat(),
            "months": None if self.months is None else round(float(self.months), 4),
            "pro_rata": self.is_pro_rata,
            "standing": self.standing,
            "full": str(self.full),
            "at_most": str(self.at_most),
            "due": None if self.due is None else str(self.due),
            "schedule": [part.as_dict() for part in self.schedule],
            "conditions": [check.as_dict() for check in self.checks],
            "ask": list(self.ask),
        }
