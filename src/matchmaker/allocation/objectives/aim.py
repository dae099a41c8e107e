"""Aim: the solver's half of an objective, in columns and exact fractions. More is always better here."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol

from matchmaker.allocation.objectives.stage import Stage
from matchmaker.allocation.solution import Solution


class Aim(Protocol):
    """What every aim can do. Values are those of the objective, negated where less is better, and exact unless scores
    were rounded."""

    @property
    def slack(self) -> Fraction:
        """How far a value may lie from the true one."""
        ...

    def enter(self, stage: Stage) -> Stage:
        """Return the stage with the columns that this aim needs."""
        ...

    def value(self, stage: Stage, plan: Solution) -> Fraction:
        """Return what a plan in the stage's columns is worth."""
        ...

    def most(self, stage: Stage) -> Fraction:
        """Return what no plan exceeds, at a glance."""
        ...

    def demand(self, stage: Stage, least: Fraction, name: str) -> Stage | None:
        """Return the stage of exactly the plans worth at least ``least``, or ``None`` where a fixed pair rules them out."""
        ...
