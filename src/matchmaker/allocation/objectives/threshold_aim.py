"""ThresholdAim: an aim that is no sum; its best value is found by asking which values can be reached."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, runtime_checkable

from matchmaker.allocation.objectives.aim import Aim


@runtime_checkable
class ThresholdAim(Aim, Protocol):
    """An `Aim` whose values lie on a grid that can be searched by halves."""

    def middle(self, low: Fraction, high: Fraction) -> Fraction:
        """Return a value that a plan could have, above ``low`` and at most ``high`` (which is one), about half-way."""
        ...

    def below(self, value: Fraction) -> Fraction:
        """Return the largest value under ``value`` that a plan could have."""
        ...
