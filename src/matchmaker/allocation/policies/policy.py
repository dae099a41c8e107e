"""Policy: how a plan is made from a formulation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from matchmaker.allocation.formulation import Formulation
from matchmaker.allocation.search_progress import SearchProgress
from matchmaker.allocation.solution import Solution
from matchmaker.scoring import ScoreTable


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard and how long to try: relative ``gap``, ``time_limit`` in seconds, ``seed``, an event that stops, and who
    is told what is found meanwhile."""

    gap: float = 1e-4
    time_limit: float | None = None
    seed: int = 0
    interrupt: Event | None = None
    progress: Callable[[SearchProgress], None] | None = None


class Policy(Protocol):
    """A way to make a plan. It returns a plan that obeys every row, or says that it found none."""

    def __call__(self, formulation: Formulation, scores: ScoreTable, effort: Effort) -> Solution:
        """Return the plan, ``infeasible``, or ``no_plan_found`` with the rows that could not be met."""
        ...
