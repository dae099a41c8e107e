"""WhatIf: a plan beside the plans that changes would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.decisions.limits.scenario import Scenario

_TEXTS = ("scenario", "mark", "status", "cohorts_opened", "cohorts_closed", "clash")
_COUNTS = ("placed_before", "placed", "moved", "reachable")
_COLUMNS = (
    "scenario", "mark", "status", "placed_before", "placed", "score_before", "bound_before", "score", "bound", "gap", "gained",
    "least", "most", "cohorts_opened", "cohorts_closed", "moved", "reachable", "clash",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """The answers, in the order of the questions; ``notes`` that a reader must see."""

    scenarios: tuple[Scenario, ...]
    notes: tuple[str, ...] = ()

    def to_polars(self) -> pl.DataFrame:
        """Return one row per scenario: how it is marked, people placed, score and bound before and after, between what the best
        score changes (``least``, ``most``), cohorts, how many people are elsewhere (``moved``) and become ``reachable``."""
        rows = []
        for each in self.scenarios:
            told = each.as_dict()
            joined = {key: "; ".join(told[key]) for key in ("cohorts_opened", "cohorts_closed", "clash")}
            reached = told.get("reachable")
            counts = {"moved": len(told["moves"]), "reachable": None if reached is None else len(reached)}
            rows.append({**told, **joined, **counts, "scenario": each.difference.name})
        kinds: dict[str, Any] = {
            name: pl.String if name in _TEXTS else pl.Int64 if name in _COUNTS else pl.Float64 for name in _COLUMNS
        }
        return pl.DataFrame([{name: row[name] for name in _COLUMNS} for row in rows], schema=kinds)

    def moves(self) -> pl.DataFrame:
        """Return who is elsewhere, scenario after scenario (`Difference.moves`); scenarios without a plan have none."""
        frames = [each.difference.moves() for each in self.scenarios if each.difference.after.has_plan]
        return pl.concat(frames) if frames else self.scenarios[0].difference.moves().clear()

    def reachable(self) -> pl.DataFrame | None:
        """Return who becomes reachable by shuttles (`Scenario.reachable`), or ``None`` where none was tried out."""
        frames = [frame for each in self.scenarios if (frame := each.reachable()) is not None]
        return pl.concat(frames) if frames else None

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"scenarios": [each.as_dict() for each in self.scenarios], "notes": list(self.notes)}
