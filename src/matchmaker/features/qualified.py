"""Facts of participants and of seats under qualified names, such as ``seats.wage`` or ``employers.size``."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from matchmaker.model import Problem
from matchmaker.travel import Commutes

ORIGIN = "commutes.origin"
SITE = "commutes.site"


def participant_facts(problem: Problem, commutes: Commutes, names: Sequence[str]) -> pl.DataFrame:
    """Return the qualified columns ``names`` of the participants, one row each, in the table's order.

    ``participants.<column>`` is a column; `ORIGIN` is the row of ``commutes.minutes`` that the participant uses.
    """
    frame = problem.participants
    series = [
        pl.Series(name, commutes.origin) if name == ORIGIN else frame.get_column(_column(name)).alias(name)
        for name in names
    ]
    return pl.DataFrame(series) if series else _rows(frame.height)


def seat_facts(problem: Problem, commutes: Commutes, names: Sequence[str]) -> pl.DataFrame:
    """Return the qualified columns ``names`` of the seats, one row each, in the table's order.

    ``seats``, ``opportunities`` and ``employers`` name the seat, its opportunity and its employer; ``organisations``
    the opportunity's accompanying organisation; `SITE` is the column of ``commutes.minutes`` that the seat uses.
    """
    wanted = {table: [name for name in names if name.startswith(f"{table}.")] for table in _KEYS}
    frame = problem.seats.select(
        pl.col("opportunity_id"),
        pl.col("employer_id"),
        *(pl.col(_column(name)).alias(name) for name in names if name.startswith("seats.")),
    ).with_columns(pl.Series(SITE, commutes.site))
    if wanted["organisations"]:
        owner = problem.opportunities.select("opportunity_id", "companion_org_id")
        frame = frame.join(owner, on="opportunity_id", how="left", maintain_order="left")
    for table, (key, on) in _KEYS.items():
        if wanted[table]:
            columns = [pl.col(_column(name)).alias(name) for name in wanted[table]]
            right = problem.table(table).select(pl.col(key).alias(on), *columns)
            frame = frame.join(right, on=on, how="left", maintain_order="left")
    return frame.select(names) if names else _rows(problem.n_seats)


# Table -> (its key, the column of the seats' frame that points to it).
_KEYS = {
    "opportunities": ("opportunity_id", "opportunity_id"),
    "employers": ("employer_id", "employer_id"),
    "organisations": ("organisation_id", "companion_org_id"),
}


def _column(name: str) -> str:
    return name.partition(".")[2]


def _rows(height: int) -> pl.DataFrame:
    """Return a frame of one constant column, for facts that the other party alone decides."""
    return pl.DataFrame({"constant": pl.repeat(0, height, dtype=pl.Int8, eager=True)})
