"""MoneyCondition: one condition that money depends on, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from matchmaker.criteria import Criterion, OneOf, Within
from matchmaker.io.nearest import suggestion
from matchmaker.programmes.impossible import impossible
from matchmaker.programmes.money_facts import Fact
from matchmaker.programmes.sourced import Provenance


class MoneyCondition(Provenance):
    """One condition: words for people, and a criterion over the facts of `programmes.money_facts`.

    ``source`` is the line that asks for it.
    """

    name: Annotated[str, Field(min_length=1, description="The condition in words")]
    name_he: Annotated[str, Field(min_length=1)] | None = Field(None, description="The same in Hebrew")
    criterion: Criterion = Field(description="The condition over facts")

    def facts(self) -> tuple[str, ...]:
        """Return the names of the facts it reads, in order, each once."""
        return tuple(dict.fromkeys(leaf.column for leaf in _leaves(self.criterion)))


Conditions = dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")], MoneyCondition]
"""Conditions by a short name, so that a later version of a profile can change one and keep the others."""


def check_facts(conditions: Conditions, known: Mapping[str, Fact]) -> Conditions:
    """Return the conditions, or raise `ValueError`.

    It names a fact that is not ``known`` or cannot be compared so, or the conditions that nothing can meet.
    """
    for key, condition in conditions.items():
        for leaf in _leaves(condition.criterion):
            fact = known.get(leaf.column)
            if fact is None:
                hint = suggestion(leaf.column, sorted(known))
                asked = f"{key}: '{leaf.column}' is no fact that this money may depend on; one of {', '.join(known)}"
                raise ValueError(asked if hint is None else f"{asked}; {hint}")
            values = leaf.values if isinstance(leaf, OneOf) else (leaf.min, leaf.max)
            for value in values:
                if value is not None and (isinstance(value, date) or not isinstance(value, fact.sort)):
                    raise ValueError(f"{key}: '{leaf.column}' ({fact.meaning}) cannot be compared with {_shown(value)}")
    check_possible(conditions, known)
    return conditions


def check_possible(conditions: Conditions, known: Mapping[str, Fact]) -> None:
    """Raise `ValueError` where nothing can meet all conditions, so that nothing would ever be paid."""
    found = impossible(
        {key: condition.criterion for key, condition in conditions.items()}, lambda name: known[name].domain
    )
    if found is not None:
        raise ValueError(found.replace("nobody", "nothing", 1))


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _leaves(criterion: Criterion) -> Iterator[OneOf | Within]:
    if isinstance(criterion, OneOf | Within):
        yield criterion
        return
    for member in criterion.members:
        yield from _leaves(member)
