"""placed_amounts: the amount of every placement from a column of one of three tables, for the check half of rules."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from matchmaker.constraints.constraint import PlanView

_TABLES = ("participants", "seats", "scores")


def placed_amounts(view: PlanView, written: str) -> dict[tuple[str, str], Decimal | None]:
    """Return the amount of each (participant id, seat id) placed; ``None`` where it is not known.

    ``written`` is the column, ``table.column`` where several tables have one.
    """
    table, name = _place(view, written)
    own = _listed(view, name) if table == "scores" else {}
    amounts = {}
    for participant, seat in view.placed():
        pair = (participant["participant_id"], seat["seat_id"])
        value = own.get(pair) if table == "scores" else (participant if table == "participants" else seat)[name]
        amounts[pair] = _number(value)
    return amounts


def _place(view: PlanView, written: str) -> tuple[str, str]:
    for table in _TABLES:
        frame = view.problem.table(table)
        if written in frame.columns and not frame[written].is_null().all():
            return table, written
    table, _, name = written.partition(".")
    return (table, name) if table in _TABLES else ("seats", written)


def _listed(view: PlanView, name: str) -> Mapping[tuple[str, str], Any]:
    placed = pl.DataFrame(
        view.assignments, schema={"participant_id": pl.String, "seat_id": pl.String}, orient="row"
    ).unique()
    rows = view.problem.scores.join(placed, on=["participant_id", "seat_id"]).select("participant_id", "seat_id", name)
    return {(person, seat): value for person, seat, value in rows.iter_rows()}


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
