"""The review list: localities that travel could not place."""

from __future__ import annotations

import polars as pl

from matchmaker.errors import Finding
from matchmaker.model import Problem
from matchmaker.travel.places import PLACE, Resolver, locate_names

_TABLES = ("participants", "employers", "opportunities", "seats")


def unresolved_localities(problem: Problem, gazetteer: Resolver | None = None) -> tuple[Finding, ...]:
    """Return a warning per row whose locality is unknown or ambiguous and which has no coordinates of its own.

    Nothing is guessed: the commutes of such a row are NaN ("cannot say"). Localities that the travel table names,
    under any spelling of the same identity key, are not listed. In the order of the tables and rows. Source: HOSTILE
    row 81.
    """
    frames = [problem.table(name).select(PLACE) for name in _TABLES]
    names = locate_names(problem, frames, gazetteer)
    in_table = names.filter(pl.col("name").is_in([*problem.travel["origin"], *problem.travel["destination"]]))
    unplaced = names.filter(~pl.col("resolved") & ~pl.col("key").is_in(in_table["key"].to_list()))
    found: list[Finding] = []
    for table, frame in zip(_TABLES, frames, strict=True):
        has_point = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
        rows = (
            frame.with_row_index("row", offset=2)
            .filter(~has_point)
            .join(unplaced, left_on="locality", right_on="name", maintain_order="left")
        )
        file = problem.files.get(table, f"{table}.csv")
        found += (_finding(file, *row) for row in rows.select("row", "locality", "candidates").iter_rows())
    return tuple(found)


def _finding(file: str, row: int, name: str, candidates: list[str]) -> Finding:
    return Finding(
        file=file,
        code="ambiguous-locality" if candidates else "unknown-locality",
        message="more than one locality fits" if candidates else "no locality of this name is known",
        row=row,
        column="locality",
        value=name,
        expected="the name of one locality, or a latitude and a longitude",
        hint=f"it may be {' or '.join(candidates)}" if candidates else "add it to localities.csv",
        severity="warning",
    )
