"""asking: which facts to ask for where a criterion cannot be said."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.criteria import ELAPSED, Criterion, OneOf, Within, judge

BoolArray = npt.NDArray[np.bool_]

THE_DAY = "as_of"
"""What is asked for where a time elapsed cannot be said for want of a day, not of the date it counts from."""


def asking(criterion: Criterion, people: pl.DataFrame, day: npt.NDArray[np.int64]) -> dict[str, BoolArray]:
    """Return, per column to ask for, of which people (n,). Only facts that the answer still hangs on.

    ``day`` (1,) is as in `matchmaker.criteria.day_numbers`.
    """
    yes, no = judge(criterion, people, day)
    unsaid = ~(yes | no)[:, 0]
    found: dict[str, BoolArray] = {}
    if isinstance(criterion, OneOf | Within):
        column = ELAPSED[criterion.column][0] if criterion.column in ELAPSED else criterion.column
        is_missing = people[column].is_null().to_numpy()
        _join(found, column, unsaid & is_missing)
        _join(found, THE_DAY, unsaid & ~is_missing)
        return found
    for member in criterion.members:
        for column, of_whom in asking(member, people, day).items():
            _join(found, column, unsaid & of_whom)
    return found


def _join(found: dict[str, BoolArray], column: str, of_whom: BoolArray) -> None:
    if of_whom.any():
        found[column] = found[column] | of_whom if column in found else of_whom
