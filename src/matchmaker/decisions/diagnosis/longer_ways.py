"""longer_ways: pairs that only a limit on commuting keeps apart, and how that limit gives way for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

import numpy as np
import numpy.typing as npt

from matchmaker.allocation import UNBOUNDED, Formulation, Result, Rows
from matchmaker.allocation.csr import csr
from matchmaker.candidates import PairRule, Pairs
from matchmaker.constraints import CommuteLimit, Constraint, OwnCommuteLimit
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.way import Way
from matchmaker.model import Problem
from matchmaker.travel import Commutes

MOST_MINUTES = 30
"""By so many minutes at most a limit gives way: who lives farther is not meant. [assumed]"""
FAR = ("own_commute_limit", "commute_limit")
"""Codes of the rules that keep people and seats apart for the way between them."""
_LONGEST = 1440.0
_NEVER = 10**6
"""Stands for a pair that no number of minutes brings together."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """The pair rule in the place of ``rule``, one of those on commuting: it lets through what would be within
    `MOST_MINUTES` more as well."""

    rule: Constraint

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    def allowed(
        self,
        problem: Problem,
        commutes: Commutes,
        participants: npt.NDArray[np.int32],
        seats: npt.NDArray[np.int32],
    ) -> npt.NDArray[np.bool_]:
        """Return which pairs pass."""
        return minutes_over(self.rule, problem, commutes, participants, seats) <= MOST_MINUTES


def minutes_over(
    rule: Constraint,
    problem: Problem,
    commutes: Commutes,
    participants: npt.NDArray[np.int32],
    seats: npt.NDArray[np.int32],
) -> npt.NDArray[np.int64]:
    """Return by how many whole minutes the limit of a rule on commuting would have to be higher, for each pair.

    0 where the rule lets the pair through, more than any limit may be where it never would.
    """
    passes = cast("PairRule", rule).allowed(problem, commutes, participants, seats)
    minutes = commutes.of_day(participants, seats).astype(np.float64)
    limit: float | npt.NDArray[np.float64]
    if isinstance(rule, CommuteLimit):
        limit = float(rule.minutes)
    else:
        limit = problem.participants["max_commute_minutes"].fill_null(np.inf).to_numpy()[participants]
    near = np.isfinite(limit) & (minutes <= _LONGEST)
    over = np.ceil(np.where(near, minutes, 0.0) - np.where(near, limit, 0.0))
    found: npt.NDArray[np.int64] = np.where(passes, 0, np.where(near, np.maximum(over, 1), _NEVER)).astype(np.int64)
    return found


def longer_ways(
    formulation: Formulation, pairs: Pairs, result: Result, cost: Decimal
) -> tuple[Formulation, tuple[Way, ...]]:
    """Return the formulation, over ``pairs`` that the rules as `Loosened` let through, with rows that keep people
    within the limits as they are, and the ways in which those give way; ``cost`` is that of a minute.

    A person has one place at most, so one row a person says it for all seats.
    """
    people, seats = pairs.participant[formulation.order], pairs.seat[formulation.order]
    table = result.problem.participants
    ids, own = table["participant_id"], table["max_commute_minutes"]
    blocks, ways = list(formulation.rows), list[Way]()
    start = sum(len(block.names) for block in blocks)
    for position, rule in enumerate(result.constraints):
        if rule.code not in FAR:
            continue
        over = minutes_over(rule, result.problem, result.commutes, people, seats)
        at = np.flatnonzero(over)
        if not at.size:
            continue
        who, row = np.unique(people[at], return_inverse=True)
        most = np.zeros(who.size, np.int64)
        np.maximum.at(most, row, over[at])
        names = tuple(f"participant '{ids[each]}': {rule.describe()}" for each in who.tolist())
        none = np.zeros(who.size, np.int64)
        blocks.append(
            Rows(rule.code, names, csr(over[at], row, at, (who.size, formulation.n_columns)), none - UNBOUNDED, none)
        )
        rows = range(start, start + who.size)
        if isinstance(rule, OwnCommuteLimit):
            for each, here, far in zip(who.tolist(), rows, most.tolist(), strict=True):
                now = Decimal(repr(own[each]))
                change = Change("commute", "participants", ids[each], "max_commute_minutes", "minute", 1, now)
                ways.append(Way(change, (here,), (1,), False, far, cost))
        elif isinstance(rule, CommuteLimit):
            words = rule.describe()
            everybody = Change("commute", "constraint", None, "minutes", "minute", 1, rule.minutes, position, words)
            ways.append(Way(everybody, tuple(rows), (1,) * who.size, False, int(most.max()), cost))
        start += who.size
    return replace(formulation, rows=tuple(blocks)), tuple(ways)
