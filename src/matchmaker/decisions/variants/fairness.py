"""Fairness: how groups fare in a plan, what can be told of the gaps between them, and what floors cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.variants.floor_price import FloorPrice
from matchmaker.errors import escape

_PRICES = {
    "floor": pl.String,
    "stands": pl.Boolean,
    "score_without": pl.Float64,
    "bound_without": pl.Float64,
    "score_with": pl.Float64,
    "bound_with": pl.Float64,
    "price": pl.Float64,
    "price_least": pl.Float64,
    "price_most": pl.Float64,
    "mark": pl.String,
}


@dataclass(frozen=True, slots=True, eq=False)
class Fairness:
    """Tables about the groups of a plan; ``level`` is the confidence of their intervals, ``least`` the fewest people of
    whom a gap is told, ``seed`` that of the bootstrap.

    ``groups`` (`matchmaker.decisions.variants.group_rates`), ``gaps`` (`matchmaker.decisions.variants.group_gaps`), ``envy``
    (`matchmaker.decisions.variants.find_envy`), ``prices`` of floors, in the order asked for.
    """

    result: Result
    groups: pl.DataFrame
    gaps: pl.DataFrame
    envy: pl.DataFrame
    prices: tuple[FloorPrice, ...]
    level: float
    least: int
    seed: int

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables ``groups``, ``gaps``, ``envy`` and ``prices``."""
        prices = pl.DataFrame([price.as_dict() for price in self.prices], schema=_PRICES)
        return {"groups": self.groups, "gaps": self.gaps, "envy": self.envy, "prices": prices}

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain values, with the tables of groups, gaps and prices as lists of rows."""
        frames = self.to_frames()
        told = {"level": self.level, "least": self.least, "seed": self.seed, "envious": self.envy.height}
        return {**told, **{name: frames[name].to_dicts() for name in ("groups", "gaps", "prices")}}

    def __str__(self) -> str:
        lines = []
        for row in self.groups.iter_rows(named=True):
            name = "not known" if row["group"] is None else row["group"]
            mean = _interval(row["mean_score"], row["mean_low"], row["mean_high"])
            rate = _interval(row["rate"], row["rate_low"], row["rate_high"])
            lines.append(
                f"{row['column']} {name}: {row['placed']} of {row['people']} placed, rate {rate}; mean score {mean}; "
                f"{row['envious']} would rather have another's seat"
            )
        for row in self.gaps.iter_rows(named=True):
            gap = _interval(row["gap"], row["low"], row["high"])
            lines.append(f"{row['column']} {row['group']} less {row['other']}: {row['measure']} {gap}: {row['says']}")
        if self.gaps.height > 1:
            lines.append(
                f"each interval is of {self.level:.4g} by itself: of {self.gaps.height} gaps some are told by chance"
            )
        for price in self.prices:
            shown = "" if price.price is None else f", costs {price.price} (from {price.least} to {price.most})"
            lines.append(f"{price.floor}{' (stands)' if price.stands else ''}{shown}: {price.mark}")
        return "\n".join(escape(line) for line in lines)


def _interval(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "cannot be said"
    return f"{value:.3f}" + ("" if low is None or high is None else f" ({low:.3f} to {high:.3f})")
