"""narrowed: a problem and its travel times, cut down to what an extractor declares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import polars as pl

from matchmaker.features.commute_minutes import CommuteMinutes
from matchmaker.features.extractor import Extractor
from matchmaker.model import TABLES, Problem, Settings
from matchmaker.travel import Commutes

_LINKS = frozenset({
    "seats.opportunity_id", "seats.employer_id", "opportunities.opportunity_id", "opportunities.companion_org_id",
    "employers.employer_id", "organisations.organisation_id",
})  # fmt: skip
"""Ids by which a seat finds its opportunity, employer and companion: no facts of anybody."""


def narrowed(problem: Problem, commutes: Commutes, extractor: Extractor) -> tuple[Problem, Commutes]:
    """Return the problem with every column that the extractor does not declare blank, and travel times if it may.

    Columns that no record knows are gone, settings are the defaults, and only the rows' number and order are as they
    were. Travel times go to `CommuteMinutes` alone: two participants of one origin live at one place, so for anything
    else they would stand for residence (DOMAIN section 6).
    """
    declared = _LINKS.union(extractor.left, extractor.right)
    tables = {name: _blanked(name, frame, declared) for name, frame in problem.tables().items()}
    seen = problem.replace(**tables, settings=Settings(), files={}, hashes={}, warnings=())
    return seen, commutes if type(extractor) is CommuteMinutes else _nowhere(commutes)


def _blanked(name: str, frame: pl.DataFrame, declared: Collection[str]) -> pl.DataFrame:
    known = frame.select(list(TABLES[name].schema))
    if known.is_empty():
        return known
    # Columns are replaced, not left out: a frame without any would have lost its rows.
    return known.with_columns(blank for path, blank in _blanks(name).items() if path not in declared)


@cache
def _blanks(name: str) -> Mapping[str, pl.Expr]:
    """Return a column of nulls for each column of a table, by ``table.column``."""
    schema = TABLES[name].schema
    return MappingProxyType(
        {f"{name}.{column}": pl.lit(None, dtype=dtype).alias(column) for column, dtype in schema.items()}
    )


def _nowhere(commutes: Commutes) -> Commutes:
    """Return travel times of which none is known, with everybody at one place and so every seat."""
    return Commutes(
        np.full((1, 1), np.nan, np.float32), np.zeros_like(commutes.origin), np.zeros_like(commutes.site), digest=""
    )
