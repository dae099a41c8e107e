"""Change: one number of the data or of a rule that may give way, or a pin that may go."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be different, and where a person writes it.

    ``kind`` is that of the price (`RelaxationCosts`), ``unit`` what is counted (``person``, ``place``, ``NIS``, ...). In a
    table of the data, ``table``, ``id`` and ``column`` name the cell; in a rule ``table`` is ``constraint``, ``rule`` its
    place among the rules, ``id`` the unit of its scope (``None``: it has one number for all) and ``column`` the key. A pin is
    the row of ``decisions`` of participant ``id`` and seat ``column``. The table ``commute`` says that participant ``id``
    travels over the limit of all, and perhaps their own: no one cell does that. ``before`` is the number as it stands (``None``
    for a pin), ``sign`` which way it gives: 1 up, -1 down.
    """

    kind: str
    table: str
    id: str | None
    column: str
    unit: str
    sign: int
    before: Decimal | None = None
    rule: int | None = None
    words: str = ""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What tells two changes apart: rows that read one number share one change."""
        return (self.table, -1 if self.rule is None else self.rule, self.id or "", self.column)

    @property
    def where(self) -> str:
        """The place where it is written, such as ``opportunities.T1.min_size``."""
        if self.table == "decisions":
            return f"decisions: pin of {self.id} to {self.column}"
        if self.table == "constraint":
            of = f" ({self.id})" if self.id is not None else ""
            return f"{self.words}{of}: {self.column}"
        if self.table == "commute":
            return f"commute of {self.id}: {self.column}"
        return f"{self.table}.{self.id}.{self.column}"
