"""Stability: who could complain about a plan, and what a plan costs about which nobody could."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.float_of import float_of
from matchmaker.decisions.variants.alternatives import proof_of
from matchmaker.errors import escape

_SHOWN = 20


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """The blocking pairs of a plan (`matchmaker.decisions.variants.find_complaints`), beside two other plans.

    ``best`` is the plan with the largest sum of scores, ``accepted`` that of deferred acceptance (each the plan itself, where
    it was made so), and ``accepted_complaints`` the blocking pairs of the latter: 0 where its promise holds
    (`matchmaker.allocation.policies.deferred_acceptance`), which minimum sizes, quotas and budgets can break, and seats of
    one opportunity that want a person differently.
    """

    plan: Result
    complaints: pl.DataFrame
    best: Result
    accepted: Result
    accepted_complaints: int | None

    @property
    def best_score(self) -> Decimal | None:
        """The largest sum of scores of the three plans: a search that was cut short may find less than what was there."""
        scores = (each.objective for each in (self.best, self.plan, self.accepted))
        return max((score for score in scores if score is not None), default=None)

    @property
    def price(self) -> tuple[Decimal, Decimal] | None:
        """What deferred acceptance costs in score, at least and at most: the best score, and its bound, less its own.
        ``None`` where it has no plan, or no bound is known."""
        most, bound, accepted = self.best_score, self.best.bound, self.accepted.objective
        return None if most is None or bound is None or accepted is None else (most - accepted, bound - accepted)

    @property
    def mark(self) -> str:
        """``proved`` where the best plan is, else why not."""
        return proof_of(self.best)

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the table ``complaints``."""
        return {"complaints": self.complaints}

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        price = self.price
        return {
            "complaints": self.complaints.height,
            "people": self.complaints["participant_id"].n_unique(),
            "complaints_that_keep_every_rule": int(self.complaints["keeps_rules"].sum()),
            "score": float_of(self.plan.objective),
            "best_score": float_of(self.best_score),
            "best_bound": float_of(self.best.bound),
            "deferred_acceptance_score": float_of(self.accepted.objective),
            "deferred_acceptance_complaints": self.accepted_complaints,
            "deferred_acceptance_status": self.accepted.status,
            "price_least": None if price is None else float(price[0]),
            "price_most": None if price is None else float(price[1]),
            "mark": self.mark,
            "rows": self.complaints.to_dicts(),
        }

    def __str__(self) -> str:
        told = self.as_dict()
        lines = []
        for row in self.complaints.head(_SHOWN).iter_rows(named=True):
            against = "a place is free" if row["against"] is None else f"against {row['against']}"
            excuse = "" if row["keeps_rules"] else "; a rule stands against it"
            now = "no place" if row["now"] is None else row["now"]
            lines.append(escape(f"{row['participant_id']} ({now}) could claim {row['seat_id']}: {against}{excuse}"))
        if self.complaints.height > _SHOWN:
            lines.append(f"and {self.complaints.height - _SHOWN} more")
        lines += [
            f"{told['complaints']} complaints by {told['people']} people, "
            f"{told['complaints_that_keep_every_rule']} of them with every rule kept",
            f"score of the plan {told['score']}, of the best {told['best_score']}, at most {told['best_bound']}",
        ]
        if not self.accepted.has_plan:
            return "\n".join([*lines, f"deferred acceptance has no plan here ({told['deferred_acceptance_status']})"])
        price = "cannot be said" if self.price is None else f"{told['price_least']} to {told['price_most']}"
        lines += [
            f"deferred acceptance: score {told['deferred_acceptance_score']}, "
            f"{told['deferred_acceptance_complaints']} complaints",
            f"price of stability: {price} ({self.mark})",
        ]
        return "\n".join(lines)
