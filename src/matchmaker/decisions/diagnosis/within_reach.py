"""within_reach: the seats that only a commute limit keeps from a person, and the facts with that limit raised."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.allocation import Result
from matchmaker.constraints import CommuteLimit
from matchmaker.decisions.diagnosis.longer_ways import FAR
from matchmaker.model import Problem

_BY = "what if"


@dataclass(frozen=True, slots=True, eq=False)
class WithinReach:
    """``seats`` (rows) that every rule but those on distance lets through, with the whole ``minutes`` (rounded up) that
    each asks for; ``limit`` is the person's limit now (their own or the programme's), in whole minutes, ``own`` (``None``: not
    told) and ``programme`` (infinite: none) each of them."""

    participant: int
    seats: npt.NDArray[np.int64]
    minutes: npt.NDArray[np.int64]
    limit: int
    own: float | None
    programme: float

    def raised(self, problem: Problem, limit: int) -> Problem:
        """Return the problem with the person's limit raised to so many minutes."""
        person = problem.participants["participant_id"][self.participant]
        if self.own is not None and self.own < limit:
            mine = pl.col("participant_id") == person
            own = pl.when(mine).then(pl.lit(float(limit))).otherwise(pl.col("max_commute_minutes"))
            problem = problem.replace(participants=problem.participants.with_columns(own.alias("max_commute_minutes")))
        near = self.seats[self.minutes <= limit]
        let = {
            "participant_id": [person] * near.size,
            "seat_id": problem.seats["seat_id"].gather(near).to_list(),
            "decision": ["override"] * near.size,
            "reason": [f"{limit} minutes"] * near.size,
            "by": [_BY] * near.size,
        }
        frame = pl.DataFrame(let, schema={name: problem.decisions.schema[name] for name in let})
        return problem.replace(decisions=pl.concat([problem.decisions, frame], how="diagonal"))


def within_reach(result: Result, participant: int) -> WithinReach:
    """Return what is within reach of a person (a row of participants) if only they would travel longer.

    Empty with given scores, where a pair that is not listed is no candidate at any distance.
    """
    problem, rules = result.problem, [rule for rule in result.constraints if hasattr(rule, "allowed")]
    own = problem.participants["max_commute_minutes"][participant]
    programme = min((float(rule.minutes) for rule in rules if isinstance(rule, CommuteLimit)), default=math.inf)
    limit = programme if own is None else min(programme, float(own))
    nothing = np.empty(0, np.int64)
    if result.scores.given or not problem.n_seats or math.isinf(limit):
        return WithinReach(participant, nothing, nothing, 0 if math.isinf(limit) else math.floor(limit), own, programme)
    row, seats = np.array([[participant]], np.int32), np.arange(problem.n_seats, dtype=np.int32)[None, :]
    possible, near = np.ones((1, problem.n_seats), bool), np.ones((1, problem.n_seats), bool)
    for rule in rules:
        judge: Any = rule
        passed = np.broadcast_to(judge.allowed(problem, result.commutes, row, seats), possible.shape)
        if rule.code in FAR:
            near = near & passed
        else:
            possible = possible & passed
    minutes = result.commutes.of_day(row, seats).astype(np.float64)[0]
    found = np.flatnonzero((possible & ~near)[0] & np.isfinite(minutes))
    return WithinReach(participant, found, np.ceil(minutes[found]).astype(np.int64), math.floor(limit), own, programme)
