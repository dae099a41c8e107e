"""Diagnosis: why there is no plan, and what would have to give way for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import polars as pl

from matchmaker.allocation import Result
from matchmaker.decisions.diagnosis.change import Change
from matchmaker.decisions.diagnosis.relaxation_costs import RelaxationCosts


@dataclass(frozen=True, slots=True)
class Clashing:
    """A rule's row in a conflict set: its ``code``, what it asks (``asks``), why it cannot be kept where that is known,
    and whether it is proved that without it the others can be kept (``needed``: proved or not proved)."""

    rule: str
    asks: str
    why: str
    needed: str


@dataclass(frozen=True, slots=True)
class Given:
    """One change of an option: how far the number goes (``by`` units), what it becomes and what that costs."""

    change: Change
    by: int
    after: Decimal | None
    cost: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One way out: the ``changes``, their ``cost`` and the ``bound`` below which no further option costs.

    ``proof`` is ``proved`` where both are equal (`BUT_FOR_THE_CHOICE` where a plan chooses companions), else ``not proved``.
    ``result`` is the plan that the changed numbers give, solved again under every rule.
    """

    changes: tuple[Given, ...]
    cost: Decimal
    bound: Decimal
    proof: str
    result: Result


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """What `matchmaker.diagnose` returns.

    ``status`` is ``feasible`` (there is a plan, and nothing to diagnose), ``infeasible`` (proved) or ``not proved`` (stopped
    before it was known). ``conflict`` are rows that no plan keeps together, ``minimal`` whether each is proved to be
    needed. ``options`` are ways out, the cheapest first, no two with the same changes and none that only adds to an earlier one;
    ``ended`` says why there are no more: ``options`` (as many as asked for), ``none left`` (proved; or ``BUT_FOR_THE_CHOICE``) or ``not proved``
    (stopped). ``costs`` are the prices; ``notes`` what a reader must see.
    """

    status: Literal["feasible", "infeasible", "not proved"]
    conflict: tuple[Clashing, ...]
    minimal: bool
    options: tuple[Option, ...]
    ended: str
    costs: RelaxationCosts
    notes: tuple[str, ...] = ()

    def to_frames(self) -> Mapping[str, pl.DataFrame]:
        """Return the tables ``conflict``, ``options``, ``changes``, ``plans`` (placements of every option) and ``costs``."""
        from matchmaker.decisions.diagnosis.diagnosis_frames import diagnosis_frames

        return diagnosis_frames(self)

    def as_dict(self) -> dict[str, Any]:
        """Return everything but the plans as plain values."""
        frames = self.to_frames()
        changes = frames["changes"].to_dicts()
        return {
            "status": self.status,
            "conflict": frames["conflict"].to_dicts(),
            "minimal": self.minimal,
            "options": [
                {**each, "changes": [change for change in changes if change["option"] == each["option"]]}
                for each in frames["options"].to_dicts()
            ],
            "ended": self.ended,
            "costs": frames["costs"].to_dicts(),
            "notes": list(self.notes),
        }
