"""RequestDecision: what the rules say of one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from matchmaker.money.check import Check

Verdict = Literal["granted", "within_rules", "refused", "deferred", "lapsed", "cannot_say"]
"""``granted`` = decided; ``within_rules`` = may be, and waits for a decision; ``deferred`` = the committee was not unanimous
(000:4511-4515); ``lapsed`` = not used in time (000:4507)."""


@dataclass(frozen=True, slots=True)
class RequestDecision:
    """A request judged by the programme's rules, in exact NIS. People decide; this says within which limits.

    ``ceiling`` is what may be granted now (0 where refused, ``None`` = cannot say or without a ceiling) and ``highest``
    the ceiling if everything that cannot be said turns out well. ``amount`` is what the request comes to within the
    ceiling, or was decided; ``at_most`` the same within ``highest`` (``None`` = cannot say, as where a price is missing).
    ``ask`` names the columns that would settle what is open, and ``use_by`` the last day to use a grant.
    """

    request_id: str
    participant_id: str
    kind: str
    verdict: Verdict
    ceiling: Decimal | None
    highest: Decimal | None
    amount: Decimal | None
    at_most: Decimal | None
    use_by: date | None
    checks: tuple[Check, ...]
    enlarged_checks: tuple[Check, ...]
    ask: tuple[str, ...]
    why: str

    @property
    def due(self) -> Decimal | None:
        """What is certain: ``amount`` once it was decided or refused; ``None`` = cannot say, or waits for people."""
        return None if self.verdict == "within_rules" else self.amount

    def as_dict(self) -> dict[str, Any]:
        """Return the decision as plain values, amounts as decimal text."""
        return {
            "request_id": self.request_id,
            "participant_id": self.participant_id,
            "kind": self.kind,
            "verdict": self.verdict,
            "why": self.why,
            "ceiling": _text(self.ceiling),
            "highest": _text(self.highest),
            "amount": _text(self.amount),
            "due": _text(self.due),
            "at_most": _text(self.at_most),
            "use_by": None if self.use_by is None else self.use_by.isoformat(),
            "conditions": [check.as_dict() for check in self.checks],
            "conditions_of_more": [check.as_dict() for check in self.enlarged_checks],
            "ask": list(self.ask),
        }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
