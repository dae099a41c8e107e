"""Result: a plan with its certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matchmaker.constraints import Constraint
    from matchmaker.model import Plan, Problem
    from matchmaker.scoring import ScoreTable
    from matchmaker.travel import Commutes

Status = Literal["optimal", "within_gap", "feasible", "infeasible", "no_plan_found"]
OPTIMALITY_TOLERANCE = 1e-4
"""A relative gap at or below this counts as ``optimal``, the usual convention of MIP solvers; the gap is always shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What `matchmaker.allocate` returns.

    ``objective`` and ``bound`` are exact sums of scores (objective <= bound); ``gap`` = (bound - objective) / max(1e-9, bound).
    ``status`` is ``optimal`` (gap <= `OPTIMALITY_TOLERANCE`), ``within_gap`` (<= the gap asked for), ``feasible``
    (a plan, stopped early or by a policy without a bound), ``infeasible`` or ``no_plan_found``. ``stopped_by`` says what ended the work:
    ``proof``, ``gap``, ``time``, ``effort`` or ``interrupt``. ``clash`` names rows that clash when infeasible. ``notes``
    are sentences a reader must see (assumed rules, rounds of closing cohorts, the lottery's seed).
    """

    plan: Plan
    status: Status
    objective: Decimal
    bound: Decimal
    gap: float
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
