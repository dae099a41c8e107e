"""Difference: what a change does to a plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.allocation import Result

_SCHEMA = {"scenario": pl.String, "participant_id": pl.String, "was": pl.String, "now": pl.String, "what": pl.String}


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """The plan before some ``changes``, and the plan re-solved ``after`` them.

    The change of the best sum of scores lies between ``least`` and ``most``, whatever the two searches left open:
    ``least`` = score after - bound before, ``most`` = bound after - score before. ``None`` where there is no plan after.
    """

    changes: tuple[str, ...]
    before: Result
    after: Result

    @property
    def name(self) -> str:
        """The changes in one line."""
        return ", ".join(self.changes)

    @property
    def gained(self) -> Decimal | None:
        """Score after less score before."""
        return self._less(self.after.objective, self.before.objective)

    @property
    def least(self) -> Decimal | None:
        """No best plan after the changes is worth less than this beside the best before."""
        return self._less(self.after.objective, self.before.bound)

    @property
    def most(self) -> Decimal | None:
        """No plan after the changes is worth more than this beside the plan before."""
        return self._less(self.after.bound, self.before.objective)

    @staticmethod
    def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
        return None if one is None or other is None else one - other

    @property
    def mark(self) -> str:
        """``proved``, or why it is not: both plans must be proved, or it be proved that there is none after."""
        if self.after.status == "infeasible":
            return "proved"
        for result in (self.before, self.after):
            if result.status not in ("optimal", "within_gap"):
                reason = (
                    f"policy {result.policy}" if result.stopped_by == "effort" else f"stopped by {result.stopped_by}"
                )
                return f"not proved ({reason})"
        return "proved"

    @property
    def objectives(self) -> tuple[tuple[str, float, float], ...]:
        """The objectives in order, each with its value in the plan before and in the one after, where there is one."""
        both = zip(self.before.levels, self.after.levels, strict=False)
        return tuple((was.name, float(was.value), float(now.value)) for was, now in both)

    @property
    def opened(self) -> tuple[str, ...]:
        """Cohorts that open only after the changes, by id."""
        return tuple(sorted(self.after.plan.opened - self.before.plan.opened))

    @property
    def closed(self) -> tuple[str, ...]:
        """Cohorts that open no more, by id."""
        return tuple(sorted(self.before.plan.opened - self.after.plan.opened))

    def moves(self) -> pl.DataFrame:
        """Return who is elsewhere: ``scenario``, ``participant_id``, ``was``, ``now`` (seats, null = none) and ``what``
        (``placed``, ``moved`` or ``unplaced``), by participant id."""
        was, now = self.before.plan.seats, self.after.plan.seats
        rows = [
            (self.name, person, was.get(person), now.get(person), _what(was.get(person), now.get(person)))
            for person in sorted({*was, *now})
            if was.get(person) != now.get(person)
        ]
        return pl.DataFrame(rows, schema=_SCHEMA, orient="row")

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values, the moves by name."""
        before, after = self.before, self.after
        return {
            "changes": list(self.changes),
            "mark": self.mark,
            "status": after.status,
            "placed_before": before.plan.n_placed,
            "placed": after.plan.n_placed if after.has_plan else None,
            **{
                name: _number(getattr(before, key))
                for name, key in (("score_before", "objective"), ("bound_before", "bound"))
            },
            "gap_before": before.gap,
            "score": _number(after.objective),
            "bound": _number(after.bound),
            "gap": after.gap,
            **{key: _number(getattr(self, key)) for key in ("gained", "least", "most")},
            "objectives": [dict(zip(("name", "before", "after"), each, strict=True)) for each in self.objectives],
            "cohorts_opened": list(self.opened) if after.has_plan else [],
            "cohorts_closed": list(self.closed) if after.has_plan else [],
            "clash": list(after.clash),
            "moves": self.moves().drop("scenario").to_dicts() if after.has_plan else [],
        }


def _what(was: str | None, now: str | None) -> str:
    return "placed" if was is None else "unplaced" if now is None else "moved"


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
