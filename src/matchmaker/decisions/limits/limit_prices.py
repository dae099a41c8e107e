"""LimitPrices: every limit of a plan with what a little more of it would bring at most."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.decisions.limits.limit_price import LimitPrice
from matchmaker.errors import escape

_SHOWN = 20

_TEXTS = ("change", "rule", "now", "step", "direction", "mark", "re_solved_status")
_COLUMNS = (
    "change", "rule", "now", "step", "price", "gap", "at_most", "direction", "mark", "re_solved_gained", "re_solved_least",
    "re_solved_most", "re_solved_status", "re_solved_placed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LimitPrices:
    """``limits`` with the largest price first, ties by change; ``score`` of the plan, ``bound`` of the relaxation that the prices are
    of (no plan as things are is worth more), and ``notes`` that a reader must see."""

    limits: tuple[LimitPrice, ...]
    score: Decimal
    bound: Decimal
    notes: tuple[str, ...] = ()

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the table ``prices``: one row per limit; money and minutes are in the change, everything else in units of
        score."""
        kinds: dict[str, Any] = {name: pl.String if name in _TEXTS else pl.Float64 for name in _COLUMNS}
        kinds["re_solved_placed"] = pl.Int64
        return {"prices": pl.DataFrame([limit.as_dict() for limit in self.limits], schema=kinds)}

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "score": float(self.score),
            "bound": float(self.bound),
            "limits": [limit.as_dict() for limit in self.limits],
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        lines = []
        for limit in self.limits[:_SHOWN]:
            proved = limit.proved
            re_solved = (
                ""
                if proved is None or proved.gained is None
                else f"; re-solved {proved.gained:+}, between {proved.least:+} and {proved.most:+}"
            )
            lines.append(
                escape(
                    f"{limit.change} ({limit.step}): at most {limit.price} + {limit.gap} more score [{limit.mark}]{re_solved}"
                )
            )
        if len(self.limits) > _SHOWN:
            lines.append(f"and {len(self.limits) - _SHOWN} more, none worth more than these")
        lines.append(f"{len(self.limits)} limits; score {self.score}, no plan as things are above {self.bound}")
        return "\n".join([*lines, *(f"note: {note}" for note in self.notes)])
