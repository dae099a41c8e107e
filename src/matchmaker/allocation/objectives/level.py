"""Level: one objective of a result, with what was reached, what is proved and what is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matchmaker.allocation.objectives.objective import Objective


@dataclass(frozen=True, slots=True)
class Level:
    """One objective, in its own unit and direction, exact.

    ``best`` is the best value found among the plans that keep the levels before it; none of those plans does better than
    ``bound``. Later levels keep to ``held`` (a floor, or a ceiling where less is better): ``best`` less the tolerance.
    ``value`` is what the plan at the end is worth, in ``cannot_say`` of its placements without knowing; ``about`` names
    whom the value is about. ``stopped_by`` and ``strategy`` are as in a result; a level with ``time`` or ``interrupt``
    was cut short.
    """

    objective: Objective
    best: Fraction
    bound: Fraction
    held: Fraction
    value: Fraction
    stopped_by: str
    strategy: str
    cannot_say: int = 0
    about: str | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.objective.called

    @property
    def gap(self) -> float:
        """How far ``best`` may lie from the best there is, relative to the larger of ``best`` and ``bound``."""
        return float(abs(self.bound - self.best) / max(abs(self.bound), abs(self.best), Fraction(1, 10**9)))

    @property
    def cut_short(self) -> bool:
        """Whether time or a person ended it."""
        return self.stopped_by in ("time", "interrupt")

    def as_dict(self) -> dict[str, Any]:
        """Return the level as plain values: numbers for reading, and the same as exact text."""
        exact = {key: getattr(self, key) for key in ("value", "best", "bound", "held")}
        return {
            "name": self.name,
            "words": self.objective.describe(),
            "unit": self.objective.unit,
            "better": self.objective.better,
            **{key: float(value) for key, value in exact.items()},
            "tolerance": float(abs(self.best - self.held)),
            "gap": self.gap,
            "cannot_say": self.cannot_say,
            "about": self.about,
            "stopped_by": self.stopped_by,
            "strategy": self.strategy,
            "exact": {key: exact_text(value) for key, value in exact.items()},
            "objective": self.objective.as_settings(),
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, Any], objective: Objective) -> Level:
        """Return the level that `as_dict` told of."""
        best, bound, held, value = (Fraction(told["exact"][key]) for key in ("best", "bound", "held", "value"))
        about = None if told["about"] is None else str(told["about"])
        stopped_by, strategy = str(told["stopped_by"]), str(told["strategy"])
        return cls(objective, best, bound, held, value, stopped_by, strategy, int(told["cannot_say"]), about)


def exact_text(value: Fraction) -> str:
    """Return a fraction as a decimal where it is one of few digits, else as ``p/q``.

    >>> exact_text(Fraction(5, 4)), exact_text(Fraction(1, 3)), exact_text(Fraction(-7))
    ('1.25', '1/3', '-7')
    """
    scale = 1
    while scale <= 10**12:
        if scale % value.denominator == 0:
            whole = abs(value.numerator) * (scale // value.denominator)
            digits = f"{whole // scale}.{whole % scale:0{len(str(scale)) - 1}d}" if scale > 1 else str(whole)
            return f"-{digits}" if value < 0 else digits
        scale *= 10
    return f"{value.numerator}/{value.denominator}"
