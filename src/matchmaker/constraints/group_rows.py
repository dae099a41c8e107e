"""Who is in a group, as an array, for the rows half of `matchmaker.constraints.GroupQuota`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.group import Group
from matchmaker.model import Problem


def members(group: Group, problem: Problem) -> npt.NDArray[np.bool_]:
    """Return who is in the group. Shape (P,)."""
    frame = problem.participants
    inside = [_is_one_of(pl.col(name), frame.schema[name], list(values)) for name, values in group.columns]
    return frame.select(pl.all_horizontal(inside).fill_null(False).alias("member"))["member"].to_numpy()


def _is_one_of(column: pl.Expr, dtype: pl.DataType, values: list[object]) -> pl.Expr:
    inner = dtype.inner if isinstance(dtype, pl.List) else dtype
    wanted = pl.lit(pl.Series(values, dtype=inner, strict=False)).implode()
    if isinstance(dtype, pl.List):
        return column.list.eval(pl.element().is_in(wanted)).list.any().fill_null(False)
    return column.is_in(wanted).fill_null(False)
