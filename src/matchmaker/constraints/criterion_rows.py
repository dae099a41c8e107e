"""Criteria over all participants at once, for the ``allowed`` half of `matchmaker.constraints.Eligibility`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from matchmaker.constraints.criterion import Criterion

BoolArray = npt.NDArray[np.bool_]


def judge(criterion: Criterion, people: pl.DataFrame, days: Sequence[int]) -> tuple[BoolArray, BoolArray]:
    """Return which participants meet a criterion, and which do not, on each day. Both (p, D); neither = cannot say.

    ``days`` are numbers of the form 20260331 (year, month, day), 0 for a day that is not known.
    """
    if criterion.of:
        judged = [judge(member, people, days) for member in criterion.of]
        needed = criterion.at_least or 0
        n_yes = sum(yes.astype(np.int64) for yes, _ in judged)
        n_no = sum(no.astype(np.int64) for _, no in judged)
        return np.asarray(n_yes >= needed), np.asarray(len(judged) - n_no < needed)
    if criterion.column == "age":
        return _judge_age(criterion, people["birth_date"], days)
    answer = people.select(_test(criterion, people.schema[criterion.column or ""]).alias("answer"))["answer"]
    shape = (people.height, len(days))
    yes, no = answer.fill_null(False).to_numpy(), (~answer).fill_null(False).to_numpy()
    return np.broadcast_to(yes[:, None], shape), np.broadcast_to(no[:, None], shape)


def _test(criterion: Criterion, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(criterion.column or "")
    if criterion.values:
        inner = dtype.inner if isinstance(dtype, pl.List) else dtype
        inner = pl.Float64 if inner.is_numeric() else inner
        wanted = pl.lit(pl.Series(criterion.values, dtype=inner)).implode()
        if isinstance(dtype, pl.List):
            return column.list.eval(pl.element().cast(inner).is_in(wanted)).list.any()
        return column.cast(inner).is_in(wanted)
    low = column >= criterion.min if criterion.min is not None else pl.lit(True)
    high = column <= criterion.max if criterion.max is not None else pl.lit(True)
    return pl.when(column.is_not_null()).then(low & high)


def _judge_age(criterion: Criterion, born: pl.Series, days: Sequence[int]) -> tuple[BoolArray, BoolArray]:
    number = (born.dt.year() * 10_000 + born.dt.month().cast(pl.Int32) * 100 + born.dt.day().cast(pl.Int32)).fill_null(
        0
    )
    birth, day = number.to_numpy().astype(np.int64)[:, None], np.array(days, np.int64)[None, :]
    known = (birth > 0) & (day > 0)
    # Dates as yyyymmdd: the difference holds whole years before its last four digits.
    age = (day - birth) // 10_000
    if criterion.values:
        within = np.isin(age, np.array(criterion.values, np.float64))
    else:
        low = -np.inf if criterion.min is None else criterion.min
        within = (age >= low) & (age <= (np.inf if criterion.max is None else criterion.max))
    return known & within, known & ~within
