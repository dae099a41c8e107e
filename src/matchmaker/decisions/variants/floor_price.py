"""FloorPrice: what a floor costs in score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from matchmaker.allocation import Result
from matchmaker.decisions.float_of import float_of
from matchmaker.decisions.variants.alternatives import proof_of


@dataclass(frozen=True, slots=True, eq=False)
class FloorPrice:
    """The best plans without and with a ``floor`` (in words); ``stands`` where the plan's rules hold it already."""

    floor: str
    stands: bool
    without: Result
    kept: Result

    @property
    def price(self) -> Decimal | None:
        """The score without the floor less the score with it, or 0 where that is more: a plan that keeps the floor is one
        without it too. ``None`` where no plan was found that keeps it."""
        return _at_least_0(_less(self.without.objective, self.kept.objective))

    @property
    def least(self) -> Decimal | None:
        """The difference of the two optima is at least this: the score without, less the bound with the floor, or 0."""
        return _at_least_0(_less(self.without.objective, self.kept.bound))

    @property
    def most(self) -> Decimal | None:
        """The difference of the two optima is at most this: the bound without, less the score with the floor."""
        return _less(self.without.bound, self.kept.objective)

    @property
    def mark(self) -> str:
        """``proved`` where both plans are, ``no plan keeps it: proved``, or why it is not proved."""
        if self.kept.status == "infeasible":
            return "no plan keeps it: proved"
        return next((mark for mark in map(proof_of, (self.without, self.kept)) if mark != "proved"), "proved")

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "floor": self.floor,
            "stands": self.stands,
            "score_without": float_of(self.without.objective),
            "bound_without": float_of(self.without.bound),
            "score_with": float_of(self.kept.objective),
            "bound_with": float_of(self.kept.bound),
            "price": float_of(self.price),
            "price_least": float_of(self.least),
            "price_most": float_of(self.most),
            "mark": self.mark,
        }


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _at_least_0(value: Decimal | None) -> Decimal | None:
    return None if value is None else max(Decimal(0), value)
