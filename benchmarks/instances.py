"""Seeded instances for the benchmarks: bare arrays, and the same as a folder of CSV files beside a file of scores.

Run ``python benchmarks/instances.py seats_only OUT`` or ``python benchmarks/instances.py cohorts OUT`` to write one.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.spatial import cKDTree

from matchmaker.io import write
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

    def scores(self) -> pl.DataFrame:
        """Return the pairs as a table of ``participant_id, seat_id, score``."""
        people, seats = _ids("P", self.n_participants), _ids("S", self.count.size)
        return pl.DataFrame(
            {"participant_id": people[self.participant], "seat_id": seats[self.seat], "score": self.score}
        )

    def problem(self) -> Problem:
        """Return the instance as a problem, its rules in the settings; scores are apart."""
        people, seats = _ids("P", self.n_participants), _ids("S", self.count.size)
        participants: dict[str, Any] = {"participant_id": people}
        opportunities: dict[str, Any] = {
            "opportunity_id": _ids("O", self.count.size),
            "kind": ["job"] * self.count.size,
        }
        offered: dict[str, Any] = {"seat_id": seats, "employer_id": _ids("E", self.count.size), "count": self.count}
        offered["opportunity_id"] = opportunities["opportunity_id"]
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


def seats_only(
    n_participants: int = 10_000, n_seats: int = 1_000, *, per_participant: int = 50, seed: int = 0
) -> Instance:
    """Return an instance without cohorts or quotas: every person has ``per_participant`` seats of random score.

    Places are 1 to 19 a seat, about as many in all as people in the default size.
    """
    rng = np.random.default_rng(seed)
    chosen = np.argpartition(rng.random((n_participants, n_seats)), per_participant - 1, axis=1)[:, :per_participant]
    seat = np.sort(chosen, axis=1).ravel().astype(np.int64)
    participant = np.repeat(np.arange(n_participants), per_participant)
    count = rng.integers(1, 20, size=n_seats)
    none = np.empty(0, np.int64)
    zeros = np.zeros(n_seats, np.int64)
    score = _scores(rng.random(seat.size))
    return Instance(participant, seat, score, count, zeros, n_participants, none.astype(bool), none, none)


def cohorts(n_participants: int = 300, n_opportunities: int = 40, *, seed: int = 0) -> Instance:
    """Return a cohort-shaped instance: people and opportunities in towns of a square, candidates by distance.

    A quarter of the opportunities are cohorts of 8-15 to 12-20 people that open or not, with at least 35 % women and at
    most 70 % of one of three sectors in each; the others take 1 to 3. Everyone has the 50 to 60 nearest opportunities
    (all, if there are fewer). Sectors live apart, mostly. The budget is half of what placing everybody would
    cost at the mean.
    """
    rng = np.random.default_rng(seed)
    towns = rng.random((max(4, n_opportunities // 10), 2))
    home, site = rng.integers(len(towns), size=n_participants), rng.integers(len(towns), size=n_opportunities)
    people = towns[home] + rng.normal(0, 0.03, (n_participants, 2))
    places = towns[site] + rng.normal(0, 0.03, (n_opportunities, 2))
    width = min(60, n_opportunities)
    far, near = cKDTree(places).query(people, k=width)
    far, near = far.reshape(n_participants, -1), near.reshape(n_participants, -1)
    kept = np.arange(near.shape[1]) < rng.integers(min(50, width), width + 1, size=n_participants)[:, None]
    participant = np.nonzero(kept)[0]
    order = np.lexsort((near[kept], participant))
    raw = np.exp(-far[kept] / 0.5) * (0.4 + 0.6 * rng.random(participant.size))
    is_cohort = np.arange(n_opportunities) < n_opportunities // 4
    least = rng.integers(8, 16, size=n_opportunities)
    most = rng.integers(np.maximum(12, least), 21)
    cost = rng.integers(20, 71, size=n_opportunities) * 100
    odd = rng.random(n_participants) < 0.25
    return Instance(
        participant,
        near[kept][order].astype(np.int64),
        _scores(raw[order]),
        np.where(is_cohort, most, rng.integers(1, 4, size=n_opportunities)),
        np.where(is_cohort, least, 0),
        n_participants,
        rng.random(n_participants) < 0.5,
        np.where(odd, rng.integers(3, size=n_participants), home % 3),
        cost,
        int(cost.mean() * n_participants / 2),
    )


def write_instance(instance: Instance, folder: Path) -> None:
    """Write ``folder/data`` (CSV files and settings) and ``folder/scores.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    write(instance.problem(), folder / "data", replace=True)
    instance.scores().write_csv(folder / "scores.csv")


def _scores(raw: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.round(np.round(raw / SCORE_STEP) * SCORE_STEP, 4)


def _ids(prefix: str, n: int) -> npt.NDArray[np.object_]:
    return np.array([f"{prefix}{i:06d}" for i in range(n)], dtype=object)


if __name__ == "__main__":
    kind, out = sys.argv[1], Path(sys.argv[2])
    sizes = [int(size) for size in sys.argv[3:]]
    write_instance({"seats_only": seats_only, "cohorts": cohorts}[kind](*sizes), out)
