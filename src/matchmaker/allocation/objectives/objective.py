"""What an objective is: one configured aim of a plan, with two halves that share no code.

The *aim* half tells the solvers what to look for; the *measure* half counts a finished plan in plain Python over the
tables, with exact numbers. A contract test proves that the two halves agree on every plan of small generated problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.allocation.objectives.aim import Aim
from matchmaker.allocation.objectives.facts import Facts
from matchmaker.constraints import PlanView
from matchmaker.criteria import Exact
from matchmaker.errors import Finding
from matchmaker.model import Plan, Problem

Better = Literal["higher", "lower"]
ROUNDED = Fraction(1, 2)
"""A score that was rounded for the solvers lies at most this much of a unit beside its own."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished plan for the measure half: the plan beside the facts, and the exact score of each of its pairs."""

    view: PlanView
    scores: Mapping[tuple[str, str], Decimal]

    def commute_minutes(self, participant_id: str, seat_id: str) -> float:
        """Return one-way minutes of a pair on the mean working day: infinite = out of reach, NaN = not known."""
        people, places = self.view.positions
        commutes = self.view.commutes
        return float(commutes.minutes[commutes.origin[people[participant_id]], commutes.site[places[seat_id]]])


@dataclass(frozen=True, slots=True)
class Measured:
    """What a plan is worth to an objective, in its unit; for how many placements it cannot be said; and who it is about
    (such as the group that is worst off)."""

    value: Fraction
    cannot_say: int = 0
    about: str | None = None


class Objective(BaseModel):
    """Base of every configured objective: frozen, strict, unknown keys refused. Subclasses add ``kind`` and their keys.

    ``tolerance`` (in the objective's unit) or ``tolerance_share`` (of its best value, 0 to 1) says how far later
    objectives may move it from its best. ``name`` (else the kind) is what results call it.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    code: ClassVar[str]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    tolerance: Annotated[Exact, Field(ge=0)] | None = None
    tolerance_share: Annotated[Exact, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _one_tolerance(self) -> Self:
        if self.tolerance is not None and self.tolerance_share is not None:
            expected = {"expected": "tolerance or tolerance_share, not both", "key": "tolerance_share"}
            raise PydanticCustomError("type-error", "states two tolerances", expected)
        return self

    @property
    def called(self) -> str:
        """What results call it."""
        return self.name or self.code

    @property
    def unit(self) -> str:
        """Unit of its values, in a word."""
        raise NotImplementedError

    @property
    def better(self) -> Better:
        """Whether more is better, or less."""
        return "higher"

    @property
    def sign(self) -> int:
        """1 where more is better, else -1: value times sign is what an aim makes large."""
        return 1 if self.better == "higher" else -1

    @property
    def is_sum(self) -> bool:
        """Whether it is a sum over pairs, openings and employers, so that it may be a term of a weighted one."""
        return True

    @property
    def empty_is_best(self) -> bool:
        """Whether a plan that places nobody is as good as any."""
        return self.better == "lower"

    def allowance(self, best: Fraction) -> Fraction:
        """Return how far from ``best`` later objectives may move it."""
        if self.tolerance_share is not None:
            return abs(best) * Fraction(self.tolerance_share)
        return Fraction(self.tolerance or 0)

    def describe(self) -> str:
        """Return the objective in words, for a person."""
        raise NotImplementedError

    def inspect(self, problem: Problem) -> list[Finding]:
        """Return what is wrong (severity ``error``) or odd (``warning``) when it meets the data, as a rule does."""
        return []

    def beside(self, previous: Plan) -> Self:
        """Return the objective beside the plan that stood before; most do not look at it."""
        return self

    def aim(self, facts: Facts) -> Aim:
        """Return the solver's half."""
        raise NotImplementedError

    def measure(self, finished: Finished) -> Measured:
        """Return what a finished plan is worth. Shares no code with the other half."""
        raise NotImplementedError

    def as_settings(self) -> dict[str, Any]:
        """Return it as ``settings.toml`` writes it."""
        return self.model_dump(mode="json", exclude_none=True)


def no_openings(facts: Facts) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return gains of nothing for every opening."""
    return np.zeros(facts.formulation.n_openings, np.int64)
