"""Result: a plan with its certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import polars as pl

    from matchmaker.allocation.objectives import Level
    from matchmaker.allocation.previous import Previous
    from matchmaker.constraints import Constraint
    from matchmaker.model import Plan, Problem
    from matchmaker.scoring import ScoreTable
    from matchmaker.travel import Commutes

Status = Literal["optimal", "within_gap", "feasible", "infeasible", "no_plan_found"]
OPTIMALITY_TOLERANCE = 1e-4
"""A relative gap at or below this counts as ``optimal``, the usual convention of MIP solvers; the gap is always
shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What `matchmaker.allocate` returns.

    ``objective`` and ``bound`` are exact sums of scores less the penalties of the cohorts that open (objective <=
    bound); ``gap`` = (bound - objective) / max(1e-9, abs(bound)); all three are ``None`` where there is no plan. ``status`` is ``optimal`` (gap <=
    `OPTIMALITY_TOLERANCE`), ``within_gap`` (<= the gap asked for), ``feasible`` (a plan, stopped early or by a policy
    without a bound), ``infeasible`` or ``no_plan_found``.
    ``stopped_by`` says what ended the work: ``proof``, ``gap``, ``time``, ``effort`` (a policy that does not search
    has finished) or ``interrupt``. ``clash`` names rows that clash when infeasible. ``notes`` are sentences a reader
    must see (assumed rules, rounds of closing cohorts, the lottery's seed).

    ``levels`` are the objectives in order where any are set (`matchmaker.allocation.objectives.Level`). ``gap`` and
    ``status`` are then those of the levels, the largest gap of all; ``objective`` is the sum of scores as always, and
    ``bound`` that of the level ``score``, or where there is none what no plan at all exceeds.

    ``previous`` is the plan that stood before, where one was given: what it asks is among the levels, never in
    ``objective``.
    """

    plan: Plan
    status: Status
    objective: Decimal | None
    bound: Decimal | None
    gap: float | None
    seconds: float
    seed: int
    policy: str
    strategy: str
    stopped_by: str
    problem: Problem
    scores: ScoreTable
    commutes: Commutes
    constraints: tuple[Constraint, ...]
    programme: str
    versions: Mapping[str, str] = field(default_factory=dict)
    clash: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    previous: Previous | None = None

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan (an empty one counts)."""
        return self.status in ("optimal", "within_gap", "feasible")

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables ``plan``, ``cohorts``, ``unplaced`` and ``warned``, each ordered by id
        (`matchmaker.allocation.frames`)."""
        from matchmaker.allocation.frames import cohorts_frame, plan_frame, warned_frame
        from matchmaker.allocation.unplaced import unplaced_frame

        return {
            "plan": plan_frame(self),
            "cohorts": cohorts_frame(self),
            "unplaced": unplaced_frame(self),
            "warned": warned_frame(self),
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the certificate as plain values, the content of ``result.json``.

        ``objective`` and ``bound`` are the floats nearest to the exact decimals (up to 15 digits they print the same);
        ``opening_penalties`` is what the cohorts that open took off the objective.
        Two runs on the same input agree in everything but ``seconds``.
        """
        from matchmaker.allocation.input_hash import input_hash
        from matchmaker.allocation.opening_charges import opening_charges

        return {
            "status": self.status,
            "objective": None if self.objective is None else float(self.objective),
            "bound": None if self.bound is None else float(self.bound),
            "gap": self.gap,
            "seconds": round(self.seconds, 3),
            "opening_penalties": float(opening_charges(self.problem, self.plan.opened)),
            "placed": self.plan.n_placed,
            "n_participants": self.problem.n_participants,
            "seed": self.seed,
            "input_hash": input_hash(self),
            "versions": dict(self.versions),
            "policy": self.policy,
            "strategy": self.strategy,
            "programme": self.programme,
            "stopped_by": self.stopped_by,
            "clash": list(self.clash),
            "notes": list(self.notes),
            **({"levels": [level.as_dict() for level in self.levels]} if self.levels else {}),
            **({} if self.previous is None or not self.has_plan else self.previous.as_dict(self.plan)),
        }

    def __str__(self) -> str:
        from matchmaker.allocation.summary import summary

        return summary(self)
