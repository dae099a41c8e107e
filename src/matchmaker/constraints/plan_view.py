"""plan_view: a plan beside the facts, as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from matchmaker.constraints.constraint import PlanView
from matchmaker.model import Plan, Problem
from matchmaker.travel import Commutes


def plan_view(
    problem: Problem,
    plan: Plan,
    commutes: Commutes,
    assignments: Iterable[tuple[str, str]] | None = None,
    scores: Mapping[tuple[str, str], Decimal] | None = None,
) -> PlanView:
    """Return the plan as the check halves read it.

    ``assignments`` are the (participant id, seat id) lines of a written plan, if not the plan's own. Lines naming
    a participant or a seat that does not exist are left out: `verify_plan` reports them. ``scores`` are the exact scores of
    its candidate pairs, for rules that count them.
    """
    participants, seats = _rows(problem.participants), _rows(problem.seats)
    lines = plan.seats.items() if assignments is None else assignments
    decisions = problem.decisions.filter(pl.col("decision") == "override")
    return PlanView(
        problem=problem,
        plan=plan,
        commutes=commutes,
        participants=participants,
        seats=seats,
        opportunities=_rows(problem.opportunities),
        employers=_rows(problem.employers),
        organisations=_rows(problem.organisations),
        assignments=tuple(sorted((p, s) for p, s in lines if p in participants and s in seats)),
        overrides=frozenset(zip(decisions["participant_id"].to_list(), decisions["seat_id"].to_list(), strict=True)),
        positions=(_positions(participants), _positions(seats)),
        scores=scores,
    )


class Row(Mapping[str, Any]):
    """One row of a table by column name; a tuple with the table's column positions, so that wide tables stay cheap."""

    __slots__ = ("_position", "_values")

    def __init__(self, position: Mapping[str, int], values: tuple[Any, ...]) -> None:
        self._position = position
        self._values = values

    def __getitem__(self, column: str) -> Any:
        return self._values[self._position[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._position)

    def __len__(self) -> int:
        return len(self._position)


def _rows(frame: pl.DataFrame) -> Mapping[str, Row]:
    """Return rows by the id in the first column. Columns in which nothing is known share one ``None``."""
    known = [column.name for column in frame if column.null_count() < frame.height]
    position = dict.fromkeys(frame.columns, len(known)) | {name: at for at, name in enumerate(known)}
    values = frame.select(*known, pl.lit(None).alias("\0")).rows() if known else []
    return {row[0]: Row(position, row) for row in values}


def _positions(rows: Mapping[str, Any]) -> dict[str, int]:
    return {key: position for position, key in enumerate(rows)}
