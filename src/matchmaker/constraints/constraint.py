"""What a constraint is: one configured rule with two halves that share no code.

The *rows* half (or, for a pair rule, the *allowed* half) tells the solver what to do; the *check* half replays a
finished plan in plain Python over the tables, with exact numbers, and says what is broken. A contract test proves
that the two halves agree on every plan of small generated problems.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from matchmaker.candidates import Pairs
from matchmaker.errors import Finding
from matchmaker.model import Plan, Problem
from matchmaker.travel import Commutes


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule in a plan: the rule's ``code`` and a sentence with the ids, the limit and what was found."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class RuleRows:
    """Rows over pairs and openings in coordinate form, before they become a formulation.

    Entry ``e`` puts integer ``value[e]`` at row ``row[e]`` and column ``column[e]``; columns 0..n_pairs-1 are the
    pairs, then come the openings in the order of `Columns.openings`. ``lower`` and ``upper`` hold ``None`` for "no
    limit". The columns of `matchmaker.constraints.companion_columns` follow the openings.
    """

    names: tuple[str, ...]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    value: npt.NDArray[np.int64]
    lower: tuple[int | None, ...]
    upper: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What the columns of a formulation stand for, given to the rows half of a rule.

    ``openings`` holds, in column order, the row (in ``problem.opportunities``) of each opportunity with ``min_size``
    > 0. ``total`` (n_pairs,) are the pairs' scores, for rules that count them.
    """

    problem: Problem
    pairs: Pairs
    openings: npt.NDArray[np.int64]
    total: npt.NDArray[np.float64] | None = None

    def opening_column(self) -> npt.NDArray[np.int64]:
        """Return, per opportunity row, the column of its opening decision, or -1 where there is none. Shape (O,)."""
        column = np.full(self.problem.opportunities.height, -1, np.int64)
        column[self.openings] = self.pairs.n_pairs + np.arange(self.openings.size)
        return column


@dataclass(frozen=True, slots=True)
class PlanView:
    """A finished plan beside the facts it must obey, as plain rows, for the check half of a rule.

    ``participants``, ``seats``, ``opportunities``, ``employers`` and ``organisations`` map ids to rows (column name
    -> value, ``None`` = not known). ``assignments`` lists (participant id, seat id), ordered by id: those of the
    plan, or the lines of a written plan, in which a person may stand twice. ``overrides`` holds the pairs that a
    person let through, ``positions`` the place of each participant and each seat in ``commutes``, ``scores`` the exact score
    of each candidate pair of the plan (``None`` = not told). Built by `matchmaker.constraints.plan_view`.
    """

    problem: Problem
    plan: Plan
    commutes: Commutes
    participants: Mapping[str, Mapping[str, Any]]
    seats: Mapping[str, Mapping[str, Any]]
    opportunities: Mapping[str, Mapping[str, Any]]
    employers: Mapping[str, Mapping[str, Any]]
    organisations: Mapping[str, Mapping[str, Any]]
    assignments: tuple[tuple[str, str], ...] = ()
    overrides: frozenset[tuple[str, str]] = frozenset()
    positions: tuple[Mapping[str, int], Mapping[str, int]] = field(default_factory=lambda: ({}, {}))
    scores: Mapping[tuple[str, str], Decimal] | None = None

    def placed(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Yield (participant row, seat row) for each assignment, in order of participant id."""
        for participant_id, seat_id in self.assignments:
            yield self.participants[participant_id], self.seats[seat_id]

    def companion_of(self, opportunity_id: str) -> str | None:
        """Return the accompanying organisation of an opportunity: the one it names, else the one the plan chose."""
        named: str | None = self.opportunities[opportunity_id]["companion_org_id"]
        return self.plan.companions.get(opportunity_id) if named is None else named

    def minutes(self, participant_id: str, seat_id: str) -> float | None:
        """Return one-way minutes of a pair on a day at the site: infinite = out of reach, ``None`` = not known."""
        people, places = self.positions
        origin = self.commutes.origin[people[participant_id]]
        site = self.commutes.site if self.commutes.day_site is None else self.commutes.day_site
        value = float(self.commutes.minutes[origin, site[places[seat_id]]])
        return None if math.isnan(value) else value


class Constraint(BaseModel):
    """Base of every configured rule: frozen, strict, unknown keys refused. Subclasses add ``kind`` and their fields.

    ``code`` is the stable reason code of its violations and, for a pair rule, of the pairs it drops.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    code: ClassVar[str]

    def describe(self) -> str:
        """Return the rule in words, for a person."""
        raise NotImplementedError

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong (severity ``error``) or odd (``warning``) when this rule meets the data.

        A finding about the rule itself has file ``settings.toml`` and, as ``column``, the key inside the rule.
        """
        return []

    def check(self, view: PlanView) -> list[Violation]:
        """Return every violation in the plan. Shares no code with the other half."""
        raise NotImplementedError


@runtime_checkable
class PlanRule(Protocol):
    """A constraint that binds the plan as a whole."""

    def rows(self, columns: Columns) -> RuleRows:
        """Return the rule as integer rows."""
        ...
