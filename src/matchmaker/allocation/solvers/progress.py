"""Progress: what a solver knows while it still works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Progress:
    """The best plan and the best bound so far, in units of the formulation's gains (scores x its ``scale``).

    ``best`` is the exact objective of a plan that obeys every row, ``None`` before the first; ``bound`` is what no plan
    exceeds, ``None`` before it is known. ``seconds`` since ``strategy`` began.
    """

    best: int | None
    bound: int | None
    seconds: float
    strategy: str


ProgressReport: TypeAlias = Callable[[Progress], None]
"""Called from the solving thread whenever best or bound improves; must not raise."""
