"""The units of a scope as row numbers, for the rows half of the rules that have one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.constraint import Columns
from matchmaker.constraints.row_block import select
from matchmaker.constraints.scope import Scope
from matchmaker.constraints.seat_index import rows_of, seat_employer, seat_opportunity

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units of a scope.

    ``names`` say where ("in cohort 'T1'"); ``of_seat`` (S,) is the unit of every seat, -1 for none; ``opening``
    (n_units,) the column of the unit's opening decision, -1 where it has none.
    """

    names: tuple[str, ...]
    of_seat: IntArray
    opening: IntArray


def units_of(scope: Scope, columns: Columns) -> Units:
    """Return the units of ``scope``, in the order of ``scope.ids`` or of the table."""
    problem = columns.problem
    if scope.by == "plan":
        return Units(("over the plan",), np.zeros(problem.n_seats, np.int64), np.array([-1]))
    if scope.by == "employer":
        return _picked("at employer", scope, problem.employers["employer_id"], seat_employer(problem))
    opportunity = seat_opportunity(problem)
    if scope.by == "region":
        regions = problem.opportunities["region"]
        keys = regions.drop_nulls().unique(maintain_order=True)
        return _picked("in region", scope, keys, np.append(rows_of(regions, keys), -1)[opportunity])
    ids, opening = problem.opportunities["opportunity_id"], columns.opening_column()
    if scope.by == "cohort":
        is_cohort = opening >= 0
        names = tuple(f"in cohort '{i}'" for i in ids.filter(pl.Series(is_cohort)))
        return Units(names, select(is_cohort)[opportunity], opening[is_cohort])
    units = _picked("in opportunity", scope, ids, opportunity)
    chosen = ids if scope.ids is None else pl.Series(scope.ids, dtype=pl.String)
    return Units(units.names, units.of_seat, np.append(opening, -1)[rows_of(chosen, ids)])


def _picked(where: str, scope: Scope, keys: pl.Series, of_seat: IntArray) -> Units:
    ids = tuple(keys.to_list()) if scope.ids is None else scope.ids
    number = np.append(rows_of(keys, pl.Series(ids, dtype=pl.String)), -1)
    return Units(tuple(f"{where} '{i}'" for i in ids), number[of_seat], np.full(len(ids), -1, np.int64))
