"""Change: one cell of a problem, or one key of a rule, with another value."""

from __future__ import annotations

from dataclasses import dataclass

RULES = "constraint"
"""What stands in the place of a table where the change is one of a rule."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A value as a person writes it: ``seats.S0012.count=5``, ``constraint.commute_limit.minutes=55``,
    ``constraint.group_quota[1].min_share=0.3``.

    ``table`` is one of the problem's tables, ``id`` a row of it; or ``constraint`` and a kind of rule, with ``index`` (from 0)
    where there are several. An empty ``value`` means *not known*.
    """

    table: str
    id: str
    column: str
    value: str
    index: int | None = None

    @property
    def is_rule(self) -> bool:
        """Whether it is a change of a rule."""
        return self.table == RULES

    @property
    def path(self) -> str:
        """Where it is, as people write it."""
        return f"{self.table}.{self.id}{'' if self.index is None else f'[{self.index}]'}.{self.column}"

    def __str__(self) -> str:
        return f"{self.path}={self.value}"
