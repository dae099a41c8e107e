"""SearchProgress: what is known of a plan while it is still being sought."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """The best plan and the best bound so far.

    ``best`` is the exact objective (sum of scores) of a plan that obeys every rule, ``None`` before the first;
    ``bound`` is what no plan exceeds, ``None`` before it is known; ``seconds`` since the search began; ``strategy`` names who
    found what is new. Where objectives are sought in order, ``objective`` names the one that is being sought, and best and
    bound are in its unit; where less of it is better, no plan has less than the bound.
    """

    best: Decimal | None
    bound: Decimal | None
    seconds: float
    strategy: str
    objective: str | None = None

    @property
    def gap(self) -> float | None:
        """How far, relative to the bound, ``best`` can be from the best possible at most; ``None`` without both."""
        if self.best is None or self.bound is None:
            return None
        return float(abs(self.bound - self.best) / max(Decimal("1e-9"), abs(self.bound)))

    def __str__(self) -> str:
        best = "no plan yet" if self.best is None else f"best {self.best:.6f}"
        least = self.best is not None and self.bound is not None and self.bound < self.best
        bound = "" if self.bound is None else f", at {'least' if least else 'most'} {self.bound:.6f}"
        gap = "" if self.gap is None else f", gap {self.gap:.4%}"
        what = "" if self.objective is None else f"{self.objective}: "
        return f"{what}{best}{bound}{gap}, {self.strategy}"
