"""impossible: criteria that nothing can meet together, so that a profile that asks for them is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice
from math import ceil, floor
from typing import Any, Self

from matchmaker.criteria import ELAPSED, Criterion, OneOf, Within
from matchmaker.model import TABLES

_MOST_CHOICES = 50
"""So many ways to meet a branch are tried; one with more passes. What is refused is certain, what passes may not be."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a column can hold: one of ``choices`` where there are any, from ``low`` to ``high``, whole numbers or not."""

    low: Decimal | None = None
    high: Decimal | None = None
    is_whole: bool = False
    choices: tuple[str, ...] = ()

    @classmethod
    def of_column(cls, table: str, name: str) -> Self | None:
        """Return the domain of a column of the model; ``None`` for a list, which can hold several values, and the unknown."""
        column = TABLES[table].columns.get(name)
        if column is None or column.is_list:
            return None
        low, high = (None if end is None else Decimal(str(end)) for end in (column.minimum, column.maximum))
        return cls(low, high, column.kind == "integer", column.choices)


Domains = Callable[[str], Domain | None]


def of_participants(column: str) -> Domain | None:
    """Return the domain of a column of participants, or of time elapsed; nobody's age is below 0 or above 130."""
    if column not in ELAPSED:
        return Domain.of_column("participants", column)
    return Domain(Decimal(0), Decimal(130), is_whole=True) if column == "age" else Domain(is_whole=True)


def impossible(named: Mapping[str, Criterion], domain_of: Domains) -> str | None:
    """Return which of the criteria cannot be met, or cannot be met together, in words; ``None`` where all may be."""
    for name, criterion in named.items():
        if not _can_hold([criterion], domain_of):
            return f"nobody can meet '{name}'"
    for (name, one), (other_name, other) in combinations(named.items(), 2):
        if not _can_hold([one, other], domain_of):
            return f"nobody can meet both '{name}' and '{other_name}'"
    return None if _can_hold(list(named.values()), domain_of) else "nobody can meet all of it"


def _can_hold(criteria: Sequence[Criterion], domain_of: Domains) -> bool:
    """Whether there may be somebody of whom all hold."""
    leaves: dict[str, list[OneOf | Within]] = {}
    branches = []
    waiting = list(criteria)
    while waiting:
        criterion = waiting.pop()
        if isinstance(criterion, OneOf | Within):
            leaves.setdefault(criterion.column, []).append(criterion)
        elif criterion.needed == len(criterion.members):
            waiting += criterion.members
        else:
            branches.append(criterion)
    if not all(_have_a_value(on_column, domain_of(column)) for column, on_column in leaves.items()):
        return False
    given = [leaf for on_column in leaves.values() for leaf in on_column]
    for branch in branches:
        ways = list(islice(combinations(branch.members, branch.needed), _MOST_CHOICES + 1))
        if len(ways) <= _MOST_CHOICES and not any(_can_hold([*given, *way], domain_of) for way in ways):
            return False
    return True


def _have_a_value(leaves: Sequence[OneOf | Within], domain: Domain | None) -> bool:
    """Whether one value of a column meets all of ``leaves``."""
    if domain is None:
        return True
    ranges = [leaf for leaf in leaves if isinstance(leaf, Within)]
    sets = [set(leaf.values) for leaf in leaves if isinstance(leaf, OneOf)]
    lows: list[Any] = [end for end in (domain.low, *(leaf.min for leaf in ranges)) if end is not None]
    highs: list[Any] = [end for end in (domain.high, *(leaf.max for leaf in ranges)) if end is not None]
    if sets:
        values: list[Any] = [each for each in set.intersection(*sets) if not domain.choices or each in domain.choices]
        return any(
            all(end <= value for end in lows)
            and all(value <= end for end in highs)
            and not (domain.is_whole and value != int(value))
            for value in values
        )
    if not lows or not highs:
        return True
    low, high = max(lows), min(highs)
    return bool(ceil(low) <= floor(high) if domain.is_whole else low <= high)
