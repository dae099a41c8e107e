"""Instance: one allocation as arrays, and the same as a problem with its scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.model import Problem, Settings

SCORE_STEP = 1e-4
"""Scores are multiples of this, so that a flow on integers has the same optimum."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One allocation as arrays. P participants, S seats, each the only seat of its opportunity, n pairs.

    ``participant`` and ``seat`` (n,) are the pairs, sorted by participant, then seat; ``score`` (n,) float64 in
    [0, 1]; ``count`` (S,) places; ``min_size`` (S,) is 0 where the opportunity is no cohort. With ``female`` (P,),
    ``sector`` (P,) and ``cost`` (S,) in NIS come the quotas and ``budget``; without cohorts they are empty and
    ``budget`` is ``None``.
    """

    participant: Ints
    seat: Ints
    score: npt.NDArray[np.float64]
    count: Ints
    min_size: Ints
    n_participants: int
    female: npt.NDArray[np.bool_]
    sector: Ints
    cost: Ints
    budget: int | None = None

    @staticmethod
    def stepped(raw: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return scores rounded to the next multiple of `SCORE_STEP`."""
        return np.round(np.round(raw / SCORE_STEP) * SCORE_STEP, 4)

    def scores(self) -> pl.DataFrame:
        """Return the pairs as a table of ``participant_id, seat_id, score``."""
        people, seats = _ids("P", self.n_participants), _ids("S", self.count.size)
        return pl.DataFrame(
            {"participant_id": people.gather(self.participant), "seat_id": seats.gather(self.seat), "score": self.score}
        )

    def problem(self) -> Problem:
        """Return the instance as a problem, its rules in the settings; `scores` are apart."""
        opportunities: dict[str, Any] = {
            "opportunity_id": _ids("O", self.count.size),
            "kind": ["job"] * self.count.size,
        }
        participants: dict[str, Any] = {"participant_id": _ids("P", self.n_participants)}
        offered: dict[str, Any] = {
            "seat_id": _ids("S", self.count.size),
            "employer_id": _ids("E", self.count.size),
            "count": self.count,
            "opportunity_id": opportunities["opportunity_id"],
        }
        if self.budget is not None:
            participants["gender"] = np.where(self.female, "female", "male")
            participants["population_group"] = np.array(["a", "b", "c"])[self.sector]
            cohort = self.min_size > 0
            opportunities["kind"] = np.where(cohort, "triangle_training", "job")
            opportunities["min_size"] = [int(n) if n else None for n in self.min_size]
            most = zip(self.count, cohort, strict=True)
            opportunities["max_size"] = [int(n) if is_cohort else None for n, is_cohort in most]
            offered["cost"] = self.cost
        frames = {
            "participants": pl.DataFrame(participants),
            "employers": pl.DataFrame({"employer_id": offered["employer_id"]}),
            "opportunities": pl.DataFrame(opportunities),
            "seats": pl.DataFrame(offered),
        }
        return Problem.from_frames(frames, settings=Settings(programme="general", constraint=tuple(self._rules())))

    def _rules(self) -> list[dict[str, Any]]:
        if self.budget is None:
            return []
        sectors = [
            {"kind": "group_quota", "group": {"population_group": name}, "scope": "each_cohort", "max_share": 0.7}
            for name in ("a", "b", "c")
        ]
        women = {"kind": "group_quota", "group": {"gender": "female"}, "scope": "each_cohort", "min_share": 0.35}
        return [women, *sectors, {"kind": "budget", "cost": "cost", "max": self.budget}]


def _ids(prefix: str, n: int) -> pl.Series:
    return pl.Series(f"{prefix}{i:06d}" for i in range(n))
