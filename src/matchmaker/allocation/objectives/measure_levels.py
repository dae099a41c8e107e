"""measure_levels: the levels of a plan counted by the halves that know no solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from matchmaker.allocation.objectives.level import Level
from matchmaker.allocation.objectives.objective import Finished, Measured
from matchmaker.constraints import Violation

_ROUNDING = Fraction(1, 10**9)
"""What one score may lose where scores are too fine for the solvers (`matchmaker.allocation.integer_gains`)."""


def measure_levels(levels: Sequence[Level], finished: Finished) -> tuple[Level, ...]:
    """Return the levels with the value, the unknowns and the names that a replay of the plan gives."""
    return tuple(_measured(level, level.objective.measure(finished)) for level in levels)


def _measured(level: Level, measured: Measured) -> Level:
    return replace(level, value=measured.value, cannot_say=measured.cannot_say, about=measured.about)


def broken_levels(levels: Sequence[Level], finished: Finished) -> list[Violation]:
    """Return what does not hold in the levels of a plan: values that are claimed and not there, levels that are not held
    or not within their tolerance, bounds that the plan or the best exceeds."""
    return [violation for level in levels for violation in _broken(level, finished)]


def _broken(level: Level, finished: Finished) -> list[Violation]:
    objective, name = level.objective, f"objective '{level.name}'"
    value, sign = objective.measure(finished).value, level.objective.sign
    loose = _ROUNDING * (len(finished.view.participants) + len(finished.view.opportunities))
    wrong = []
    if abs(value - level.value) > loose:
        wrong.append(f"{name} comes to {float(value)}, and {float(level.value)} is claimed")
    if sign * value < sign * level.held:
        wrong.append(f"{name} comes to {float(value)}, and is to be held at {float(level.held)}")
    if sign * (level.best - level.held) > objective.allowance(level.best) + loose:
        wrong.append(f"{name} is held at {float(level.held)}, further from {float(level.best)} than its tolerance")
    if sign * level.held > sign * level.best:
        wrong.append(f"{name} is held at {float(level.held)}, beyond its best of {float(level.best)}")
    if sign * level.bound + loose < max(sign * value, sign * level.best):
        wrong.append(f"{name} cannot be more than {float(level.bound)}, and its best or its value is")
    return [Violation("objective_level", text) for text in wrong]
