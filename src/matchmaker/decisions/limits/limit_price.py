"""LimitPrice: what a little more of one limit would bring at most."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from matchmaker.decisions.limits.change import Change
from matchmaker.decisions.limits.difference import Difference


@dataclass(frozen=True, slots=True)
class LimitPrice:
    """One ``change`` that makes a limit of ``rule`` (a code) wider by ``step`` (words, such as ``one place more``).

    ``price`` is what the relaxation's prices say that the change brings, in units of score, and ``gap`` what they leave open of the
    plan itself: after the change no plan scores more than the present one and ``at_most`` = ``price`` + ``gap`` on top (the
    *direction*: a bound from above, never a promise). ``proved`` is the change re-solved, where it was asked for.
    """

    change: Change
    rule: str
    now: str
    step: str
    price: Decimal
    gap: Decimal
    proved: Difference | None = None

    @property
    def at_most(self) -> Decimal:
        """What no plan after the change exceeds, beside the present one."""
        return self.price + self.gap

    @property
    def mark(self) -> str:
        """``price`` where nothing was re-solved, else what the re-solved plan proves."""
        return "price" if self.proved is None else self.proved.mark

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        proved = self.proved
        numbers = {key: None if proved is None else getattr(proved, key) for key in ("gained", "least", "most")}
        return {
            "change": str(self.change),
            "rule": self.rule,
            "now": self.now,
            "step": self.step,
            "price": float(self.price),
            "gap": float(self.gap),
            "at_most": float(self.at_most),
            "direction": "at most",
            "mark": self.mark,
            **{f"re_solved_{key}": None if value is None else float(value) for key, value in numbers.items()},
            "re_solved_status": None if proved is None else proved.after.status,
            "re_solved_placed": proved.after.plan.n_placed if proved is not None and proved.after.has_plan else None,
        }
