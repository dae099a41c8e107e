"""Overbooking: how many to invite to each cohort, with both probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.errors import escape


@dataclass(frozen=True, slots=True, eq=False)
class Overbooking:
    """``cohorts``: one row per cohort that opens, by id: opportunity_id, min_size, max_size (the cohort's own or
    its places, whichever is smaller), placed,
    invite (how many people in all), at_least_min = P(attendance >= min_size), over_max = P(attendance > max_size), holds
    (at_least_min >= 1 - alpha and over_max <= beta), needed (how many would do; more than ``invite`` where the waiting list is
    too short, null = no number is known to), about (what is missing where it does not hold).

    ``invited``: one row per person to invite, by cohort and place in the order: opportunity_id, order, participant_id,
    seat_id, role (``placed``, ``reserve``), drop_out (the probability reckoned with).
    """

    cohorts: pl.DataFrame
    invited: pl.DataFrame
    alpha: float
    beta: float

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables by the names of their files."""
        return {"overbooking": self.cohorts, "invited": self.invited}

    def as_dict(self) -> dict[str, Any]:
        """Return both tables as plain rows, with what was asked for."""
        return {"alpha": self.alpha, "beta": self.beta, **{name: f.to_dicts() for name, f in self.to_frames().items()}}

    def __str__(self) -> str:
        lines = [f"asked: P(at least the minimum) >= {1 - self.alpha:g}, P(over the maximum) <= {self.beta:g}"]
        for row in self.cohorts.iter_rows(named=True):
            verdict = "both hold" if row["holds"] else escape(row["about"])
            lines.append(
                f"{escape(row['opportunity_id'])}: {row['placed']} placed, invite {row['invite']}; "
                f"P(at least {row['min_size']}) = {row['at_least_min']:.4f}, "
                f"P(over {row['max_size']}) = {row['over_max']:.4f}: {verdict}"
            )
        return "\n".join(lines)
