"""Check: whether a condition holds, does not, or cannot be said, with the fields to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from matchmaker.criteria import Criterion, OneOf, Within, holds
from matchmaker.programmes.money_condition import Conditions


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one placement or request: name to value, and for those not known the columns to ask for."""

    values: Mapping[str, bool | Decimal | str | None]
    missing: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition judged. ``holds`` is ``None`` where it cannot be said; then ``ask`` names the columns to fill in."""

    name: str
    name_he: str | None
    holds: bool | None
    source: str | None
    assumed: bool
    ask: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the check as plain values."""
        answer = {True: "met", False: "failed", None: "cannot_say"}[self.holds]
        return {"condition": self.name, "answer": answer, "source": self.source, "assumed": self.assumed,
                "ask": list(self.ask)}  # fmt: skip


def checks_of(conditions: Conditions, facts: Facts) -> tuple[Check, ...]:
    """Return every condition judged on ``facts``, in the profile's order."""
    return tuple(
        Check(
            name=condition.name,
            name_he=condition.name_he,
            holds=(answer := holds(condition.criterion, facts.values, None)),
            source=condition.source,
            assumed=condition.basis == "assumed",
            ask=() if answer is not None else tuple(dict.fromkeys(_unknown(condition.criterion, facts))),
        )
        for condition in conditions.values()
    )


def verdict(checks: tuple[Check, ...]) -> bool | None:
    """Return whether all hold: no as soon as one does not, ``None`` where that cannot be said."""
    answers = [check.holds for check in checks]
    return False if False in answers else None if None in answers else True


def to_ask(*several: tuple[Check, ...]) -> tuple[str, ...]:
    """Return the columns that the checks ask for, each once, in order."""
    return tuple(dict.fromkeys(column for checks in several for check in checks for column in check.ask))


def _unknown(criterion: Criterion, facts: Facts) -> Iterator[str]:
    if isinstance(criterion, OneOf | Within):
        if facts.values[criterion.column] is None:
            yield from facts.missing[criterion.column]
        return
    for member in criterion.members:
        if holds(member, facts.values, None) is None:
            yield from _unknown(member, facts)
