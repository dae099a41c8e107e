"""WhatIf: a plan beside the plans that changes would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from matchmaker.decisions.limits.scenario import Scenario
from matchmaker.errors import escape

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

    def table(self) -> pl.DataFrame:
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

    def to_frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables ``what_if``, ``moves``, and ``reachable`` where a shuttle was tried out."""
        reached = self.reachable()
        return {
            "what_if": self.table(),
            "moves": self.moves(),
            **({} if reached is None else {"reachable": reached}),
        }

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"scenarios": [each.as_dict() for each in self.scenarios], "notes": list(self.notes)}

    def __str__(self) -> str:
        lines = [line for each in self.scenarios for line in _told(each)]
        return "\n".join([*(escape(line) for line in lines), *(f"note: {note}" for note in self.notes)])


def _told(scenario: Scenario) -> list[str]:
    difference = scenario.difference
    before, after = difference.before, difference.after
    if not after.has_plan:
        why = "; ".join(after.clash) or after.status
        return [f"{difference.name}: {difference.mark}", f"  no plan: {why}"]
    lines = [
        f"{difference.name}: {difference.mark}",
        f"  placed: {before.plan.n_placed} -> {after.plan.n_placed}, {difference.moves().height} people elsewhere",
        f"  score: {before.objective} -> {after.objective}, at most {after.bound} (gap {after.gap or 0:.4%})",
        f"  the best score changes by {difference.least:+} to {difference.most:+}",
    ]
    lines += [f"  objective {name}: {was:.10g} -> {now:.10g}" for name, was, now in difference.objectives]
    for word, cohorts in (("opened", difference.opened), ("closed", difference.closed)):
        if cohorts:
            lines.append(f"  {word}: {', '.join(cohorts)}")
    reached = scenario.reachable()
    if reached is not None:
        people = ", ".join(reached["participant_id"].to_list()) or "nobody"
        lines.append(f"  becomes reachable for {reached.height} people: {people}")
    return lines
