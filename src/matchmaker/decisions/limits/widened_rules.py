"""widened_rules: each number in the settings of the rules, a step wider."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from matchmaker.constraints import Constraint
from matchmaker.decisions.limits.change import RULES, Change


@dataclass(frozen=True, slots=True)
class _Step:
    """By how much a key is made wider, in words, and what it cannot pass."""

    by: Decimal
    words: str
    end: Decimal | None = None


_STEPS = {
    ("budget", "max"): _Step(Decimal(1000), "NIS 1,000 more"),
    ("commute_limit", "minutes"): _Step(Decimal(10), "ten minutes more", Decimal(1440)),
    ("employer_maximum", "max"): _Step(Decimal(1), "one person more at each"),
    ("absorption_limit", "most"): _Step(Decimal(1), "one person more at each"),
    ("group_quota", "min_count"): _Step(Decimal(-1), "one person off the floor", Decimal(0)),
    ("group_quota", "max_count"): _Step(Decimal(1), "one person more"),
    ("group_quota", "min_share"): _Step(Decimal("-0.05"), "five points off the floor", Decimal(0)),
    ("group_quota", "max_share"): _Step(Decimal("0.05"), "five points more", Decimal(1)),
    ("placement_floor", "min_rate"): _Step(Decimal("-0.05"), "five points off the floor", Decimal(0)),
    ("score_floor", "min_mean"): _Step(Decimal("-0.05"), "0.05 off the floor", Decimal(0)),
}
"""Kinds of rule and keys, with the step that is priced. [assumed: a unit that a person can picture]"""


@dataclass(frozen=True, slots=True)
class Widened:
    """A rule with one key a step wider, and the change that says so; ``place`` is its position among the rules."""

    place: int
    rule: Constraint
    change: Change
    now: str
    step: str


def widened_rules(constraints: Sequence[Constraint]) -> Iterator[Widened]:
    """Yield every number of a rule that can be wider, in the order of the rules."""
    for place, rule in enumerate(constraints):
        kind = str(getattr(rule, "kind", ""))
        alike = [other for other in constraints if getattr(other, "kind", None) == kind]
        index = next(at for at, other in enumerate(alike) if other is rule) if len(alike) > 1 else None
        for (of, key), step in _STEPS.items():
            now: Any = getattr(rule, key, None) if of == kind else None
            if now is None:
                continue
            new = Decimal(now) + step.by
            if step.end is not None:
                new = max(new, step.end) if step.by < 0 else min(new, step.end)
            if new != now:
                value = type(now)(new)
                change = Change(RULES, kind, key, f"{new:f}", index)
                yield Widened(place, rule.model_copy(update={key: value}), change, f"{Decimal(now):f}", step.words)
